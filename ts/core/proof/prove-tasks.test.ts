import { describe, expect, it } from '@jest/globals';
import type { RunningTask } from '../live/live.ts';
import type { Digest } from '../release/release.ts';
import { proveTasks, type ProofInput } from './prove-tasks.ts';

const digest = (character: string): Digest => `sha256:${character.repeat(64)}`;
const cluster = 'arn:aws:ecs:ap-southeast-2:123456789012';
const definition = `${cluster}:task-definition/service1:42`;

function task(id: string, imageDigest: string | null, changes: Partial<RunningTask> = {}): RunningTask {
  return {
    taskArn: `${cluster}:task/appcluster-live/${id}`,
    taskDefinition: definition,
    containers: [
      { name: 'proxy', image: 'proxy:1', imageDigest: digest('f') },
      { name: 'web', image: 'x', imageDigest },
    ],
    ...changes,
  };
}

const input: ProofInput = {
  service: 'service1',
  build: {
    build: 90,
    commit: null,
    subject: 'Fix the rounding of GST',
    image: 'registry.example/service1',
    tag: '90',
    digest: digest('1'),
    platforms: { 'linux/amd64': digest('2'), 'linux/arm64': digest('3') },
  },
  container: 'web',
  taskDefinition: definition,
  desiredCount: 2,
  tasks: [task('t1', digest('1')), task('t2', digest('1'))],
  healthyTargets: 2,
};
const codes = (changes: Partial<ProofInput>): readonly string[] => {
  const proof = proveTasks({ ...input, ...changes });
  return proof.outcome === 'notProven' ? proof.problems.map(({ code }) => code) : [proof.outcome];
};

describe('the proof of what runs', () => {
  it("holds when every running task runs the release's digest", () => {
    expect(proveTasks(input)).toEqual({
      outcome: 'proven',
      row: {
        service: 'service1',
        outcome: 'proven',
        taskDefinition: definition,
        digest: digest('1'),
        tasks: 2,
        healthyTargets: 2,
        note: null,
      },
    });
  });

  it('holds for a task that runs the image of its platform in the index', () => {
    expect(codes({ tasks: [task('t1', digest('3')), task('t2', digest('1'))] })).toEqual(['proven']);
  });

  it('takes the task definition by its name as well as by its ARN', () => {
    expect(codes({ taskDefinition: 'service1:42' })).toEqual(['proven']);
  });

  it('fails for one task among many, and names it with both digests', () => {
    const proof = proveTasks({ ...input, tasks: [...input.tasks, task('t3', digest('9'))] });
    expect(proof).toMatchObject({ outcome: 'notProven', problems: [{ code: 'proof-other-digest' }] });
    expect(JSON.stringify(proof)).toContain('t3');
    expect(JSON.stringify(proof)).toContain(digest('9'));
    expect(JSON.stringify(proof)).not.toContain('t1');
  });

  it.each<[string, readonly RunningTask[], readonly string[]]>([
    ['a task whose digest ECS does not report', [task('t1', null)], ['proof-digest-unknown']],
    [
      'a task without the container',
      [task('t1', digest('1'), { containers: [] })],
      ['proof-container-absent'],
    ],
    [
      'an old task, even with the same image',
      [task('t1', digest('1')), task('t2', digest('1'), { taskDefinition: definition.replace('42', '41') })],
      ['proof-other-task-definition'],
    ],
    ['no task although some are desired', [], ['proof-nothing-runs']],
    [
      'several kinds at once, one problem each',
      [task('t1', null), task('t2', digest('9')), task('t3', digest('9')), task('t4', digest('8'))],
      ['proof-digest-unknown', 'proof-other-digest', 'proof-other-digest'],
    ],
  ])('fails for %s', (_, tasks, expected) => {
    expect(codes({ tasks })).toEqual(expected);
  });

  it('does not call a service with desired count 0 proven', () => {
    const proof = proveTasks({ ...input, tasks: [], desiredCount: 0, healthyTargets: null });
    expect(proof).toMatchObject({
      outcome: 'deployedNotProven',
      row: { outcome: 'deployedNotProven', tasks: 0 },
    });
  });

  it('says when fewer tasks ran than are desired', () => {
    expect(proveTasks({ ...input, desiredCount: 3 })).toMatchObject({
      outcome: 'proven',
      row: { note: '2 of 3 desired tasks were running' },
    });
  });
});
