import type { Config } from '../config/config.ts';
import { anEnvironment, line } from '../gates/example.ts';
import { build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import { conditionOf } from './condition.ts';
import type { Live } from './live.ts';
import type { Scene } from './testing/promotions.ts';
import { board, environment, two } from './testing/small-board.ts';

const image = (service: string, number: number) => {
  const { image: repository, digest } = build(number, { service });
  return `${repository}@${digest}`;
};

describe('services', () => {
  it('are told by their builds, each with the environments that run it', () => {
    const { services } = board({
      test: [{ release: two(2, 1), from: 0, to: 10 }],
      beta: [{ release: two(1, 1), from: 0, to: 10, by: 'ben' }],
    });
    expect(
      services[0]?.builds.map(({ build: number, places }) => [number, places.map((one) => one.environment)]),
    ).toEqual([
      [2, ['test']],
      [1, ['beta']],
    ]);
    expect(services[1]?.builds.map(({ places }) => places.map((one) => [one.environment, one.by]))).toEqual([
      [
        ['test', 'anna'],
        ['beta', 'ben'],
      ],
    ]);
    expect(services[0]?.missingIn).toEqual(['live']);
  });
});

describe('drift', () => {
  const scenes = { test: [{ release: two(1, 1), from: 0, to: 10 }] };
  const found = (live: Live) => environment(board(scenes, { live: new Map([['test', live]]) }), 'test');

  it('is nothing where what was recorded runs', () => {
    const one = found(
      new Map([
        ['service1', image('service1', 1)],
        ['service2', image('service2', 1)],
      ]),
    );
    expect([...one.drift]).toEqual([]);
    expect(conditionOf(one)).toBe('verified');
  });

  it('is another image, and a service that is not there', () => {
    const one = found(new Map([['service1', 'other:1']]));
    expect([...one.drift]).toEqual([
      ['service1', 'other:1'],
      ['service2', 'nothing: there is no service service2 with its container'],
    ]);
    expect(conditionOf(one)).toBe('drift');
  });

  it('is a service without the container', () => {
    const one = found(
      new Map([
        ['service1', null],
        ['service2', image('service2', 1)],
      ]),
    );
    expect([...one.drift]).toEqual([
      ['service1', 'nothing: there is no service service1 with its container'],
    ]);
  });

  it('is told beside the build that was recorded', () => {
    const [service1] = board(scenes, {
      live: new Map([['test', new Map([['service1', 'other:1']])]]),
    }).services;
    expect(service1?.builds.map(({ places }) => places.map((place) => place.drift))).toEqual([['other:1']]);
  });

  it('is not said of an environment that nobody could look at', () => {
    const one = found({ unreachable: 'no credentials' });
    expect(one.drift.size).toBe(0);
    expect(one.unreachable).toBe('no credentials');
  });

  it('is not said where nothing was recorded', () => {
    const one = environment(
      board({}, { live: new Map([['test', new Map([['service1', 'other:1']])]]) }),
      'test',
    );
    expect(one.drift.size).toBe(0);
    expect(conditionOf(one)).toBe('nothing');
  });
});
describe('an environment', () => {
  it('that was destroyed runs nothing, whatever it ran before', () => {
    const config: Config = { ...line, environments: [anEnvironment('test', [], { onDemand: {} })] };
    const gone = {
      at: 60,
      draft: { kind: 'existence', by: { name: 'timer' }, to: 'down', phase: 'ended', reason: 'night' },
    } as const;
    const one = environment(
      board({ test: [{ release: two(1, 1), from: 0, to: 10 }, gone] }, { config }),
      'test',
    );
    expect(one.running).toBeNull();
    expect(conditionOf(one)).toBe('down');
  });

  it('that was created again runs nothing yet', () => {
    const config: Config = { ...line, environments: [anEnvironment('test', [], { onDemand: {} })] };
    const existence = (at: number, to: 'up' | 'down') =>
      ({
        at,
        draft: { kind: 'existence', by: { name: 'timer' }, to, phase: 'ended', reason: 'day' },
      }) as const;
    const scenes = [{ release: two(1, 1), from: 0, to: 10 }, existence(60, 'down'), existence(90, 'up')];
    const one = environment(board({ test: scenes }, { config }), 'test');
    expect(one.running).toBeNull();
    expect(conditionOf(one)).toBe('nothing');
  });

  it('that is stopped says so, where nothing worse can be said of it', () => {
    const stop = { kind: 'stop', by: { name: 'anna' }, active: true, reason: 'audit' } as const;
    const scenes = [
      { release: two(1, 1), from: 0, to: 10 },
      { at: 20, draft: stop },
    ];
    expect(conditionOf(environment(board({ test: scenes }), 'test'))).toBe('stopped');
    const live = new Map([['test', new Map([['service1', 'other:1']])]]);
    expect(conditionOf(environment(board({ test: scenes }, { live }), 'test'))).toBe('drift');
  });

  it('whose promotion asks something says that it waits for a person', () => {
    const draft = {
      kind: 'promotion',
      phase: 'outcome',
      by: { name: 'anna' },
      promotion: `01KB0Z3N7V${'0'.repeat(16)}`,
      releaseId: releaseId(two(1, 1)),
      result: 'awaitingDecision',
      summary: '',
      running: null,
      question: { id: '1f0e2a9b44c1', pauses: [], deadline: null, checked: [] },
    } as const;
    const interrupted = { release: two(1, 1), from: 0, to: 10, result: 'interrupted' } as const;
    const asks = (...scenes: readonly Scene[]) =>
      environment(board({ test: scenes }), 'test').underWay?.question;
    expect(asks(interrupted)).toBe(false);
    expect(asks(interrupted, { at: 20, draft })).toBe(true);
  });

  it('is under way while its last promotion has no end', () => {
    const one = environment(
      board({ test: [{ release: two(1, 1), from: 0, to: 10, result: 'interrupted', by: 'ben' }] }),
      'test',
    );
    expect(one.underWay).toMatchObject({ by: 'ben', releaseId: releaseId(two(1, 1)) });
    expect(conditionOf(one)).toBe('underWay');
  });

  it('has a history, the newest first, with how long each took and what failed', () => {
    const [last, first] = environment(
      board({
        test: [
          { release: two(1, 1), from: 0, to: 10 },
          { release: two(2, 1), from: 60, to: 75, turnedAt: 70, result: 'rolledBack', moves: ['service1'] },
        ],
      }),
      'test',
    ).history;
    expect(first).toMatchObject({ result: 'verified', milliseconds: 600_000 });
    expect(last).toMatchObject({
      result: 'rolledBack',
      milliseconds: 900_000,
      summary: 'it crashed',
      moves: [{ service: 'service1', from: 1, to: 2 }],
    });
  });
});

describe('an environment in which nothing runs that was recorded', () => {
  const failing: Scene = { release: two(2, 1), from: 60, to: 70, result: 'failed' };
  const condition = (...scenes: readonly Scene[]) =>
    conditionOf(environment(board({ test: scenes }), 'test'));

  it('is empty before anything came, and has failed after what failed', () => {
    expect(condition()).toBe('nothing');
    expect(condition(failing)).toBe('failed');
    expect(condition({ release: two(1, 1), from: 0, to: 10 }, failing)).toBe('failed');
    expect(condition(failing, { release: two(2, 1), from: 80, to: 90 })).toBe('verified');
  });
});

describe('a freeze', () => {
  const freeze = {
    name: 'night',
    from: { every: 'day', minute: 18 * 60 },
    until: { every: 'day', minute: 7 * 60 },
    timeZone: 'UTC',
    services: undefined,
    reason: undefined,
    when: '18:00 – 07:00',
  } as const;
  const config: Config = { ...line, environments: [anEnvironment('test', [], { freezes: [freeze] })] };
  const at = (hours: number) =>
    environment(board({ test: [{ release: two(1, 1), from: 0, to: 10 }] }, { config, hours }), 'test');

  it('is told while it holds, although nothing waits', () => {
    expect(at(19).frozen).toMatchObject([{ name: 'night', local: 'Tue 2026-11-03 07:00 UTC' }]);
    expect(conditionOf(at(19))).toBe('frozen');
    expect(at(12).frozen).toEqual([]);
    expect(conditionOf(at(12))).toBe('verified');
  });
});
