import type { Check, Checked } from './check.ts';
import { checkIds, deepCheckIds } from './check-ids.ts';
import type { Facts, ServiceSettings } from './facts.ts';
import { image } from './image.ts';
import { targetGroups } from './load-balancers.ts';
import { hasToAsk } from './needs.ts';
import { ok, skipped, type Finding, type PreflightRow } from './row.ts';
import { circuitBreaker, noOtherDeployment, serviceThere } from './service.ts';
import { isActive, type ActiveSubject, type Subject } from './subject.ts';
import { traffic } from './traffic.ts';

const all: readonly Check[] = [noOtherDeployment, image, targetGroups, traffic, circuitBreaker];

/** Findings of the deeper checks by service, or why there are none. */
export type DeepFindings = ReadonlyMap<string, readonly Finding[]> | string;

/** Every check of every service, in the order of `checkIds`: one failure hides no other. */
export function judge(
  subjects: readonly Subject[],
  facts: Facts,
  deep: DeepFindings,
): readonly PreflightRow[] {
  return subjects.flatMap((subject) =>
    findingsOf(subject, subjects, facts, deep)
      .toSorted((a, b) => checkIds.indexOf(a.check) - checkIds.indexOf(b.check))
      .map((finding) => ({ service: subject.service, ...finding })),
  );
}

/** The services that can be checked: there, and described. */
export function checkedOf(subjects: readonly Subject[], facts: Facts): readonly Checked[] {
  return subjects.filter(isActive).flatMap((subject) => {
    const settings = settingsOf(subject, facts);
    return typeof settings === 'string'
      ? []
      : [{ subject, settings, addedInSubnets: added(settings, subjects, facts) }];
  });
}

/** Whether any of the deeper checks has something to ask. */
export function hasDeepQuestions(checked: readonly Checked[]): boolean {
  return checked.some(({ subject, settings }) =>
    deepCheckIds.some((check) => hasToAsk(check, subject.definition, settings)),
  );
}

function findingsOf(
  subject: Subject,
  subjects: readonly Subject[],
  facts: Facts,
  deep: DeepFindings,
): readonly Finding[] {
  const there = serviceThere(subject);
  const checked = checkedOf(subjects, facts).find((one) => one.subject === subject);
  if (!checked) {
    const settings = settingsOf(subject, facts);
    const why = isActive(subject) && typeof settings === 'string' ? settings : 'there is no such service';
    return [there, ...checkIds.filter((check) => check !== 'service').map((check) => skipped(check, why))];
  }
  const own = typeof deep === 'string' ? undefined : deep.get(subject.service);
  return [
    there,
    ...all.flatMap((check) => check(checked, facts)),
    ...(own ?? withoutDeep(checked, typeof deep === 'string' ? deep : 'it was not asked for')),
  ];
}

function withoutDeep({ subject, settings }: Checked, why: string): readonly Finding[] {
  return deepCheckIds.map((check) =>
    hasToAsk(check, subject.definition, settings) ? skipped(check, why) : ok(check, 'the service needs none'),
  );
}

function settingsOf({ ecsService }: Subject, { settings }: Facts): ServiceSettings | string {
  if (!settings.known) return settings.why;
  return settings.value.get(ecsService) ?? 'ECS does not describe the service';
}

/** Services of one promotion move at the same time, and take their addresses from the same subnets. */
function added({ network: mine }: ServiceSettings, subjects: readonly Subject[], facts: Facts): number {
  const place = (network: ServiceSettings['network']) => network?.subnets.toSorted().join(' ');
  return subjects.filter(isActive).reduce((sum, subject) => {
    const settings = settingsOf(subject, facts);
    const isNear = typeof settings !== 'string' && place(settings.network) === place(mine);
    return isNear ? sum + addedTasks(subject, settings) : sum;
  }, 0);
}

/** A rolling deployment goes up to the maximum percent, every other brings up the whole set beside the present one. */
function addedTasks({ live, moves }: ActiveSubject, { maximumPercent }: ServiceSettings): number {
  if (moves === null) return 0;
  const percent = moves === 'rolling' ? maximumPercent - 100 : 100;
  return Math.max(0, Math.floor((live.desiredCount * percent) / 100));
}
