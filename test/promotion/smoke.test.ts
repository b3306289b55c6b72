import { RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { CommandCheck, SmokeCheck, TaskCheck } from '../../ts/core/smoke/check.ts';
import { addressCheck, answering, World } from './world.ts';

let world: World;
afterEach(() => world.close());

const command = (...words: CommandCheck['command']): CommandCheck => ({
  kind: 'command',
  on: 'production',
  tries: 1,
  command: words,
  timeoutMinutes: 1,
});
const task = (words: readonly string[] | null, differing: Partial<TaskCheck> = {}): TaskCheck => ({
  kind: 'task',
  on: 'production',
  tries: 1,
  service: 'service1',
  taskDefinition: null,
  container: 'service1',
  command: words,
  timeoutMinutes: 10,
  ...differing,
});

/** Promotes with these checks; answers the record and what was said. */
async function promoteWith(smoke: readonly SmokeCheck[], differing: Parameters<World['tools']>[0] = {}) {
  const said: string[] = [];
  const release = await world.release(90, 41);
  const report = { line: (text: string) => void said.push(text) };
  const record = await world.promote(release, {}, { report, ...differing, settings: { smoke } });
  return { record, release, said: said.join('\n') };
}

test('every check has its row in the record, with what was seen', async () => {
  world = await World.start();
  const script = 'console.log(process.env.ECS_PROMOTE_ENVIRONMENT, process.env.ECS_PROMOTE_RELEASE)';
  const { record, release, said } = await promoteWith([
    addressCheck('https://test.acme.example/health'),
    command(process.execPath, '-e', script),
    task(['bin/check', '--deep']),
  ]);
  expect(record.result).toBe('verified');
  expect(record.smoke).toMatchObject([
    {
      what: 'https://test.acme.example/health',
      outcome: 'passed',
      tries: 1,
      milliseconds: 12,
      detail: 'answers 200 in 12 ms',
    },
    { outcome: 'passed', output: [`test ${releaseId(release)}`] },
    { what: 'task of service1: bin/check --deep', outcome: 'passed' },
  ]);
  expect(said).toMatch(/smoke {2}task of service1: bin\/check --deep exits with 0 after \d+ s/);
});

test('all of them run, also after one has failed, and all failures are told', async () => {
  world = await World.start();
  const { record, said } = await promoteWith([
    addressCheck('https://test.acme.example/a', { status: [204] }),
    command(process.execPath, '-e', 'console.log("no database"); process.exit(4)'),
    addressCheck('https://test.acme.example/b'),
  ]);
  expect(record.result).toBe('rolledBack');
  expect(record.smoke.map(({ outcome, tries }) => [outcome, tries])).toEqual([
    ['failed', 3],
    ['failed', 1],
    ['passed', 1],
  ]);
  expect(record.problems[0]?.what).toMatch(
    /\/a answers 200, not 204 at try 3; smoke check .* exits with 4, not 0/,
  );
  expect(said).toContain('         | no database');
});

test('a check for test traffic does not run on everyone’s', async () => {
  world = await World.start();
  const { record } = await promoteWith([
    addressCheck('https://test.acme.example/', { on: 'testTraffic', status: [1] }),
  ]);
  expect(record).toMatchObject({ result: 'verified', smoke: [] });
});

test('a secret that is sent is masked in the record and in the log', async () => {
  world = await World.start();
  const secret = 'hunter2';
  const asked: Readonly<Record<string, string>>[] = [];
  const check = addressCheck('https://test.acme.example/', {
    requestHeaders: { Authorization: { env: 'SMOKE_TOKEN' }, Accept: 'text/html' },
    body: { equals: 'ok' },
  });
  const { record, said } = await promoteWith([check], {
    variables: new Map([['SMOKE_TOKEN', secret]]),
    probe: {
      get: (request) => {
        asked.push(request.headers);
        return Promise.resolve({ status: 200, headers: {}, body: `you sent ${secret}`, milliseconds: 1 });
      },
    },
  });
  expect(asked[0]).toEqual({ Authorization: secret, Accept: 'text/html' });
  expect(record.smoke[0]?.detail).toContain('"you sent (sensitive)"');
  expect(JSON.stringify(record) + said).not.toContain(secret);
});

describe('a task', () => {
  test('runs the release’s image with the service’s task definition, and fails with its exit code and log', async () => {
    world = await World.start({ logs: true });
    const { record, release } = await promoteWith([task(['sh', '-c', 'exit 3'])]);
    expect(record.result).toBe('rolledBack');
    expect(record.smoke[0]).toMatchObject({
      outcome: 'failed',
      detail: 'exits with 3, not 0 (Essential container in task exited)',
      output: ['running sh -c exit 3', 'failed with 3'],
    });
    const [{ definition, containers }] = world.oneOffTasks() as [ReturnType<World['oneOffTasks']>[number]];
    expect(definition.family).toBe('service1');
    expect(containers[0]?.imageDigest).toBe(release.services['service1']?.digest);
  });

  test('of a family of its own gets the release’s image in its container', async () => {
    world = await World.start();
    await world.ecs().send(
      new RegisterTaskDefinitionCommand({
        family: 'migrations',
        containerDefinitions: [
          { name: 'migrate', image: 'public.ecr.aws/nginx/nginx:1.29', memory: 64 },
          { name: 'agent', image: 'public.ecr.aws/nginx/nginx:1.29', memory: 64, essential: false },
        ],
      }),
    );
    const check = task(['check'], { taskDefinition: 'migrations', container: 'migrate' });
    const { record, release } = await promoteWith([check]);
    expect(record.result).toBe('verified');
    const [{ definition, containers }] = world.oneOffTasks() as [ReturnType<World['oneOffTasks']>[number]];
    expect(definition.family).toBe('migrations');
    expect(containers.map(({ imageDigest }) => imageDigest === release.services['service1']?.digest)).toEqual(
      [true, false],
    );
  });

  test('that takes too long is stopped', async () => {
    world = await World.start();
    const { record } = await promoteWith([task(['sleep', '5000'], { timeoutMinutes: 2 })]);
    expect(record.smoke[0]?.detail).toBe('was stopped because it took longer than 2 min');
    expect(world.oneOffTasks()).toMatchObject([
      { desiredStatus: 'STOPPED', stoppedReason: expect.stringContaining('longer than 2 minutes') as string },
    ]);
  });

  test('is started once, however often the run that waits for it is killed', async () => {
    world = await World.start();
    const release = await world.release(90, 41);
    const settings = { smoke: [task(['sleep', '300'])] };
    const killed = new AbortController();
    const tools = await world.tools({ settings, interrupted: killed.signal });
    const looking = {
      ...tools.oneOffTasks,
      look: () => {
        killed.abort(new Error('killed'));
        return Promise.reject(new Error('killed'));
      },
    };
    await expect(world.promoteWith({ ...tools, oneOffTasks: looking }, release)).rejects.toThrow('killed');
    const record = await world.promote(release, {}, { settings });
    expect(record).toMatchObject({ result: 'verified', resumed: true, smoke: [{ outcome: 'passed' }] });
    expect(world.calls('RunTask')).toBe(2);
    expect(world.oneOffTasks()).toHaveLength(1);
  });
});

describe('going back', () => {
  test('runs the checks again, for the release that is gone back to', async () => {
    world = await World.start();
    const good = await world.release(90, 41);
    await world.promote(good);
    const goodDigest = good.services['service1']?.digest ?? '';
    const bad = { ...good, services: { ...good.services, service1: await world.build('service1', 91) } };
    const probe = answering(async () =>
      (await world.imageOf('service1'))?.endsWith(goodDigest) ? 200 : 503,
    );
    const smoke = [addressCheck('https://test.acme.example/'), task(['check'])];
    const record = await world.promote(bad, {}, { settings: { smoke }, probe });
    expect(record.result).toBe('rolledBack');
    expect(record.smoke.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'passed', 'passed']);
    expect(world.oneOffTasks().map(({ containers }) => containers[0]?.imageDigest)).toEqual([
      bad.services.service1.digest,
      goodDigest,
    ]);
  });
});

