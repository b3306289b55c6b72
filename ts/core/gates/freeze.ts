import type { Freeze } from '../config/config.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import { frozenUntil, opening } from '../freeze/window.ts';
import { localText } from '../freeze/zone.ts';
import { utcText } from '../utc-text.ts';
import type { Gate } from './gate.ts';
import { instant } from './instant.ts';
import { movingServices } from './moving-services.ts';

/**
 * A calendar in promotion.yaml, so that it is reviewed like everything else and needs nobody to remember it. It holds the services that
 * would move: what runs already may be promoted again, and nothing happens. When it opens, no other freeze of these services holds.
 */
export const freeze: Gate = {
  name: 'freeze',
  rule: 'No freeze of promotion.yaml holds for the environment and the services that would move.',
  alsoGoingBack: false,
  exception: 'freeze',
  judge: (situation) => {
    const { environment, request, now } = situation;
    if (request.exceptions.freeze !== undefined || environment.freezes.length === 0) return [];
    const moving = movingServices(situation);
    const concerns = environment.freezes.filter((one) => held(one, moving).length > 0);
    const holding = concerns.filter((one) => frozenUntil(one, now) !== null);
    const [first] = holding;
    if (!first) return [];
    const opens = opening(concerns, now);
    return [
      gateErrors.frozen.problem({
        environment: environment.name,
        services: [...new Set(holding.flatMap((one) => held(one, moving)))],
        freezes: holding.map(({ name, when, timeZone, reason = null }) => ({
          name,
          when: `${when}, ${timeZone}`,
          reason,
        })),
        opens: opens === null ? null : openingText(opens, first.timeZone),
      }),
    ];
  },
};

/** In UTC and on the wall where the freeze is from; once where that is UTC. */
function openingText(opens: number, timeZone: string): string {
  const local = localText(opens, timeZone);
  return timeZone === 'UTC' ? local : `${utcText(instant(opens))} (${local})`;
}

function held({ services }: Freeze, moving: readonly string[]): readonly string[] {
  return services ? moving.filter((service) => services.includes(service)) : moving;
}
