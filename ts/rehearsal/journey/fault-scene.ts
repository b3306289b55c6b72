import type { FaultName } from '../../core/diagnosis/fault-names.ts';
import type { EnvironmentName } from './acme.ts';
import { sceneFaults, type SceneFault } from './faults.ts';
import { buildService, deployToTest, deployUpstream, type Deployed } from './jobs.ts';
import { firstCommits } from './journey.ts';
import type { Stage } from './stage.ts';

/** The service whose new build meets the fault. */
const service = 'service2';

/** Brings one release up to `environment`, then a second one, which meets the fault there; prints what the team would see. */
export async function playFault(
  stage: Stage,
  name: FaultName,
  environment: EnvironmentName,
): Promise<readonly Deployed[]> {
  const { story, sources, emulator } = stage;
  const fault = sceneFaults[name];
  await fault.setting?.(stage, environment, service);
  story.scene(`A release is verified up to ${environment}`);
  firstCommits(sources);
  await Promise.all([...sources.keys()].map((each) => buildService(stage, each)));
  const first = await upTo(stage, environment);
  story.line(first.call.stdout.trimEnd());
  sources
    .get(service)
    ?.commit('Read the opening hours from the database', '2026-10-05T12:00:00Z', 'Ben Okafor', {
      'app.js': 'listen(process.env.DATABASE_URL);\n',
    });
  const { digest } = await buildService(stage, service);
  story.scene(`A new ${service} goes to ${environment}, and ${fault.says}`);
  const second = await upTo(stage, environment, () => {
    for (const each of fault.faults({ cluster: `appcluster-${environment}`, service, digest }))
      emulator.faults.add(each);
  });
  story.line(second.call.stderr.trimEnd());
  story.line(`exit code ${second.call.code ?? 'none'}`);
  prove(stage, fault, first, second, environment);
  return [first, second];
}

function prove(
  { story }: Stage,
  { ends, verdict }: SceneFault,
  first: Deployed,
  second: Deployed,
  environment: EnvironmentName,
): void {
  if (verdict !== null) story.proves(`the cause has its name: ${verdict}`, lastVerdict(second) === verdict);
  if (ends === 'verified') story.proves('it is verified all the same', second.result === 'verified');
  else
    story.proves(
      `${environment} runs the release from before`,
      second.call.output['running'] === first.releaseId,
    );
}

/** What the promotion last called it, before it went back. */
function lastVerdict({ call }: Deployed): string | undefined {
  const [forward = ''] = call.stderr.split('Going back to release');
  return [...forward.matchAll(new RegExp(`^ *${service} +verdict: ([a-z-]+) `, 'gm'))].at(-1)?.[1];
}

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
