import { releaseId } from '../../ts/core/release/release-id.ts';
import { promoteErrors } from '../../ts/core/errors/catalogue/promote.ts';
import { addressCheck, answering, World } from './world.ts';

let world: World;
afterEach(() => world.close());

/** What the ledger holds of `test`, in words. */
async function story(): Promise<readonly string[]> {
  const { ledger } = await world.tools();
  return (await ledger.read('test')).map((fact) =>
    fact.kind === 'promotion'
      ? fact.phase === 'outcome'
        ? `outcome ${fact.result}`
        : fact.phase
      : fact.kind,
  );
}

test('a first deployment is verified, digest for digest', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  const record = await world.promote(release);
  expect(record.problems).toEqual([]);
  expect(record.result).toBe('verified');
  expect(
    record.proof.map(({ service, outcome, digest, tasks }) => ({ service, outcome, digest, tasks })),
  ).toEqual([
    { service: 'service1', outcome: 'proven', digest: release.services['service1']?.digest, tasks: 2 },
    { service: 'service2', outcome: 'proven', digest: release.services['service2']?.digest, tasks: 2 },
  ]);
  expect(await story()).toEqual(['intent', 'verification', 'outcome verified']);
});

test('the same services again are nothing to do', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  await world.promote(release);
  const record = await world.promote({ ...release, parent: 'f'.repeat(64) });
  expect(record.result).toBe('nothingToDo');
  expect(world.calls('UpdateService')).toBe(2);
});

test('only what changed is deployed', async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41));
  const { services } = await world.promote(await next(91, 41)).then(({ release }) => release);
  expect(services['service1']?.build).toBe(91);
  expect(world.calls('UpdateService')).toBe(3);
});

async function next(service1: number, service2: number) {
  const tools = await world.tools();
  const [{ release } = { release: undefined }] = (await tools.ledger.read('test')).flatMap((fact) =>
    fact.kind === 'verification' ? [fact] : [],
  );
  const services = { ...release?.services };
  if (services['service1']?.build !== service1)
    services['service1'] = await world.build('service1', service1);
  if (services['service2']?.build !== service2)
    services['service2'] = await world.build('service2', service2);
  return { version: 1 as const, parent: null, services };
}

test('a restart deploys what runs anew', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  await world.promote(release);
  const record = await world.promote(release, { kind: 'restart' });
  expect(record.result).toBe('verified');
  expect(world.calls('UpdateService')).toBe(4);
});

test('a tag that was moved to another image is refused, naming both digests', async () => {
  world = await World.start({ mutableTags: true });
  const release = await world.release(90, 41);
  const other = await world.build('service1', 90, 'something else');
  const record = await world.promote(release);
  expect(record.result).toBe('refused');
  expect(record.problems[0]?.what).toContain(release.services['service1']?.digest);
  expect(record.problems[0]?.what).toContain(other.digest);
  expect(world.calls('RegisterTaskDefinition') - 2).toBe(0);
  expect(await story()).toEqual([]);
});

test('a service with desired count 0 is deployed, not proven', async () => {
  world = await World.start({ desiredCount: 0 });
  const record = await world.promote(await world.release(90, 41));
  expect(record.result).toBe('verified');
  expect(record.proof.map(({ outcome }) => outcome)).toEqual(['deployedNotProven', 'deployedNotProven']);
  expect(record.summary).toContain('deployed and not proven: service1, service2');
});

describe('a failure goes back to the last verified release, the whole set', () => {
  test.each([
    ['ECS’s circuit breaker went back already', true],
    ['ECS would try until the deadline', false],
  ])('%s', async (_, circuitBreaker) => {
    world = await World.start({ circuitBreaker });
    const good = await world.release(90, 41);
    await world.promote(good);
    const bad = {
      ...good,
      services: { service1: await world.build('service1', 91), service2: await world.build('service2', 42) },
    };
    world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
    const record = await world.promote(bad);
    expect(record.result).toBe('rolledBack');
    expect(record.running).toBe(releaseId(good));
    expect(record.problems[0]?.code).toBe(promoteErrors.deploymentFailed.code);
    expect(record.proof.map(({ outcome, digest }) => [outcome, digest])).toEqual([
      ['proven', good.services['service1']?.digest],
      ['proven', good.services['service2']?.digest],
    ]);
    expect(await story()).toEqual([
      'intent',
      'verification',
      'outcome verified',
      'intent',
      'rollback',
      'verification',
      'outcome rolledBack',
    ]);
  });

  test('without one, to what the services ran, and says that nothing was proven', async () => {
    world = await World.start();
    world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
    const record = await world.promote(await world.release(90, 42));
    expect(record.result).toBe('rolledBack');
    expect(record.running).toBeNull();
    expect(record.problems[0]?.why).toContain('no verified release');
  });

  test('unless the configuration wants it left as it is', async () => {
    world = await World.start({ circuitBreaker: false });
    world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
    const record = await world.promote(
      await world.release(90, 42),
      {},
      { settings: { onFailure: 'stop', deadlineMinutes: 5 } },
    );
    expect(record.result).toBe('failed');
    expect(world.calls('UpdateService')).toBe(2);
  });
});

