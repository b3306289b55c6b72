import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseId } from '../../ts/core/release/release-id.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import type { Release } from '../../ts/core/release/release.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { addressCheck, answering, World } from './world.ts';

/** Deployments that nobody but us would stop: their services have no circuit breaker. */
let world: World;
let good: Release;
beforeEach(async () => {
  world = await World.start({ circuitBreaker: false, logs: true });
  good = await world.release(90, 41);
  await world.promote(good);
});
afterEach(() => world.close());

const at = { repository: 'service2', tag: '42' } as const;

async function bad(): Promise<Release> {
  return { ...good, services: { ...good.services, service2: await world.build('service2', 42) } };
}

/** Promotes build 42 of service2 with the fault, and answers how many seconds after its intent the stop was asked for. */
async function promoteWith(
  fault: Fault,
  settings: NonNullable<Parameters<World['tools']>[0]>['settings'] = {},
): Promise<{ record: PromotionRecord; stops: readonly object[]; seconds: number }> {
  world.emulator.faults.add(fault);
  const began = world.emulator.clock.now();
  const record = await world.promote(await bad(), {}, { settings });
  const stops = world.emulator.calls.filter(({ operation }) => operation === 'StopServiceDeployment');
  return {
    record,
    stops: stops.map(({ input }) => ({ stopType: (input as { stopType: string }).stopType })),
    seconds: ((stops[0]?.at ?? NaN) - began) / 1000,
  };
}

const endOf = ({ deployments }: PromotionRecord) => {
  const end = deployments.find(({ service }) => service === 'service2');
  return { state: end?.state, verdict: end?.verdict?.class };
};

