import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { planPromotion } from '../../ts/app/plan.ts';
import type { PromoteInput } from '../../ts/app/promote-input.ts';
import type { Config } from '../../ts/core/config/config.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import type { Actor } from '../../ts/core/ledger/fact.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import { recordFiles } from '../../ts/core/promotion/record-files.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { Release, ServiceBuild } from '../../ts/core/release/release.ts';
import { serviceBuildToEntries } from '../../ts/core/service-env/service-build.ts';
import { writeServiceEnv } from '../../ts/core/service-env/write.ts';
import { JenkinsHome } from '../../ts/rehearsal/jenkins/home.ts';
import { World } from '../promotion/world.ts';

const way = ['test', 'beta', 'staging', 'live'] as const;
const cluster = 'appcluster-test';

/** Four environments on one cluster, which is enough for what is recorded of them. */
export const config: Config = {
  ...line,
  environments: way.map((name, at) =>
    anEnvironment(name, way.slice(Math.max(0, at - 1), at), {
      cluster,
      ...(name === 'live' && {
        approval: { from: ['rita', 'sam'], minimum: 1, notRequester: true, expireMinutes: 60 } as never,
      }),
    }),
  ),
};

/** Files by their paths, as a person finds them: `home/jobs/…`, `home/fingerprints/…`, `ledger/live/….json`. */
export type Files = ReadonlyMap<string, Buffer>;

/**
 * Two releases on their way from the builds to Live, approved there, and a restart of Live, written by the product itself with a real
 * ledger and a Jenkins home.
 */
export async function toldLine(folder: string): Promise<Files> {
  const world = await World.start();
  try {
    const { home, first } = await firstRelease(world, folder);
    for (const name of way) await deploy(world, home, name, first);
    const service1 = await serviceBuild(world, home, 'service1', 91);
    const second = aRelease({ ...first.services, service1 }, releaseId(first));
    for (const name of way) await deploy(world, home, name, second);
    await deploy(world, home, 'live', second, { kind: 'restart', reason: 'a leak' });
    return told(world, folder);
  } finally {
    await world.close();
  }
}

/** A world, a Jenkins home and a first release whose builds are archived there, none of it promoted yet. */
export interface Begun {
  readonly folder: string;
  readonly world: World;
  readonly home: JenkinsHome;
  readonly first: Release;
}

export async function begin(options: Parameters<typeof World.start>[0] = {}): Promise<Begun> {
  const folder = mkdtempSync(join(tmpdir(), 'lineage-'));
  const world = await World.start(options);
  return { folder, world, ...(await firstRelease(world, folder)) };
}

export async function end({ folder, world }: Pick<Begun, 'folder' | 'world'>): Promise<void> {
  await world.close();
  rmSync(folder, { recursive: true });
}

async function firstRelease(world: World, folder: string): Promise<Pick<Begun, 'home' | 'first'>> {
  const home = JenkinsHome.create(join(folder, 'home'));
  const service1 = await serviceBuild(world, home, 'service1', 90);
  const service2 = await serviceBuild(world, home, 'service2', 41);
  return { home, first: aRelease({ service1, service2 }) };
}

/** What is there at the end. */
export function told(world: World, folder: string): Files {
  cpSync(join(world.dir, 'ledger'), join(folder, 'ledger'), { recursive: true });
  return filesBelow(folder);
}

/** A build job: the artifact is archived, and fingerprinted, as `ecsBuildService` does. */
export async function serviceBuild(
  world: World,
  home: JenkinsHome,
  service: string,
  number: number,
): Promise<ServiceBuild> {
  const build: ServiceBuild = {
    ...(await world.build(service, number)),
    commit: number.toString(16).padStart(40, 'c'),
    subject: `Change ${number}: "quoted" and 'so'`,
  };
  const variable = config.services.find(({ name }) => name === service)?.variable ?? '';
  const text = writeServiceEnv(serviceBuildToEntries(variable, build));
  archive(home, { job: `${service}-build`, number }, { [`output/${service}.env.groovy`]: text });
  return build;
}

/**
 * A deploy job, as `ecsPromote` does it.
 *
 * @param request with a `by` of its own it is that build's next call, after a person has answered
 * @param differing settings of the environment, and tools that are not the world's
 */
export async function deploy(
  world: World,
  home: JenkinsHome,
  name: (typeof way)[number],
  release: Release,
  request: Partial<PromoteInput> = {},
  result = 'verified',
  { settings, ...differing }: Parameters<World['tools']>[0] = {},
): Promise<PromotionRecord> {
  const found = config.environments.find((one) => one.name === name);
  const environment = found && { ...found, ...settings };
  const tools = await world.tools({ config, ...(environment && { environment }), ...differing });
  const by = request.by ?? startedBy('anna', name, home);
  const input = { reason: null, kind: 'promote' as const, exceptions: {}, ...request, by };
  const planned = await planPromotion(release, input, tools);
  if (planned.decision === 'refused') throw new Error(JSON.stringify(planned.problems));
  const approved = planned.needsApproval && {
    approvedPlan: planned.planHash,
    approvedBy: ['rita'],
    approvedAt: tools.clock.now(),
  };
  const record = await world.promoteWith(tools, release, { ...input, ...approved });
  if (record.result !== result) throw new Error(JSON.stringify(record.problems));
  const evidence = record.evidence.map((path) => [path, readFileSync(join(world.dir, 'out', path))] as const);
  const files = [...recordFiles(record, config), ...evidence].map(
    ([path, text]) => [`output/${path}`, text] as const,
  );
  if (by.build) archive(home, by.build, Object.fromEntries(files));
  return record;
}

/** The next build of an environment's deploy job, and who started it. */
export function startedBy(name: string, environment: string, home: JenkinsHome): Actor {
  const job = `deploy-${environment}`;
  return { name, build: { job, number: home.startBuild(job) } };
}

function archive(
  home: JenkinsHome,
  { job, number }: { readonly job: string; readonly number: number },
  files: Readonly<Record<string, string | Buffer>>,
): void {
  home.createJob(job);
  home.archive(job, number, files);
  home.fingerprint(job, number, files, true);
}

function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path))]),
  );
}
