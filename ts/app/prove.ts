import type { ProofRow } from '../core/ledger/fact.ts';
import { proveRevision } from '../core/proof/prove-revision.ts';
import { proveTasks } from '../core/proof/prove-tasks.ts';
import { smokeFailures, type SmokeRow } from '../core/smoke/row.ts';
import { checksOn, runSmoke } from './smoke.ts';
import type { SmokeSubject } from './smoke/tools.ts';
import type { EnvironmentTools } from './tools.ts';

/** One service that is to be proven: where it is, and what it was told to run. */
export interface ToProve {
  readonly service: string;
  readonly ecsService: string;
  readonly container: string;
  readonly taskDefinition: string;
  /** The deployment that brought it there; null for a service that this promotion did not touch. */
  readonly deploymentId: string | null;
}

/** The release that is to run, and the promotion it is proven for. */
export interface ProvenFor extends Pick<SmokeSubject, 'release' | 'releaseId'> {
  /** Id of the promotion. */
  readonly id: string;
}

export interface Proven {
  readonly rows: readonly ProofRow[];
  readonly smoke: readonly SmokeRow[];
  /** One sentence each; empty when everything was proven. */
  readonly failures: readonly string[];
}

type Look = Omit<Proven, 'smoke'>;

/** How long tasks and targets may take to agree after ECS called the deployment successful: the load balancer and the API lag. */
const graceMilliseconds = 120_000;
const pauseMilliseconds = 5_000;
const settlePauseMilliseconds = 30_000;

/**
 * Success is declared only here: every running task of every service has the release's image, so will the ones that ECS starts next,
 * its targets are healthy, the smoke checks pass, and all that still holds after `settleMinutes`.
 */
export async function prove(
  { id, release, releaseId }: ProvenFor,
  services: readonly ToProve[],
  tools: EnvironmentTools,
): Promise<Proven> {
  const { clock, report, interrupted, environment } = tools;
  const tasks = await lookWithin(clock.now() + graceMilliseconds, release, services, tools);
  const first = tasks.failures.length > 0 ? tasks : await withRevisions(tasks, release, services, tools);
  for (const row of first.rows) report.line(`  ${row.service}  ${describe(row)}`);
  if (first.failures.length > 0) return { ...first, smoke: [] };
  const subject = { promotion: id, release, releaseId, services };
  const smoke = await runSmoke(checksOn('production', environment.smoke), { ...tools, subject });
  const failures = smokeFailures(smoke);
  if (failures.length > 0) return { rows: first.rows, smoke, failures };
  const settled = clock.now() + environment.settleMinutes * 60_000;
  let last = first;
  while (clock.now() < settled && last.failures.length === 0) {
    await clock.sleep(Math.min(settlePauseMilliseconds, settled - clock.now()), interrupted);
    last = withNotesOf(first, await look(release, services, tools));
  }
  return { ...last, smoke };
}

async function lookWithin(
  deadline: number,
  release: SmokeSubject['release'],
  services: readonly ToProve[],
  tools: EnvironmentTools,
): Promise<Look> {
  for (;;) {
    const seen = await look(release, services, tools);
    if (seen.failures.length === 0 || tools.clock.now() >= deadline) return seen;
    await tools.clock.sleep(pauseMilliseconds, tools.interrupted);
  }
}

async function look(
  release: SmokeSubject['release'],
  wanted: readonly ToProve[],
  { services, interrupted }: EnvironmentTools,
): Promise<Look> {
  interrupted.throwIfAborted();
  const names = wanted.map(({ ecsService }) => ecsService);
  const [live, tasks] = await Promise.all([services.observe(names), services.runningTasks(names)]);
  const rows: ProofRow[] = [];
  const failures: string[] = [];
  for (const { service, ecsService, container, taskDefinition } of wanted) {
    const build = release.services[service];
    const found = live.get(ecsService);
    if (!build || found?.status !== 'active') {
      failures.push(`${service}: ${ecsService} is gone`);
      continue;
    }
    const targets = await services.targets(ecsService);
    const running = tasks.get(ecsService) ?? [];
    const proof = proveTasks({
      service,
      build,
      container,
      taskDefinition,
      desiredCount: found.desiredCount,
      tasks: running,
      healthyTargets: targets?.healthy ?? null,
    });
    if (proof.outcome === 'notProven') failures.push(...proof.problems.map(({ what }) => what));
    else if (targets && targets.healthy < running.length) {
      failures.push(`${service}: ${targets.healthy} of ${running.length} targets are healthy`);
    } else rows.push(proof.row);
  }
  return { rows, failures };
}

/** Asked once: a revision never changes. A service that was not deployed has none of this promotion. */
async function withRevisions(
  { rows }: Look,
  release: SmokeSubject['release'],
  wanted: readonly ToProve[],
  { services }: EnvironmentTools,
): Promise<Look> {
  const ids = wanted.flatMap(({ deploymentId }) => deploymentId ?? []);
  const revisions = ids.length === 0 ? new Map<string, never>() : await services.targetRevisions(ids);
  const failures: string[] = [];
  const noted = rows.map((row) => {
    const target = wanted.find(({ service }) => service === row.service);
    const build = release.services[row.service];
    const deploymentId = target?.deploymentId ?? null;
    if (!build || !target || deploymentId === null || row.outcome === 'deployedNotProven') return row;
    const revision = revisions.get(deploymentId);
    const proof = proveRevision({ service: row.service, build, container: target.container, revision });
    if (proof.outcome === 'otherDigest') failures.push(proof.problem.what);
    return proof.outcome === 'unresolved' ? { ...row, note: joined(row.note, proof.note) } : row;
  });
  return { rows: noted, failures };
}

function withNotesOf(first: Look, { rows, failures }: Look): Look {
  const notes = new Map(first.rows.map(({ service, note }) => [service, note]));
  return {
    rows: rows.map((row) => ({ ...row, note: row.note ?? notes.get(row.service) ?? null })),
    failures,
  };
}

function joined(note: string | null, other: string): string {
  return note === null ? other : `${note}; ${other}`;
}

function describe({ outcome, tasks, healthyTargets, digest, note }: ProofRow): string {
  if (outcome === 'deployedNotProven') return `deployed, not proven: ${note ?? 'nothing runs'}`;
  const targets = healthyTargets === null ? '' : `, ${healthyTargets} healthy targets`;
  const but = note === null ? '' : `; ${note}`;
  return `proven: ${tasks} of ${tasks} tasks run ${digest.slice(0, 19)}…${targets}${but}`;
}
