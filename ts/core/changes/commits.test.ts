import { aRelease, build } from '../release/example.ts';
import { knownBuilds, recordedCommits } from './commits.ts';

const builds =
  knownBuilds([90, 91, 93, 92].map((number) => aRelease({ service1: build(number) }))).get('service1') ?? [];

test.each<[string, number, number, readonly number[], readonly number[], string | null]>([
  ['forward: the later builds, newest first', 90, 92, [92, 91], [], null],
  ['back: the same ones, as what goes', 92, 90, [], [92, 91], null],
  ['a build that nobody recorded', 88, 91, [91, 90], [], 'of 3 builds between, 2 are recorded'],
])('%s', (_, from, to, brought, takenBack, remark) => {
  const commits = recordedCommits(build(from), build(to), builds);
  expect(commits.brought.map((commit) => commit.build)).toEqual(brought);
  expect(commits.takenBack.map((commit) => commit.build)).toEqual(takenBack);
  expect(commits).toMatchObject({ source: 'recorded', remark });
});

test('each names the last commit of its build, without an author, which no record has', () => {
  const { commit, subject } = build(91);
  expect(recordedCommits(build(90), build(91), builds).brought).toEqual([
    { id: commit, author: null, subject, build: 91 },
  ]);
});

test('why no clone told them is said, too', () => {
  expect(recordedCommits(build(90), build(91), builds, 'the clone is elsewhere').remark).toBe(
    'the clone is elsewhere',
  );
});
