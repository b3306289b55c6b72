import type { TaskDefinition } from '../live/live.ts';
import { aRelease, build } from '../release/example.ts';
import { buildsApart, compare } from './changes.ts';
import { stateOfRelease, stateRunning } from './state.ts';

const target = {
  service: 'service1',
  ecsService: 'service1',
  container: 'service1',
  strategy: { type: 'rolling' },
} as const;
const { image, digest } = build(90);
const recorded = `${image}@${digest}`;

/** Test, where the service runs an image; build 90 is known by its own. */
function runningImage(text: string) {
  const container = { name: 'service1', image: text };
  const taskDefinition: TaskDefinition = {
    arn: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:1',
    family: 'service1',
    revision: 1,
    containers: [container],
    definition: { family: 'service1', containerDefinitions: [container] },
  };
  const runsBy = new Map([['service1', { taskDefinition, container: 'service1' }]]);
  return stateRunning('test', [target], runsBy, new Map([[recorded, build(90)]]));
}
const changeOf = (before: string, after: string) =>
  compare(runningImage(before), runningImage(after), new Map()).services[0]?.change;

test.each([
  ['the image of a known build', recorded, recorded, 'same'],
  ['the image of no known build, which stays', 'other:1', 'other:1', 'same'],
  ['the image of no known build, which another replaces', 'other:1', 'other:2', 'unknownBuild'],
  ['the image of no known build in place of one that is', recorded, 'other:1', 'unknownBuild'],
])('%s', (_, before, after, change) => {
  expect(changeOf(before, after)).toBe(change);
});

test('there are commits between two builds that are known and differ, and between no others', () => {
  const of = (number: number) =>
    stateOfRelease(aRelease({ service1: build(number) })).services.get('service1');
  expect(buildsApart(of(90), of(91))).toMatchObject({ from: { build: 90 }, to: { build: 91 } });
  expect(buildsApart(of(90), of(90))).toBeNull();
  expect(buildsApart(undefined, of(90))).toBeNull();
  expect(buildsApart(of(90), runningImage('other:1').services.get('service1'))).toBeNull();
});

test('of a plan, Terraform’s part is what it would do and not what it did', () => {
  const stack = (name: string) =>
    ({ stack: name, region: null, resources: [], outputs: [] }) as unknown as NonNullable<
      Parameters<typeof compare>[3]
    >['terraform'];
  const from = { ...runningImage(recorded), terraform: stack('did') ?? null };
  const to = { ...runningImage(recorded), environment: 'beta', terraform: null };
  const told = (planned?: Parameters<typeof compare>[3]) =>
    compare(from, to, new Map(), planned).terraform.map((one) => [one.stack, one.environment, one.planned]);
  expect(told()).toEqual([['did', 'test', false]]);
  expect(told({ environment: 'beta', terraform: stack('would') })).toEqual([['would', 'beta', true]]);
  expect(told({ environment: 'beta', terraform: undefined })).toEqual([]);
});
