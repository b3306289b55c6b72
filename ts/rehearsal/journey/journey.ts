import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileMessage } from './acme.ts';
import { buildService, choices, deployToTest, deployUpstream, type Deployed } from './jobs.ts';
import { withCanaryAndPause } from './settings.ts';
import type { Stage } from './stage.ts';

/**
 * The whole promotion as a team lives it: three services from a commit to Live and Sandbox, one promotion that fails and goes back,
 * one that is refused. Each scene says what it proved; a statement that is not true ends the rehearsal with an error.
 */
export async function playJourney(stage: Stage): Promise<readonly Deployed[]> {
  await threeBuilds(stage);
  const first = await theLineOnce(stage);
  const broken = await aFailureInBeta(stage, first);
  await aRefusal(stage, broken);
  const mended = await theMendedReleaseToLive(stage);
  await whatRunsWhere(stage, first, mended);
  await whereLiveComesFrom(stage);
  await goodNight(stage);
  return [first, broken, mended];
}

const builder = 'Ben Okafor';

async function threeBuilds(stage: Stage): Promise<void> {
  const { story, sources } = stage;
  story.scene('Three teams commit; three builds make an image and a service env artifact each');
  firstCommits(sources);
  const builds = await Promise.all([...sources.keys()].map((name) => buildService(stage, name)));
  for (const { job, number, displayName, digest } of builds) {
    story.line(`${job}  ${number}  ${displayName}  ${digest.slice(0, 19)}…`);
  }
  story.proves(
    'a build is named after its last commit that is not a merge',
    builds[0]?.displayName === 'Fix the rounding of GST',
  );
  story.proves(
    'a hostile message stays text',
    builds[2]?.displayName === hostileMessage && nothingRan(stage, builds),
  );
}

/** Commits with fixed dates, so that their ids and with them the release's are the same in each rehearsal. */
export function firstCommits(sources: Stage['sources']): void {
  const [service1, service2, service3] = [...sources.values()];
  service1?.commit('Add the price list', '2026-10-01T09:00:00Z', builder, { 'app.js': 'listen(8080);\n' });
  service1?.mergeRequest(
    'gst',
    'Fix the rounding of GST\n\nHalf cents went the wrong way.',
    '2026-10-02T09:30:00Z',
    'Mei Lin',
    {
      'gst.js': 'export const gst = (cents) => Math.round(cents / 11);\n',
    },
  );
  service2?.commit('Say when the kitchen closes', '2026-10-02T10:00:00Z', builder, {
    'app.js': 'listen(8080);\n',
  });
  service3?.commit(hostileMessage, '2026-10-02T11:00:00Z', 'Mallory', { 'worker.js': 'poll();\n' });
}

async function theLineOnce(stage: Stage): Promise<Deployed> {
  const { story } = stage;
  story.scene('The last builds go to Test as one release, and the very same release on to Beta and Staging');
  story.line(
    stage.byTerraform.length > 0
      ? `Terraform creates ${stage.byTerraform.join(' and ')}: init, plan, apply`
      : 'Terraform is not on the PATH: every environment is there already, and ECS alone moves it',
  );
  const test = await deployToTest(stage);
  tell(stage, test);
  const [choice = ''] = await choices(stage, 'deploy-test');
  story.line(`Beta: somebody chooses “${choice}”`);
  const beta = await deployUpstream(stage, 'beta', test);
  tell(stage, beta);
  const staging = await deployUpstream(stage, 'staging', beta);
  tell(stage, staging);
  story.proves(
    'every running task has the digest that was built, in each of them',
    [test, beta, staging].every(({ result }) => result === 'verified'),
  );
  story.proves(
    'it is one release',
    new Set([test, beta, staging].map(({ releaseId }) => releaseId)).size === 1,
  );
  return staging;
}

async function aFailureInBeta(stage: Stage, before: Deployed): Promise<Deployed> {
  const { story, sources, emulator } = stage;
  story.scene('A new service2 runs in Test and crashes in Beta, where a setting is missing');
  sources
    .get('service2')
    ?.commit('Read the opening hours from the database', '2026-10-05T12:00:00Z', builder, {
      'app.js': 'listen(process.env.DATABASE_URL);\n',
    });
  await buildService(stage, 'service2');
  const test = await deployToTest(stage);
  tell(stage, test);
  emulator.faults.add({ kind: 'crashLoop', cluster: 'appcluster-beta', repository: 'service2', tag: '42' });
  const beta = await deployUpstream(stage, 'beta', test);
  tell(stage, beta);
  story.proves('the promotion failed and says so', beta.call.code === 5 && beta.result === 'rolledBack');
  story.proves(
    'Beta runs the release that was verified before',
    beta.call.output['running'] === before.releaseId,
  );
  return test;
}