describe('an approval', () => {
  const approval = { from: ['release-managers'], minimum: 1, notRequester: true };

  test('is asked for where the configuration wants one', async () => {
    world = await World.start();
    const record = await world.promote(await world.release(90, 41), {}, { settings: { approval } });
    expect(record.problems.map(({ code }) => code)).toEqual(['plan-approval-missing']);
  });

  test('lets its own plan run, and no other', async () => {
    world = await World.start();
    const release = await world.release(90, 41);
    const { planHash } = await world.promote(release, {}, { settings: { approval } });
    const other = await world.promote(release, { approvedPlan: 'f'.repeat(64) }, { settings: { approval } });
    expect(other.problems.map(({ code }) => code)).toEqual(['plan-not-the-approved-one']);
    const approvedBy = ['rita', 'omar'];
    const record = await world.promote(
      release,
      { approvedPlan: planHash, approvedBy },
      { settings: { approval } },
    );
    expect(record.result).toBe('verified');
    expect(record.approvedBy).toEqual(approvedBy);
  });
});

test('a smoke check that never answers as it must makes the promotion fail', async () => {
  world = await World.start();
  const record = await world.promote(
    await world.release(90, 41),
    {},
    {
      settings: { smoke: [addressCheck('https://test.acme.example/health')] },
      probe: answering(503),
    },
  );
  expect(record.result).toBe('rolledBack');
  expect(record.problems[0]?.what).toContain('https://test.acme.example/health answers 503, not 200');
});

test('a task that runs another image after the deployment is no success', async () => {
  world = await World.start();
  const tools = await world.tools();
  const release = await world.release(90, 41);
  const lying = new Proxy(tools.services, {
    get: (services, member: keyof typeof tools.services) =>
      member !== 'runningTasks'
        ? memberOf(services, member)
        : async (names: readonly string[]) => {
            const tasks = await services.runningTasks(names);
            return new Map(
              [...tasks].map(([name, running]) => [
                name,
                running.map((task) => ({
                  ...task,
                  containers: task.containers.map((container) => ({
                    ...container,
                    imageDigest: `sha256:${'e'.repeat(64)}`,
                  })),
                })),
              ]),
            );
          },
  });
  const record = await world.promote(release, {}, { services: lying });
  expect(record.result).toBe('rolledBack');
  expect(record.problems[0]?.what).toContain('e'.repeat(64));
});

/** A member as a caller of the object itself would find it. */
function memberOf<Of extends object>(object: Of, name: keyof Of): unknown {
  const member: unknown = object[name];
  return typeof member === 'function' ? (member as (...args: unknown[]) => unknown).bind(object) : member;
}

describe('before it begins, a promotion checks what it would fail for', () => {
  test('and is refused with every failure, and nothing is written', async () => {
    world = await World.start();
    await world.promote(await world.release(90, 41));
    const facts = await story();
    await world.useRole('service1', 'arn:aws:iam::123456789012:role/gone');
    await world.useRole('service2', 'arn:aws:iam::123456789012:role/gone-too');
    const record = await world.promote(await world.release(91, 42));
    expect(record.result).toBe('refused');
    expect(record.problems.map(({ code, what }) => [code, what])).toEqual([
      ['preflight-unfit', expect.stringContaining('role/gone')],
      ['preflight-unfit', expect.stringContaining('role/gone-too')],
    ]);
    expect(record.preflight?.filter(({ outcome }) => outcome === 'failed')).toHaveLength(2);
    expect(world.calls('UpdateService')).toBe(2);
    expect(await story()).toEqual(facts);
  });

  test('unless somebody accepts the failure; the record keeps it', async () => {
    world = await World.start();
    await world.promote(await world.release(90, 41));
    await world.useRole('service1', 'arn:aws:iam::123456789012:role/gone');
    const record = await world.promote(await next(91, 41), { acceptFailed: ['task-role'] });
    expect(record.result).toBe('verified');
    expect(record.preflight?.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { service: 'service1', check: 'task-role' },
    ]);
  });
});
