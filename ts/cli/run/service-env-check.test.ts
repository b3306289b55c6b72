import { systemClock } from '../../adapters/clock/system.ts';
import { TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { run } from './service-env-check.ts';

const image = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1';
const kept = { ...process.env };
let aws: TestAws;

beforeAll(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.emulator.url,
    AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
});
afterAll(async () => {
  process.env = { ...kept };
  await aws.close();
});

const check = (input: Parameters<typeof run>[0]) =>
  run(input, {
    env: process.env,
    cwd: '.',
    clock: systemClock,
    report: { line: () => undefined },
    interrupted: new AbortController().signal,
    version: 'test',
  });

test('a tag that nobody has pushed is free', async () => {
  expect((await check({ build: 91, image })).output).toEqual({ image, tag: '91' });
  expect((await check({ build: 91, image: `${image}:v1` })).output).toEqual({ image, tag: 'v1' });
});

test('a tag that is taken is refused with the image that has it', async () => {
  const digest = await aws.push('service1', '90');
  await expect(check({ build: 90, image })).rejects.toMatchObject({
    problems: [
      { code: 'ecr-tag-taken', category: 'configuration', what: expect.stringContaining(digest) as string },
    ],
  });
});

test('a repository that is not there is said before anything is built', async () => {
  await expect(check({ build: 1, image: image.replace('service1', 'other') })).rejects.toMatchObject({
    problems: [{ code: 'ecr-repository-missing' }],
  });
});
