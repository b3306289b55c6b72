import { ListTagsForResourceCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { exampleDrafts } from '../../ts/core/ledger/example-facts.ts';
import type { Digest } from '../../ts/core/release/release.ts';
import { startMinistack, startMoto, type Independent } from './independent.ts';
import { LaidOut } from './laid-out.ts';
import { promotions, requestsOf } from './promotions.ts';

/** Neither has CodeDeploy either. */
const moving = promotions.filter(({ fails, moves }) => !fails && moves.operation === 'UpdateService');

/**
 * The adapters against emulators that others have written, for what these implement. moto (5.2.5) leaves a service's deployment as it
 * was and lists task definitions oldest first, whatever is asked for; ministack (1.5.33) ends each deployment in an instant. Neither has
 * service deployments.
 */
describe.each([
  ['moto', startMoto, { listsNewestFirst: false, startsDeployments: false }],
  ['ministack', startMinistack, { listsNewestFirst: true, startsDeployments: true }],
] as const)('in the AWS of %s', (_, start, { listsNewestFirst, startsDeployments }) => {
  let independent: Independent | undefined;
  let aws: LaidOut;
  beforeAll(async () => {
    independent = await start();
    aws = await LaidOut.in(independent);
  }, 60_000);
  afterAll(async () => {
    await independent?.stop();
  });

  const problem = (code: string) => ({ problems: [expect.objectContaining({ code })] });

  it('the account behind the credentials is known', async () => {
    expect(await aws.account.whoAmI()).toMatchObject({ accountId: expect.stringMatching(/^\d{12}$/) });
  });

  it('an image is found by its tag and by its digest, and what is not there is not', async () => {
    const repository = aws.repository();
    expect(await aws.registry.resolve(repository, '1')).toMatchObject({ digest: aws.digest });
    expect(await aws.registry.has(repository, aws.digest as Digest)).toBe(true);
    expect(await aws.registry.resolve(repository, '2')).toBeUndefined();
    expect(await aws.registry.has(repository, `sha256:${'1'.repeat(64)}`)).toBe(false);
  });

  it('an image gets one more tag, and gets it once', async () => {
    const repository = aws.repository();
    const digest = aws.digest as Digest;
    await aws.registry.addTag(repository, digest, 'verified-live-4f2c1a97b3d0');
    await aws.registry.addTag(repository, digest, 'verified-live-4f2c1a97b3d0');
    const tags = await aws.registry.tagsOf(repository, digest);
    expect(new Set(tags)).toEqual(new Set(['1', 'verified-live-4f2c1a97b3d0']));
    expect(await aws.registry.tagsOf(repository, `sha256:${'1'.repeat(64)}`)).toBeUndefined();
  });

  it('a repository that is missing is named', async () => {
    const asking = aws.registry.resolve(aws.repository('nothing'), '1');
    await expect(asking).rejects.toMatchObject(problem('ecr-repository-missing'));
  });

  it('a service is seen with what it runs, and a missing one as missing', async () => {
    const seen = await aws.services().observe(['service1', 'nothing']);
    expect(seen.get('service1')).toMatchObject({
      status: 'active',
      taskDefinition: expect.stringMatching(/task-definition\/service1:1$/),
    });
    expect(seen.get('nothing')).toMatchObject({ status: 'missing' });
  });

  it('a cluster that is missing is named', async () => {
    await expect(aws.services('nothing').observe(['service1'])).rejects.toMatchObject(
      problem('ecs-cluster-not-found'),
    );
  });

  it('the target of the service is counted', async () => {
    expect(await aws.services().targets('service1')).toMatchObject({ registered: 1 });
  });

  it('a ledger in S3 makes one chain of what several writers add, and a missing bucket is named', async () => {
    const { intent, stop } = exampleDrafts;
    await aws.makeBucket('ledger');
    const first = await aws.ledger('ledger').append('test', intent, { expectedTail: null });
    await expect(aws.ledger('ledger').append('test', stop, { expectedTail: null })).rejects.toMatchObject(
      problem('ledger-moved-on'),
    );
    const added = await Promise.all(
      ['a', 'b', 'c', 'd'].map((reason) => aws.ledger('ledger').append('test', { ...stop, reason })),
    );
    const ids = [first, ...added].map(({ id }) => id).toSorted();
    expect((await aws.ledger('ledger').read('test')).map(({ id }) => id)).toEqual(ids);
    expect(await aws.ledger('ledger').environments()).toEqual(['test']);
    await expect(aws.ledger('nothing').read('test')).rejects.toMatchObject(problem('ledger-bucket-missing'));
  });

  it('a picture for the diagnosis is taken', async () => {
    expect(await aws.pictures().of(['service1'])).toMatchObject([{ service: 'service1', stoppedTasks: [] }]);
  });

  /** As one process of the product does it for a promotion. */
  const registerCopy = async (promotion: string) => {
    const services = aws.services();
    const template = await services.newestForeignRevision('service1');
    if (template === undefined) throw new Error('service1 has no revision');
    return services.registerCopy(template, {
      container: 'service1',
      image: `${aws.repository()}@${aws.digest}`,
      releaseId: 'a'.repeat(64),
      service: 'service1',
      promotion,
    });
  };

  it('a copy of the task definition is registered with the image and the tags of the promotion', async () => {
    const promotion = promotionIds();
    const { arn } = await registerCopy(promotion);
    const copy = await aws.services().taskDefinition(arn);
    expect(copy.containers.map(({ image }) => image)).toEqual([
      `${aws.repository()}@${aws.digest}`,
      'public.ecr.aws/nginx/nginx:1.29',
    ]);
    const { tags } = await aws.ecs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    expect(tags).toContainEqual(expect.objectContaining({ value: promotion }));
  });

  if (listsNewestFirst)
    it('a promotion registers one copy, however often it is begun', async () => {
      const promotion = promotionIds();
      const { arn } = await registerCopy(promotion);
      expect(await registerCopy(promotion)).toMatchObject({ arn });
      expect(await registerCopy(promotionIds())).not.toMatchObject({ arn });
    });

  it.each(moving.map((promotion) => [promotion.name, promotion] as const))(
    'the request that moves a service is accepted: %s',
    async (__, promotion) => {
      const { operation } = promotion.moves;
      const asked = (await requestsOf(promotion)).find((call) => call.operation === operation)?.input;
      const { arn } = await registerCopy(promotionIds());
      const request = { ...(asked as UpdateServiceCommandInput), cluster: 'live', taskDefinition: arn };
      const { service } = await aws.ecs.send(new UpdateServiceCommand(request));
      expect(service?.taskDefinition).toBe(arn);
    },
    60_000,
  );

  if (startsDeployments)
    it('a deployment is started once, and found again as the one that is there', async () => {
      const promotion = promotionIds();
      const { arn } = await registerCopy(promotion);
      const options = { strategy: { type: 'rolling' }, ended: 'adopt', promotion } as const;
      const deploy = () => aws.services().deploy('service1', arn, options);
      expect(await deploy()).toMatchObject({ taskDefinition: arn, adopted: false });
      expect(await deploy()).toMatchObject({ taskDefinition: arn, adopted: true });
    });
});

let promotionCount = 0;

/** Another one each time. */
function promotionIds(): string {
  promotionCount += 1;
  return `01KB0Z3N7V${String(promotionCount).padStart(16, '0')}`;
}