describe('the service revision', () => {
  test('that resolves to another image than the release’s is no success', async () => {
    world = await World.start();
    const tools = await world.tools();
    const lying = new Proxy(tools.services, {
      get: (services, member: keyof typeof tools.services) =>
        member !== 'targetRevisions'
          ? memberOf(services, member)
          : async (ids: readonly string[]) =>
              new Map(
                [...(await services.targetRevisions(ids))].map(([id, { arn, containers }]) => [
                  id,
                  {
                    arn,
                    containers: containers.map((each) => ({
                      ...each,
                      imageDigest: `sha256:${'e'.repeat(64)}`,
                    })),
                  },
                ]),
              ),
    });
    const release = await world.release(90, 41);
    const record = await world.promote(release, {}, { services: lying });
    expect(record.result).toBe('rolledBack');
    expect(record.problems[0]?.what).toContain('e'.repeat(64));
    expect(record.problems[0]?.what).toContain(release.services['service1']?.digest);
  });

  test('that pins nothing, because version consistency is off, is a note', async () => {
    world = await World.start({ versionConsistency: 'disabled' });
    const { record, said } = await promoteWith([]);
    expect(record.result).toBe('verified');
    expect(record.proof[0]?.note).toBe('the service revision does not pin the image of service1');
    expect(said).toContain('; the service revision does not pin the image of service1');
  });

  test('is asked for with two requests, however many services there are', async () => {
    world = await World.start();
    const before = world.calls('DescribeServiceRevisions');
    const { record } = await promoteWith([], {});
    expect(record.proof.map(({ note }) => note)).toEqual([null, null]);
    const tools = await world.tools();
    const counted = world.calls('DescribeServiceRevisions');
    const ids = record.deployments.map(({ deploymentId }) => deploymentId);
    expect([...(await tools.services.targetRevisions(ids)).keys()]).toEqual(ids);
    expect(world.calls('DescribeServiceRevisions') - counted).toBe(1);
    expect(counted).toBeGreaterThan(before);
  });
});

/** A member as a caller of the object itself would find it. */
function memberOf<Of extends object>(object: Of, name: keyof Of): unknown {
  const member: unknown = object[name];
  return typeof member === 'function' ? (member as (...args: unknown[]) => unknown).bind(object) : member;
}
