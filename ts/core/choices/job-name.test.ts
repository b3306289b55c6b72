import { expect, it } from '@jest/globals';
import { jobNameParts } from './job-name.ts';

it.each([
  ['deploy-test', ['deploy-test']],
  ['team/deploy-test', ['team', 'deploy-test']],
  ['service1/feature%2Fx', ['service1', 'feature%2Fx']],
  ['Team A/déploy', ['Team A', 'déploy']],
  ['...', ['...']],
])('%s has the parts %j', (job, parts) => {
  expect(jobNameParts(job)).toEqual(parts);
});

it.each(['', '/', '/etc', 'a//b', 'a/', '..', '../a', 'a/../b', 'a/.', 'a\0b', 'a\nb', 'x'.repeat(256)])(
  'refuses %j as the name of a job',
  (job) => {
    expect(() => jobNameParts(job)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'jenkins-bad-job-name' })],
      }),
    );
  },
);
