import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { TestAws } from '../testing/aws.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
});
afterEach(() => aws.close());

test('smoke', async () => {
  const g = await aws.targetGroup('service1');
  await aws.createService(await aws.register('1'), {
    loadBalancers: [{ targetGroupArn: g, containerName: 'service1', containerPort: 8080 }],
  });
  aws.advanceSeconds(300);
  await aws.ecs.send(
    new UpdateServiceCommand({
      cluster: 'test',
      service: 'service1',
      taskDefinition: await aws.register('2'),
    }),
  );
  aws.advanceSeconds(300);
  const s = await aws.service();
  console.log(JSON.stringify(s, null, 1));
});
