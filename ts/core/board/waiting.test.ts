import type { Config } from '../config/config.ts';
import { anEnvironment, line } from '../gates/example.ts';
import { releaseId } from '../release/release-id.ts';
import { board, environment, two } from './testing/small-board.ts';

describe('what waits', () => {
  const scenes = {
    test: [{ release: two(2, 1), from: 0, to: 10 }],
    beta: [{ release: two(1, 1), from: 0, to: 5 }],
  };

  it('is a release that was verified before, with the services that would change', () => {
    expect(environment(board(scenes), 'beta').waiting).toEqual({
      releases: [
        {
          releaseId: releaseId(two(2, 1)),
          verifiedIn: 'test',
          verifiedAt: '2026-11-02T00:10:00.000Z',
          changes: ['service1'],
          gates: [],
          needsApproval: false,
          asks: 0,
        },
      ],
      more: 0,
      held: null,
    });
  });

  it('names each gate that holds it, and what would open it', () => {
    const config = withBeta({ soakMinutes: 60 * 72 });
    const stopped = {
      at: 20,
      draft: { kind: 'stop', by: { name: 'anna' }, active: true, reason: 'audit' },
    } as const;
    const { waiting, stop } = environment(
      board({ ...scenes, beta: [...scenes.beta, stopped] }, { config }),
      'beta',
    );
    expect(waiting.releases[0]?.gates.map(({ gate }) => gate)).toEqual(['stopped', 'soak']);
    expect(waiting.releases[0]?.gates[1]?.what).toContain('2026-11-05');
    expect(stop?.reason).toBe('audit');
  });

  it('is nothing where the environment has verified it, and at the beginning of the line', () => {
    const same = { test: scenes.test, beta: [{ release: two(2, 1), from: 20, to: 30 }] };
    expect(environment(board(same), 'beta').waiting.releases).toEqual([]);
    expect(environment(board(same), 'test').waiting.releases).toEqual([]);
  });

  it('goes no further than to the first that may come', () => {
    const more = { test: [1, 2, 3].map((n) => ({ release: two(n, 1), from: n * 20, to: n * 20 + 5 })) };
    const { waiting } = environment(board(more), 'beta');
    expect(waiting.releases.map((one) => one.releaseId)).toEqual([releaseId(two(3, 1))]);
    expect(waiting.more).toBe(2);
  });

  it('says what keeps a timer back, and that people may all the same', () => {
    const beta = [...scenes.beta, { release: two(1, 1), from: 30, to: 40, kind: 'rollback' } as const];
    const { waiting } = environment(
      board({ ...scenes, beta }, { config: withBeta({ automatic: true }) }),
      'beta',
    );
    expect(waiting.held).toContain('anna went back');
    expect(waiting.releases[0]?.gates).toEqual([]);
  });

  it('says nothing of a timer where none would bring anything', () => {
    const beta = [...scenes.beta, { release: two(1, 1), from: 30, to: 40, kind: 'rollback' } as const];
    expect(environment(board({ ...scenes, beta }), 'beta').waiting.held).toBeNull();
  });

  it('says that people must approve it', () => {
    const approval = { from: ['rita'], minimum: 1, notRequester: false };
    const { waiting } = environment(board(scenes, { config: withBeta({ approval }) }), 'beta');
    expect(waiting.releases.map(({ needsApproval }) => needsApproval)).toEqual([true]);
  });

  it('counts the checks outside that it does not ask', () => {
    const check = { kind: 'command', name: 'tests', command: ['true'], timeoutSeconds: 5 } as const;
    const prerequisites = [{ kind: 'check', neededBy: ['service1'], fromBuild: undefined, check }] as const;
    const { waiting } = environment(board(scenes, { config: withBeta({ prerequisites }) }), 'beta');
    expect(waiting.releases).toMatchObject([{ gates: [], asks: 1 }]);
  });

  function withBeta(differing: Parameters<typeof anEnvironment>[2]): Config {
    const environments = line.environments.map((one) =>
      one.name === 'beta' ? anEnvironment('beta', ['test'], differing) : one,
    );
    return { ...line, environments };
  }
});
