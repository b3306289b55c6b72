import { FollowedDeployments } from './followed.ts';
import { scriptedEcs, type ScriptedEcs } from './scripted-ecs.ts';
import { targetRevisions } from './target-revisions.ts';

let ecs: ScriptedEcs;
afterEach(() => ecs.close());

const deployment = (number: number) => `arn:aws:ecs:r:1:service-deployment/c/s${number}/d`;
const revision = (number: number) => `arn:aws:ecs:r:1:service-revision/c/s${number}/1`;
const numbered = (arn: string) => Number(/s(\d+)/.exec(arn.slice(arn.lastIndexOf('/c/')))?.[1]);

test('twenty deployments and twenty revisions go into a request', async () => {
  ecs = await scriptedEcs({
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
      serviceDeployments: (serviceDeploymentArns as readonly string[]).map((arn) => ({
        serviceDeploymentArn: arn,
        targetServiceRevision: { arn: revision(numbered(arn)) },
      })),
    }),
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
      serviceRevisions: (serviceRevisionArns as readonly string[]).map((arn) => ({
        serviceRevisionArn: arn,
        containerImages: [
          { containerName: 'web', imageDigest: `sha256:${numbered(arn)}` },
          { containerName: 'old' },
        ],
      })),
    }),
  });
  const ids = Array.from({ length: 45 }, (_, number) => deployment(number));
  const found = await targetRevisions(ecs.access, new FollowedDeployments(), ids);
  expect(found.size).toBe(45);
  expect(found.get(deployment(44))).toEqual({
    arn: revision(44),
    containers: [
      { name: 'web', imageDigest: 'sha256:44' },
      { name: 'old', imageDigest: null },
    ],
  });
  expect(ecs.calls.map(({ operation }) => operation)).toEqual([
    ...Array<string>(3).fill('DescribeServiceDeployments'),
    ...Array<string>(3).fill('DescribeServiceRevisions'),
  ]);
});

test('deployments of another controller, or not seen as service deployments, cost no request', async () => {
  ecs = await scriptedEcs({});
  expect((await targetRevisions(ecs.access, new FollowedDeployments(), ['d-ABC', 'ecs-svc/1'])).size).toBe(0);
  expect(ecs.calls).toEqual([]);
});
