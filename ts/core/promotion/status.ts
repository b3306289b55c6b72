import { shortId } from '../release/short-id.ts';

/** What runs in one environment: recorded, and compared with ECS where that was asked. */
export interface EnvironmentStatus {
  readonly environment: string;
  /** The release that was verified last. */
  readonly releaseId: string | null;
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  /** The release of a promotion that was never finished. */
  readonly unfinished: string | null;
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
  const { environment, releaseId, verifiedAt, verifiedBy, unfinished, stopped, services } = status;
  const head =
    releaseId === null
      ? `${environment}  nothing verified yet`
      : `${environment}  release ${shortId(releaseId)}, verified ${verifiedAt ?? ''} by ${verifiedBy ?? 'unknown'}`;
  const names = Math.max(...services.map(({ service }) => service.length));
  const builds = Math.max(...services.map(({ build }) => String(build ?? '-').length));
  const unreachable = services.find(({ live }) => live === 'unreachable');
  return [
    head,
    ...(unfinished === null
      ? []
      : [`  ! the promotion of ${shortId(unfinished)} was never finished; run it again`]),
    ...(stopped ? [`  ! stopped by ${stopped.by} since ${stopped.at}: ${stopped.reason}`] : []),
    ...(unreachable ? [`  ! ECS could not be asked: ${unreachable.remark ?? ''}`] : []),
    ...services.map((service) => serviceLine(service, names, builds)),
  ].join('\n');
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
