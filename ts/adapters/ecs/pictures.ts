import type { Deployment, Service, Task } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SeenDeployment, SeenTarget, SeenTask, ServicePicture } from '../../core/diagnosis/picture.ts';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { ask, type EcsAccess } from './access.ts';
import { describeServices } from './describe-services.ts';
import { describeTasks, listTasks } from './tasks.ts';

/** Services, their stopped tasks and their targets, as ECS and ELB show them now. */
export function ecsPictures(access: EcsAccess): Pictures {
  return {
    of: async (names) => {
      const services = await describeServices(access, names);
      return Promise.all(names.map((name) => pictureOf(access, name, services.get(name))));
    },
  };
}

async function pictureOf(
  access: EcsAccess,
  ecsService: string,
  service: Service | undefined,
): Promise<ServicePicture> {
  if (service?.status !== 'ACTIVE') {
    const status = service?.status ?? 'MISSING';
    throw ecsErrors.serviceNotFound.error({ cluster: access.cluster, ecsService, status });
  }
  const [stoppedTasks, targets] = await Promise.all([
    stoppedTasksOf(access, ecsService),
    targetsOf(access, service),
  ]);
  return {
    service: ecsService,
    deployments: (service.deployments ?? []).map(seenDeployment),
    events: (service.events ?? []).map(({ createdAt, message }) => ({
      at: createdAt?.getTime() ?? null,
      message: message ?? '',
    })),
    stoppedTasks,
    targets,
  };
}

async function stoppedTasksOf(access: EcsAccess, ecsService: string): Promise<readonly SeenTask[]> {
  const { arns } = await listTasks(access, `service ${ecsService}`, {
    serviceName: ecsService,
    desiredStatus: 'STOPPED',
  });
  return (await describeTasks(access, arns)).map(seenTask);
}

async function targetsOf(access: EcsAccess, service: Service): Promise<readonly SeenTarget[]> {
  const groups = new Set((service.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []));
  const answers = await Promise.all(
    [...groups].map((group) =>
      ask(access, 'elasticloadbalancing:DescribeTargetHealth', `target group ${group}`, (options) =>
        access.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }), options),
      ),
    ),
  );
  return answers
    .flatMap(({ TargetHealthDescriptions }) => TargetHealthDescriptions ?? [])
    .map(({ TargetHealth: health }) => ({
      state: health?.State ?? 'unknown',
      reason: health?.Reason ?? null,
      description: health?.Description ?? null,
    }));
}

function seenDeployment({
  id,
  status,
  rolloutState,
  rolloutStateReason,
  createdAt,
}: Deployment): SeenDeployment {
  return {
    id: id ?? '',
    primary: status === 'PRIMARY',
    rolloutState: rolloutState ?? null,
    reason: rolloutStateReason ?? null,
    createdAt: createdAt?.getTime() ?? null,
  };
}

function seenTask({ startedBy, stoppedAt, stopCode, stoppedReason, containers = [] }: Task): SeenTask {
  return {
    startedBy: startedBy ?? null,
    stoppedAt: stoppedAt?.getTime() ?? null,
    stopCode: stopCode ?? null,
    stoppedReason: stoppedReason ?? null,
    containers: containers.map(({ exitCode, reason }) => ({
      exitCode: exitCode ?? null,
      reason: reason ?? null,
    })),
  };
}
