import { columns, oneLine } from '../release/columns.ts';
import { shortId } from '../release/short-id.ts';
import type { ProvenLineage, ServiceLineage, Station } from './lineage.ts';

/** The lineage as people read it: a block a service, in it who built it and then a line for each environment on its way. */
export function renderProven({
  environment,
  releaseId,
  services,
  held,
  broken,
  remarks,
}: ProvenLineage): string {
  const head = services.length === 0 ? [] : [`${environment} runs release ${releaseId}`];
  const verdict =
    broken.length === 0
      ? `${held} links hold, none is broken.`
      : `${held} links hold; ${broken.length === 1 ? 'one is' : `${broken.length} are`} broken. What is said above is not proven.`;
  const notes = remarks.map((remark) => `note: ${remark}`);
  return [...head, ...services.map(block), [verdict, ...notes].join('\n')].join('\n\n');
}

function block({ service, job, build, environments }: ServiceLineage): string {
  const built = [
    `  built by ${job ?? 'a job that the configuration does not know'} #${build.build} of commit ${build.commit ?? 'unknown'}`,
    `  image    ${build.image}@${build.digest}`,
  ];
  const way = columns(environments.map(cells)).map((line) => `  ${line}`);
  return [`${service}  ${build.build}  ${oneLine(build.subject, 60)}`, ...built, ...way].join('\n');
}

function cells(station: Station): readonly string[] {
  const { environment, verifiedAt, outcome, tasks, builds, by, evidence } = station;
  const proof = outcome === 'deployedNotProven' ? 'deployed, no task to prove' : plural(tasks, 'task');
  const where = builds.map(({ job, number }) => `${job} #${number}`).join(', ');
  return [
    environment,
    verifiedAt === null ? 'not verified' : `${outcome === 'proven' ? 'verified' : 'recorded'} ${verifiedAt}`,
    proof,
    `${kinds[station.kind] ?? station.kind} by ${by}${where === '' ? '' : ` in ${where}`}`,
    approval(station),
    evidence.length === 0 ? '' : plural(evidence.length, 'file') + ' of evidence',
    ...station.exceptions.map(({ kind, by: who, reason }) => `${kind} by ${who}: ${oneLine(reason, 60)}`),
  ];
}

const kinds: Readonly<Record<string, string>> = {
  promote: 'promoted',
  restart: 'restarted',
  rollback: 'rolled back',
};

function approval({ approvedBy, planHash }: Station): string {
  return approvedBy.length === 0
    ? `plan ${shortId(planHash)}`
    : `plan ${shortId(planHash)} approved by ${approvedBy.join(', ')}`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
