import { CreateServiceCommand } from '@aws-sdk/client-ecs';
import type { StartedDeployment } from '../../ts/ports/services.ts';
import { inProcessAws } from '../../ts/rehearsal/aws/testing/in-process.ts';
import { watch, type Look } from './watched.ts';

/**
 * So many services of one cluster, two tasks each, whose new tasks run and do not yet pass the load balancer's health check: nothing
 * changes for minutes. Answers the looks at them within some minutes, without those before it became quiet.
 */
export async function quiet(services: number, minutes: number): Promise<readonly Look[]> {
  const { aws } = inProcessAws(1);
  await aws.layOut();
  const names = Array.from({ length: services }, (_, index) => `service${index + 1}`);
  const before = await aws.register('1');
  for (const serviceName of names) {
    await aws.ecs.send(
      new CreateServiceCommand({
        cluster: 'test',
        serviceName,
        taskDefinition: before,
        desiredCount: 2,
        launchType: 'FARGATE',
        healthCheckGracePeriodSeconds: 900,
        loadBalancers: [
          {
            targetGroupArn: await aws.targetGroup(serviceName),
            containerName: 'service1',
            containerPort: 8080,
          },
        ],
      }),
    );
  }
  aws.advanceSeconds(300);
  aws.emulator.faults.add({ kind: 'slowStart', tag: '2', unhealthySeconds: 800 });
  const taskDefinition = await aws.register('2');
  const deadline = aws.emulator.clock.now() + minutes * 60_000;
  const watched = await watch(
    aws,
    async (all) => {
      const started: StartedDeployment[] = [];
      const how = { ended: 'adopt', strategy: { type: 'rolling' }, promotion: 'p' } as const;
      for (const name of names) started.push(await all.deploy(name, taskDefinition, how));
      return started;
    },
    { giveUp: 'never', deadline },
  );
  const lastNews = watched.lines.at(-1)?.at ?? 0;
  await aws.close();
  return watched.looks.filter(({ at }) => at > lastNews);
}
