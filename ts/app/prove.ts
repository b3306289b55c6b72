import type { ProofRow } from '../core/ledger/fact.ts';
import { proveTasks } from '../core/proof/prove-tasks.ts';
import type { Release } from '../core/release/release.ts';
import type { EnvironmentTools } from './tools.ts';

/** One service that is to be proven: where it is, and what it was told to run. */
export interface ToProve {
  readonly service: string;
  readonly ecsService: string;
  readonly container: string;
  readonly taskDefinition: string;
}

export interface Proven {
  readonly rows: readonly ProofRow[];
  /** One sentence each; empty when everything was proven. */
  readonly failures: readonly string[];
}

/** How long tasks and targets may take to agree after ECS called the deployment successful: the load balancer and the API lag. */
const graceMilliseconds = 120_000;
const pauseMilliseconds = 5_000;
const settlePauseMilliseconds = 30_000;

/**
 * Success is declared only here: every running task of every service has the release's image, its targets are healthy, the smoke
 * checks answer, and all that still holds after `settleMinutes`.
 */
export async function prove(
  release: Release,
  services: readonly ToProve[],
  tools: EnvironmentTools,
): Promise<Proven> {
  const { clock, report, interrupted, environment } = tools;
  const first = await proveWithin(clock.now() + graceMilliseconds, release, services, tools);
  for (const row of first.rows) report.line(`  ${row.service}  ${describe(row)}`);
  if (first.failures.length > 0) return first;
  const smoke = await smokeFailures(tools);
  if (smoke.length > 0) return { rows: first.rows, failures: smoke };
  const settled = clock.now() + environment.settleMinutes * 60_000;
  let last = first;
  while (clock.now() < settled && last.failures.length === 0) {
    await clock.sleep(Math.min(settlePauseMilliseconds, settled - clock.now()), interrupted);
    last = await proveOnce(release, services, tools);
  }
  return last;
}

async function proveWithin(
  deadline: number,
  release: Release,
  services: readonly ToProve[],
  tools: EnvironmentTools,
) {
  for (;;) {
    const proven = await proveOnce(release, services, tools);
    if (proven.failures.length === 0 || tools.clock.now() >= deadline) return proven;
    await tools.clock.sleep(pauseMilliseconds, tools.interrupted);
  }
}

async function proveOnce(
  release: Release,
  wanted: readonly ToProve[],
  { services, interrupted }: EnvironmentTools,
): Promise<Proven> {
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

const smokeTries = 3;
const smokePauseMilliseconds = 5_000;
const smokeTimeoutMilliseconds = 10_000;

/** Each check gets a few tries: the first request may meet a cold start, and a release should not go back for that. */
async function smokeFailures({
  environment,
  probe,
  clock,
  report,
  interrupted,
}: EnvironmentTools): Promise<string[]> {
  const failures: string[] = [];
  for (const { url, status } of environment.smoke) {
    let found: Awaited<ReturnType<typeof probe.status>> = { unanswered: 'not asked' };
    for (let attempt = 1; attempt <= smokeTries && found !== status; attempt++) {
      if (attempt > 1) await clock.sleep(smokePauseMilliseconds, interrupted);
      found = await probe.status(url, smokeTimeoutMilliseconds, interrupted);
    }
    const answer = typeof found === 'number' ? `answers ${found}` : `does not answer (${found.unanswered})`;
    report.line(`  smoke  ${url} ${answer}`);
    if (found !== status) failures.push(`smoke check ${url} ${answer}, not ${status}`);
  }
  return failures;
}

function describe({ outcome, tasks, healthyTargets, digest, note }: ProofRow): string {
  if (outcome === 'deployedNotProven') return `deployed, not proven: ${note ?? 'nothing runs'}`;
  const targets = healthyTargets === null ? '' : `, ${healthyTargets} healthy targets`;
  return `proven: ${tasks} of ${tasks} tasks run ${digest.slice(0, 19)}…${targets}`;
}