async function aRefusal(stage: Stage, broken: Deployed): Promise<void> {
  const { story } = stage;
  story.scene('Somebody tries to bring that release to Staging all the same');
  const staging = await deployUpstream(stage, 'staging', broken);
  tell(stage, staging);
  story.proves(
    'it is refused, and nothing was touched',
    staging.call.code === 3 && staging.call.problems.some(({ code }) => code === 'gate-verified-upstream'),
  );
}

async function theMendedReleaseToLive(stage: Stage): Promise<Deployed> {
  const { story, sources, emulator } = stage;
  story.scene('The mended service2 goes all the way to Live and, at the same time, to Sandbox');
  const rule = await withCanaryAndPause(stage, 'live', 'service2');
  sources.get('service2')?.commit('Fall back to the usual opening hours', '2026-10-05T15:00:00Z', 'Mei Lin', {
    'app.js': 'listen(process.env.DATABASE_URL ?? defaults);\n',
  });
  await buildService(stage, 'service2');
  const test = await deployToTest(stage);
  const beta = await deployUpstream(stage, 'beta', test);
  const staging = await deployUpstream(stage, 'staging', beta);
  for (const deployed of [test, beta, staging]) tell(stage, deployed);
  const client = emulator.probes.start(rule);
  const [live, sandbox] = await Promise.all([
    deployUpstream(stage, 'live', staging, true),
    deployUpstream(stage, 'sandbox', staging),
  ]);
  const asked = emulator.probes.stop(client);
  for (const deployed of [live, sandbox]) tell(stage, deployed);
  story.proves('Live did the plan that was approved', approvedAndDone(live));
  story.proves(
    `of ${asked?.sent ?? 0} requests that users sent to service2 meanwhile none was lost`,
    asked !== undefined && asked.sent > 0 && asked.failed.length === 0,
  );
  story.proves(
    'one release was verified in all five environments',
    [test, beta, staging, live, sandbox].every(
      ({ result, releaseId }) => result === 'verified' && releaseId === test.releaseId,
    ),
  );
  return live;
}

async function whatRunsWhere(stage: Stage, first: Deployed, mended: Deployed): Promise<void> {
  const { story, deployments } = stage;
  story.scene('What runs where, and what changed since the first release');
  const status = await stage.run(['status'], deployments);
  story.line(status.stdout.trimEnd());
  const releases = [first, mended].map(({ workspace }) => join(workspace, 'output', 'release.json'));
  const diff = await stage.run(['release', 'diff', ...releases], stage.dir);
  story.line(diff.stdout.trimEnd());
  story.proves(
    'ECS runs what was recorded, everywhere',
    status.code === 0 && !JSON.stringify(status.output).includes('drift'),
  );
}

/** From what was archived and the ledger: nothing is asked of AWS. */
async function whereLiveComesFrom(stage: Stage): Promise<void> {
  const { story, deployments, home } = stage;
  story.scene('Where what runs in Live comes from: who built it, what proved it, who approved it');
  const lineage = await stage.run(
    ['release', 'lineage', '--environment', 'live', '--jenkins-home', home.dir],
    deployments,
  );
  story.line(lineage.stdout.trimEnd());
  story.proves(
    'every record of it is as it was written, from the builds to the approval',
    lineage.code === 0 && lineage.output['unbroken'] === true,
  );
}

/** Test and Staging are on demand: nobody pays for them over night. */
async function goodNight(stage: Stage): Promise<void> {
  const { story, deployments, byTerraform } = stage;
  if (byTerraform.length === 0) return;
  story.scene('The release is live; Terraform destroys Test and Staging');
  const why = ['--by', 'anna', '--reason', 'the release is live'];
  const ends = await Promise.all(
    byTerraform.map((environment) =>
      stage.run(['environment', 'down', '--environment', environment, ...why], deployments),
    ),
  );
  for (const { stdout } of ends) story.line(stdout.trimEnd());
  story.proves(
    'they are gone, and so is all that Terraform had made',
    ends.every(({ code, stdout }) => code === 0 && stdout.includes('is down')),
  );
}

function tell({ story }: Stage, { job, number, call, displayName }: Deployed): void {
  const [problem] = call.problems;
  story.line(
    `${job} #${number}  ${problem ? `exit ${call.code ?? 'by signal'}: ${problem.what}` : displayName}`,
  );
}

/** The record in the build's archive: the plan that ran is the one whose hash was approved. */
function approvedAndDone({ workspace, result }: Deployed): boolean {
  const file = join(workspace, 'output', 'promotion.json');
  const record = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  return result === 'verified' && record['approvedPlan'] === record['planHash'];
}

/** The message holds commands that would have left a file. */
function nothingRan(stage: Stage, builds: readonly { readonly workspace: string }[]): boolean {
  return ![stage.dir, ...builds.map(({ workspace }) => workspace)].some((dir) =>
    existsSync(join(dir, 'pwned')),
  );
}
