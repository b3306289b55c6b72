import { actionsOf } from '../plan/actions.ts';
import type { Situation } from './situation.ts';

/**
 * The services that the candidate would move. Where nobody has looked at what runs, those whose build is not the one that was verified
 * here last.
 */
export function movingServices(situation: Situation): readonly string[] {
  const { release, live, state } = situation;
  const kept = new Set(
    actionsOf(situation)
      .filter(({ action }) => action === 'keep')
      .map(({ service }) => service),
  );
  const differs = (service: string) =>
    state.lastVerified?.release.services[service]?.digest !== release.services[service]?.digest;
  return Object.keys(release.services).filter((service) =>
    live.has(service) ? !kept.has(service) : differs(service),
  );
}
