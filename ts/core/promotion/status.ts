import type { Existence } from '../existence/existence.ts';
import { stateWords } from '../existence/render.ts';
import type { Holding } from '../freeze/holding.ts';
import { shortId } from '../release/short-id.ts';
import { utcText } from '../utc-text.ts';

/** What runs in one environment: recorded, and compared with ECS where that was asked. */
export interface EnvironmentStatus {
  readonly environment: string;
  /** The release that was verified last. */
  readonly releaseId: string | null;
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  /** The release of a promotion that was never finished. */
  readonly unfinished: string | null;
  /** Whether an environment that comes and goes is there, since when and by whom; null for one that always is. */
  readonly existence: {
    readonly state: Existence['state'];
    readonly since: string | null;
    readonly by: string | null;
    readonly reason: string | null;
  } | null;
  /** Freezes that hold now, the one that ends last first. */
  readonly frozen: readonly Holding[];
  /** Who stopped the line before it, when (ISO 8601) and why; null where nobody did. */
  readonly stopped: { readonly by: string; readonly at: string; readonly reason: string } | null;
  readonly services: readonly ServiceStatus[];
}

export interface ServiceStatus {
  readonly service: string;
  readonly build: number | null;
  readonly subject: string | null;
  readonly digest: string | null;
  readonly live: 'asRecorded' | 'drift' | 'missing' | 'notRecorded' | 'notAsked' | 'unreachable';
  readonly remark: string | null;
}

/** The status as people read it: a line an environment, a line a service, marks only where something is not as it should be. */
export function renderStatus(environments: readonly EnvironmentStatus[]): string {
  return environments.map(renderEnvironment).join('\n\n');
}

function renderEnvironment(status: EnvironmentStatus): string {
  const { existence, unfinished, frozen, stopped, services } = status;
  const down = existence?.state === 'down';
  // What is down runs nothing; where ECS has a service of it nevertheless, that is told.
  const shown = down
    ? services.filter(({ live }) => live === 'asRecorded' || live === 'drift' || live === 'notRecorded')
    : services;
  const names = Math.max(...services.map(({ service }) => service.length));
  const builds = Math.max(...services.map(({ build }) => String(build ?? '-').length));
  const unreachable = services.find(({ live }) => live === 'unreachable');
  return [
    ...headOf(status),
    ...(unfinished === null
      ? []
      : [`  ! the promotion of ${shortId(unfinished)} was never finished; run it again`]),
    ...(stopped ? [`  ! stopped by ${stopped.by} since ${utcText(stopped.at)}: ${stopped.reason}`] : []),
    ...frozen.map(frozenLine),
    ...(unreachable && !down ? [`  ! ECS could not be asked: ${unreachable.remark ?? ''}`] : []),
    ...shown.map((service) => serviceLine(service, names, builds)),
  ].join('\n');
}

function headOf({
  environment,
  releaseId,
  verifiedAt,
  verifiedBy,
  existence,
}: EnvironmentStatus): readonly string[] {
  const release =
    releaseId === null
      ? 'nothing verified yet'
      : `release ${shortId(releaseId)}, verified ${utcText(verifiedAt ?? '')} by ${verifiedBy ?? 'unknown'}`;
  if (existence === null || existence.state === 'up') return [`${environment}  ${release}`];
  const { state, since, by, reason } = existence;
  const who = since === null || by === null ? '' : ` since ${utcText(since)}, by ${by}: ${reason ?? ''}`;
  return [
    `${environment}  ${stateWords(state)}${who}`,
    ...(releaseId === null ? [] : [`  last: ${release}`]),
  ];
}

function frozenLine({ name, local, services, reason }: Holding): string {
  const whom = services === null ? '' : ` for ${services.join(', ')}`;
  return `  ! frozen${whom} until ${local} (${name}${reason === null ? '' : `: ${reason}`})`;
}

function serviceLine(
  { service, build, subject, live, remark }: ServiceStatus,
  names: number,
  builds: number,
): string {
  const marks = {
    asRecorded: '',
    notAsked: '',
    unreachable: '',
    drift: '  ! drift',
    missing: '  ! missing',
    notRecorded: '  not recorded',
  };
  const note = live === 'unreachable' || remark === null ? '' : ` (${remark})`;
  return `  ${service.padEnd(names)}  ${String(build ?? '-').padStart(builds)}  ${subject ?? ''}${marks[live]}${note}`.trimEnd();
}
