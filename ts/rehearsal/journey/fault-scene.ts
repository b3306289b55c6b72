import type { Fault } from '../aws/emulator.ts';
import type { EnvironmentName } from './acme.ts';
import { buildService, deployToTest, deployUpstream, type Deployed } from './jobs.ts';
import { firstCommits } from './journey.ts';
import type { Stage } from './stage.ts';

export type FaultName = 'image-missing' | 'crash-loop' | 'unhealthy-targets' | 'throttling';

/** Brings one release up to `environment`, then a second one, which meets the fault there; prints what the team would see. */
export async function playFault(
  stage: Stage,
  fault: FaultName,
  environment: EnvironmentName,
): Promise<readonly Deployed[]> {
  const { story, sources, emulator } = stage;
  story.scene(`A release is verified up to ${environment}`);
  firstCommits(sources);
  await Promise.all([...sources.keys()].map((name) => buildService(stage, name)));
  const first = await upTo(stage, environment);
  story.line(first.call.stdout.trimEnd());
  sources
    .get('service2')
    ?.commit('Read the opening hours from the database', '2026-10-05T12:00:00Z', 'Ben Okafor', {
      'app.js': 'listen(process.env.DATABASE_URL);\n',
    });
  const build = await buildService(stage, 'service2');
  story.scene(`The next one meets ${fault} in ${environment}`);
  const second = await upTo(stage, environment, () => {
    emulator.faults.add(faults[fault](`appcluster-${environment}`, build.digest));
  });
  story.line(second.call.stderr.trimEnd());
  story.line(`exit code ${second.call.code ?? 'none'}`);
  if (fault === 'throttling') story.proves('it is verified all the same', second.result === 'verified');
  else {
    story.proves(
      `${environment} runs the release from before`,
      second.call.output['running'] === first.releaseId,
    );
  }
  return [first, second];
}

const faults: Readonly<Record<FaultName, (cluster: string, digest: string) => Fault>> = {
  'image-missing': (cluster, digest) => ({ kind: 'imageMissing', cluster, digest }),
  'crash-loop': (cluster, digest) => ({ kind: 'crashLoop', cluster, digest }),
  'unhealthy-targets': (cluster, digest) => ({ kind: 'unhealthyTargets', cluster, digest }),
  throttling: () => ({ kind: 'throttling', every: 3 }),
};

/** The environments before it, in the order of the line. */
const line: Readonly<Record<EnvironmentName, readonly EnvironmentName[]>> = {
  test: [],
  beta: ['test'],
  staging: ['test', 'beta'],
  live: ['test', 'beta', 'staging'],
  sandbox: ['test', 'beta', 'staging'],
};

async function upTo(
  stage: Stage,
  environment: EnvironmentName,
  before: () => void = () => undefined,
): Promise<Deployed> {
  let last: Deployed | undefined;
  for (const name of [...line[environment], environment]) {
    if (name === environment) before();
    last = last ? await deployUpstream(stage, name, last, name === 'live') : await deployToTest(stage);
  }
  if (!last) throw new Error('there is no environment to deploy to');
  return last;
}
