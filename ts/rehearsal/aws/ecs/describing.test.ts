import {
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTagsForResourceCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  paginateListTasks,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { TestAws } from '../testing/aws.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

const revisionsOf = (arns: readonly string[] | undefined): string[] =>
  (arns ?? []).map((arn) => arn.split('/')[1]!);

describe('task definitions', () => {
  test('count their revisions within the family, and the family alone means the newest active one', async () => {
    await aws.register('1');
    const second = await aws.register('2');
    const describe = async (taskDefinition: string): Promise<number | undefined> =>
      (await aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition!.revision;
    expect([await describe('service1'), await describe('service1:1'), await describe(second)]).toEqual([
      2, 1, 2,
    ]);
    await aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: second }));
    expect([await describe('service1'), await describe('service1:2')]).toEqual([1, 2]);
    await expect(describe('service1:3')).rejects.toMatchObject({ name: 'ClientException' });
    await expect(describe('service')).rejects.toThrow('Unable to describe task definition.');
  });

  test('are listed by whole family, newest first where asked, page by page', async () => {
    for (const tag of ['1', '2', '1']) await aws.register(tag);
    const containerDefinitions = [{ name: 'a', image: 'b' }];
    await aws.ecs.send(new RegisterTaskDefinitionCommand({ family: 'service10', containerDefinitions }));
    await aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'service1:2' }));
    const list = { familyPrefix: 'service1', sort: 'DESC', maxResults: 1 } as const;
    const first = await aws.ecs.send(new ListTaskDefinitionsCommand(list));
    const second = await aws.ecs.send(
      new ListTaskDefinitionsCommand({ ...list, nextToken: first.nextToken }),
    );
    expect(revisionsOf(first.taskDefinitionArns)).toEqual(['service1:3']);
    expect(revisionsOf(second.taskDefinitionArns)).toEqual(['service1:1']);
    expect(second.nextToken).toBeUndefined();
    const inactive = await aws.ecs.send(new ListTaskDefinitionsCommand({ status: 'INACTIVE' }));
    expect(revisionsOf(inactive.taskDefinitionArns)).toEqual(['service1:2']);
  });

  test('show their tags only when asked', async () => {
    const arn = await aws.register('1');
    await aws.ecs.send(new TagResourceCommand({ resourceArn: arn, tags: [{ key: 'release', value: 'a' }] }));
    await aws.ecs.send(new TagResourceCommand({ resourceArn: arn, tags: [{ key: 'release', value: 'b' }] }));
    const plain = await aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
    expect(plain.tags).toBeUndefined();
    const tagged = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] }),
    );
    expect(tagged.tags).toEqual([{ key: 'release', value: 'b' }]);
    expect((await aws.ecs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual(
      tagged.tags,
    );
  });

  test.each([
    ['no containers', []],
    ['a container without an image', [{ name: 'a' }]],
    [
      'two containers of one name',
      [
        { name: 'a', image: 'b' },
        { name: 'a', image: 'c' },
      ],
    ],
    ['no essential container', [{ name: 'a', image: 'b', essential: false }]],
  ])('with %s are refused', async (_what, containerDefinitions) => {
    const register = new RegisterTaskDefinitionCommand({ family: 'f', containerDefinitions });
    await expect(aws.ecs.send(register)).rejects.toMatchObject({ name: 'ClientException' });
  });
});

describe('services', () => {
  test('that are missing are failures beside those that are there', async () => {
    await aws.createService(await aws.register('1'));
    const { services, failures } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: 'test', services: ['service1', 'service2'] }),
    );
    expect(services).toHaveLength(1);
    expect(failures).toEqual([
      { arn: 'arn:aws:ecs:ap-southeast-2:123456789012:service/test/service2', reason: 'MISSING' },
    ]);
  });

  test('are described ten at a time', async () => {
    const services = Array.from({ length: 11 }, (_, index) => `s${index}`);
    await expect(
      aws.ecs.send(new DescribeServicesCommand({ cluster: 'test', services })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  test.each([
    ['an unknown service', { service: 'service2' }, 'ServiceNotFoundException'],
    ['an unknown cluster', { cluster: 'elsewhere' }, 'ClusterNotFoundException'],
    ['an unknown task definition', { taskDefinition: 'service1:99' }, 'ClientException'],
  ])('are not updated with %s', async (_what, change, name) => {
    await aws.createService(await aws.register('1'));
    const update = new UpdateServiceCommand({ cluster: 'test', service: 'service1', ...change });
    await expect(aws.ecs.send(update)).rejects.toMatchObject({ name });
  });

  test('under CodeDeploy refuse a new task definition', async () => {
    const taskDefinition = await aws.register('1');
    await aws.createService(taskDefinition, { deploymentController: { type: 'CODE_DEPLOY' } });
    const update = new UpdateServiceCommand({ cluster: 'test', service: 'service1', taskDefinition });
    await expect(aws.ecs.send(update)).rejects.toThrow(/CODE_DEPLOY deployment controller/);
  });

  test('need a target group that a load balancer uses', async () => {
    const loadBalancers = [
      { targetGroupArn: await aws.targetGroup('web'), containerName: 'service1', containerPort: 9 },
    ];
    await expect(aws.createService(await aws.register('1'), { loadBalancers })).rejects.toThrow(
      /did not have a container port 9/,
    );
    aws.emulator.world.region('123456789012', 'ap-southeast-2').elb.listeners.clear();
    await expect(aws.createService('service1', { loadBalancers })).rejects.toThrow(
      /does not have an associated load balancer/,
    );
  });
});

describe('tasks', () => {
  test('are listed at most a hundred a page', async () => {
    await aws.createService(await aws.register('1'), { desiredCount: 101 });
    aws.advanceSeconds(60);
    const pages: number[] = [];
    for await (const { taskArns } of paginateListTasks(
      { client: aws.ecs },
      { cluster: 'test', family: 'service1' },
    )) {
      pages.push(taskArns!.length);
    }
    expect(pages).toEqual([100, 1]);
  });

  test('are not listed by startedBy and anything else', async () => {
    await aws.createService(await aws.register('1'));
    const list = new ListTasksCommand({ cluster: 'test', startedBy: 'x', serviceName: 'service1' });
    await expect(aws.ecs.send(list)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('that one runs by hand run until they are stopped', async () => {
    await aws.register('1');
    const { tasks } = await aws.ecs.send(
      new RunTaskCommand({ cluster: 'test', taskDefinition: 'service1', startedBy: 'me' }),
    );
    const task = tasks![0]!.taskArn!;
    aws.advanceSeconds(60);
    await aws.ecs.send(new StopTaskCommand({ cluster: 'test', task, reason: 'enough' }));
    aws.advanceSeconds(60);
    const described = await aws.ecs.send(
      new DescribeTasksCommand({ cluster: 'test', tasks: [task, 'gone'] }),
    );
    expect(described.tasks).toMatchObject([
      { lastStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'enough', group: 'family:service1' },
    ]);
    expect(described.failures).toMatchObject([{ reason: 'MISSING' }]);
  });
});
