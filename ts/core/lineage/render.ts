import { columns, oneLine } from '../release/columns.ts';
import { shortId } from '../release/short-id.ts';
import type { ExceptionName } from '../gates/exception-names.ts';
import { answerText } from '../plan/answered-checks.ts';
import type { Exception } from '../plan/plan.ts';
import type { ProvenLineage, ServiceLineage } from './lineage.ts';
import type { Station } from './station.ts';

/** The lineage as people read it: a block a service, in it who built it and then a line for each environment on its way. */
export function renderProven(proven: ProvenLineage): string {
  const { services, held, broken, remarks } = proven;
  const verdict =
    broken.length === 0
      ? `${held} links hold, none is broken.`
      : `${held} links hold; ${broken.length === 1 ? 'one is' : `${broken.length} are`} broken. What is said above is not proven.`;
  const notes = remarks.map((remark) => `note: ${remark}`);
  return [...head(proven), ...services.map(block), [verdict, ...notes].join('\n')].join('\n\n');
}

function head({ environment, releaseId, parent, derived, services }: ProvenLineage): readonly string[] {
  if (services.length === 0) return [];
  const runs = `${environment} runs release ${releaseId}`;
  if (!derived) return [runs];
  const why = derived.reason === null ? '' : `: ${oneLine(derived.reason, 120)}`;
  return [`${runs}\n  derived from ${parent ?? 'none'} by another ${derived.changed.join(', ')}${why}`];
}

function block({ service, job, build, environments, passedBy }: ServiceLineage): string {
  const built = [
    `  built by ${job ?? 'a job that the configuration does not know'} #${build.build} of commit ${build.commit ?? 'unknown'}`,
    `  image    ${build.image}@${build.digest}`,
  ];
  const here = environments.at(-1)?.environment;
  const way = columns([
    ...environments.filter(({ environment }) => environment !== here).map(cells),
    ...passedBy.map(skipped),
    ...environments.filter(({ environment }) => environment === here).map(cells),
  ]).map((line) => `  ${line}`);
  return [`${service}  ${build.build}  ${oneLine(build.subject, 60)}`, ...built, ...way].join('\n');
}

function skipped({ environment, exception }: ServiceLineage['passedBy'][number]): readonly string[] {
  return [environment, 'not verified', '', exception ? word(exception) : 'on no way of this build'];
}

function cells(station: Station): readonly string[] {
  const { environment, verifiedAt, outcome, tasks, evidence } = station;
  const proof = outcome === 'deployedNotProven' ? 'deployed, no task to prove' : plural(tasks, 'task');
  return [
    environment,
    verifiedAt === null ? 'not verified' : `${outcome === 'proven' ? 'verified' : 'recorded'} ${verifiedAt}`,
    proof,
    how(station),
    approval(station),
    evidence.length === 0 ? '' : plural(evidence.length, 'file') + ' of evidence',
    [...why(station)].join('; '),
  ];
}

/** What was done there, by whom and in which builds. */
function how({ kind, by, builds, wentBack }: Station): string {
  const where = builds.map(({ job, number }) => `${job} #${number}`).join(', ');
  const what = wentBack ? `gone back to from ${shortId(wentBack.from)}, promoted` : (kinds[kind] ?? kind);
  return `${what} by ${by}${where === '' ? '' : ` in ${where}`}`;
}

const kinds: Readonly<Record<string, string>> = {
  promote: 'promoted',
  restart: 'restarted',
  rollback: 'rolled back',
};

/** What was out of the common, each with who answers for it and why. An exception on the way is told where that was. */
function why({
  environment,
  kind,
  reason,
  exceptions,
  wentBack,
  answers,
  checks,
  stop,
}: Station): readonly string[] {
  return [
    ...exceptions.filter((one) => one.environment === environment).map(word),
    ...(reason !== null && kind !== 'promote' ? [oneLine(reason, 60)] : []),
    ...(wentBack ? [oneLine(wentBack.cause, 60)] : []),
    ...answers.map(({ answer, by }) => `${by} answered ${answer}`),
    ...checks.map((check) => `${check.check}: ${oneLine(answerText(check), 80)}`),
    ...(stop ? [`stopped by ${stop.by}: ${oneLine(stop.reason, 60)}`] : []),
    ...(stop?.lifted ? [`lifted by ${stop.lifted.by}: ${oneLine(stop.lifted.reason, 60)}`] : []),
  ];
}

function word({ kind, by, reason }: Exception): string {
  return `${exceptionWords[kind]} by ${by}: ${oneLine(reason, 60)}`;
}

const exceptionWords: Readonly<Record<ExceptionName, string>> = {
  older: 'older over newer',
  hotfix: 'hot fix',
  freeze: 'in a freeze',
};

function approval({ approvedBy, planHash }: Station): string {
  return approvedBy.length === 0
    ? `plan ${shortId(planHash)}`
    : `plan ${shortId(planHash)} approved by ${approvedBy.join(', ')}`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
