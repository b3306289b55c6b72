import { anEnvironment, line } from '../../gates/example.ts';
import { aRelease, build } from '../../release/example.ts';
import { board, two } from '../testing/small-board.ts';
import { matrix } from './matrix.ts';

/** The cells of service1, of test, beta and live. */
function cells(...of: Parameters<typeof board>): readonly string[] {
  const row = matrix(board(...of)).text.split('<tr>')[2] ?? '';
  return [...row.matchAll(/<td.*?<\/td>/gs)].map(([cell]) => cell);
}

it('shows a build pale where the environment to its left has it, too', () => {
  const scenes = {
    test: [{ release: two(2, 1), from: 0, to: 5 }],
    beta: [{ release: two(2, 1), from: 10, to: 15 }],
    live: [{ release: two(1, 1), from: 0, to: 5 }],
  };
  expect(cells(scenes)).toEqual(['<td>2</td>', '<td class="same">2</td>', '<td>1</td>']);
});

it('has a dash where a service should be, and nothing where it should not', () => {
  const [own] = line.environments[0]?.services ?? [];
  const config = {
    ...line,
    environments: [
      anEnvironment('test', []),
      anEnvironment('beta', ['test'], { services: own ? [{ ...own, service: 'service2' }] : [] }),
    ],
  };
  expect(cells({}, { config })).toEqual(['<td>–</td>', '<td></td>']);
});

it('says in words what is not verified and what drifts', () => {
  const failed = { release: two(2, 1), from: 0, to: 5, result: 'failed', running: null } as const;
  const release = aRelease({ service1: build(2) });
  const live = new Map([['test', new Map([['service1', 'other:1']])]]);
  expect(cells({ test: [{ release, from: 0, to: 5 }] }, { live })[0]).toContain('<small>drift</small>');
  expect(cells({ test: [failed] })[0]).toBe('<td>–</td>');
});