test('a missing image stops it at the first task, and the whole set goes back', async () => {
  const { record, stops, seconds } = await promoteWith({ kind: 'imageMissing', ...at });
  expect(record).toMatchObject({ result: 'rolledBack', running: releaseId(good) });
  expect(endOf(record)).toEqual({ state: 'stopped', verdict: 'image-missing' });
  expect(record.problems[0]?.what).toMatch(
    /service2 was stopped: one of its tasks ended with image-missing \(.*not found/,
  );
  expect(stops).toEqual([{ stopType: 'ROLLBACK' }]);
  expect(seconds).toBeLessThan(45);
});

test('a crash stops it when it has repeated', async () => {
  const { record, stops } = await promoteWith({ kind: 'crashLoop', ...at });
  expect(record.result).toBe('rolledBack');
  expect(endOf(record)).toEqual({ state: 'stopped', verdict: 'exit-code' });
  expect(record.problems[0]?.what).toMatch(/service2 was stopped: [34] of its tasks ended with exit-code/);
  expect(stops).toHaveLength(1);
});

test('a task that crashed once stops nothing', async () => {
  const { record, stops } = await promoteWith({ kind: 'crashLoop', ...at, times: 1 });
  expect(record.result).toBe('verified');
  expect(stops).toEqual([]);
});

test('a shortage of capacity is waited for until the deadline', async () => {
  const { record, stops, seconds } = await promoteWith(
    { kind: 'placementFails', cause: 'no-capacity-cpu', ...at },
    { deadlineMinutes: 10 },
  );
  expect(record.result).toBe('rolledBack');
  expect(endOf(record)).toEqual({ state: 'stopped', verdict: 'no-capacity-cpu' });
  expect(record.problems[0]?.what).toContain(
    'service2 was stopped: it was not done by the deadline, because of no-capacity-cpu (The closest matching',
  );
  expect(stops).toHaveLength(1);
  expect(seconds).toBeGreaterThanOrEqual(600);
});

test('where a failure is to be left as it is, and AWS stops nothing without going back, that is said', async () => {
  const { record, stops } = await promoteWith({ kind: 'imageMissing', ...at }, { onFailure: 'stop' });
  expect(record.result).toBe('failed');
  expect(endOf(record)).toEqual({ state: 'failed', verdict: 'image-missing' });
  expect(record.problems[0]?.what).toMatch(/it could not be stopped: .*ABORT stopType is not supported/);
  expect(stops).toEqual([{ stopType: 'ABORT' }]);
  // To the good release, and to the bad one; nothing goes back.
  expect(world.calls('UpdateService')).toBe(3);
});

describe('evidence', () => {
  const kept = (name: string) => readFileSync(join(world.dir, 'out', name), 'utf8');
  const timelineOf = ({ evidence }: PromotionRecord) =>
    kept(evidence.find((name) => name.includes('timeline')) ?? '')
      .trimEnd()
      .split('\n');

  test('of a failure is kept before going back begins, named in the record, and holds no secret', async () => {
    const logLines = ['connecting as app', 'DB_PASSWORD=hunter2 refused', 'giving up'];
    const { record } = await promoteWith({ kind: 'crashLoop', ...at, logLines });
    const names = record.evidence.map((name) => name.replace(/[0-9a-f]{32}/, 'TASK'));
    expect(names).toEqual(
      expect.arrayContaining([
        'evidence/service2/deployment.json',
        'evidence/service2/service.json',
        'evidence/service2/stopped-tasks.json',
        'evidence/service2/logs/TASK-service2.txt',
        expect.stringMatching(/^evidence\/timeline-\d{8}T\d{6}Z\.txt$/),
      ]),
    );
    const stopped = JSON.parse(kept('evidence/service2/stopped-tasks.json')) as { stopCode: string }[];
    expect(stopped.map(({ stopCode }) => stopCode)).toContain('EssentialContainerExited');
    expect(JSON.parse(kept('evidence/service2/deployment.json'))).toMatchObject({
      status: expect.stringMatching(/^ROLLBACK_/) as string,
    });
    // Seen before it was stopped: afterwards the one before is the primary again.
    const { deployments } = JSON.parse(kept('evidence/service2/service.json')) as {
      deployments: { status: string; taskDefinition: string }[];
    };
    expect(deployments).toContainEqual(
      expect.objectContaining({
        status: 'PRIMARY',
        taskDefinition: expect.stringMatching(/service2:3$/) as string,
      }),
    );
    const log = kept(record.evidence.find((name) => name.includes('/logs/')) ?? '');
    expect(log).toBe('connecting as app\nDB_PASSWORD=**** refused\ngiving up\n');
    const told = timelineOf(record);
    expect(told).toContainEqual(
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z {4}service2 {2}log: giving up$/),
    );
    expect(told.join('\n')).toContain('  evidence: 6 files beside promotion.json, below evidence/');
    const moments = told.map((line) => line.slice(0, 24));
    expect(moments).toEqual(moments.toSorted());
  });

  test('of a success is the deployment itself and what was printed', async () => {
    const { record } = await promoteWith({ kind: 'crashLoop', ...at, times: 1 });
    expect(record.result).toBe('verified');
    expect(record.evidence).toEqual([
      'evidence/service2/deployment.json',
      expect.stringMatching(/^evidence\/timeline-/),
    ]);
  });

  test('that AWS does not give is said, and the promotion ends as it would without', async () => {
    world.emulator.onCall(({ operation, input }, phase) => {
      // The watcher asks by what started them, the proof for those that run.
      const { serviceName, desiredStatus } = input as { serviceName?: string; desiredStatus?: string };
      const isOfEvidence = operation === 'ListTasks' && serviceName && desiredStatus === 'STOPPED';
      return isOfEvidence && phase === 'before' ? 'drop' : undefined;
    });
    const { record } = await promoteWith({ kind: 'imageMissing', ...at });
    expect(endOf(record)).toEqual({ state: 'stopped', verdict: 'image-missing' });
    expect(record.evidence).not.toContain('evidence/service2/stopped-tasks.json');
    expect(kept('evidence/service2/stopped-tasks.unread.txt')).toContain('ecs:ListTasks');
  });

  test('is there when the run is killed before it goes back, and the next run adds its own', async () => {
    world.emulator.faults.add({ kind: 'imageMissing', ...at });
    const tools = await world.tools();
    const append: typeof tools.ledger.append = (environment, fact) =>
      fact.kind === 'promotion' && fact.phase === 'rollback'
        ? Promise.reject(new Error('killed'))
        : tools.ledger.append(environment, fact);
    const ledger = Object.assign(Object.create(tools.ledger) as typeof tools.ledger, { append });
    const release = await bad();
    await expect(world.promoteWith({ ...tools, ledger }, release)).rejects.toThrow('killed');
    expect(kept('evidence/service2/stopped-tasks.json')).toContain('CannotPullContainerError');
    const timelines = () =>
      readdirSync(join(world.dir, 'out/evidence')).filter((name) => name.startsWith('timeline-'));
    const killed = timelines().at(-1) ?? '';
    expect(kept(join('evidence', killed))).toContain('verdict: image-missing');
    world.emulator.clock.advance(60_000);
    const record = await world.promote(release);
    expect(record.result).toBe('rolledBack');
    // One of the promotion before.
    expect(timelines()).toHaveLength(3);
    expect(record.evidence).not.toContain(`evidence/${killed}`);
  });

  test('of going back, where that fails, too, does not take the place of what failed first', async () => {
    const smoke = [addressCheck('https://test.acme.example/')];
    const record = await world.promote(await bad(), {}, { settings: { smoke }, probe: answering(503) });
    expect(record.result).toBe('failed');
    expect(record.evidence).toEqual(
      expect.arrayContaining([
        'evidence/service2/service.json',
        'evidence/going-back/service2/deployment.json',
        'evidence/going-back/service2/service.json',
      ]),
    );
    const forward = JSON.parse(kept('evidence/service2/deployment.json')) as object;
    expect(JSON.parse(kept('evidence/going-back/service2/deployment.json'))).not.toEqual(forward);
  });
});
