import { describeDeployment } from './codedeploy/describe/deployment.ts';
import { describeServiceDeployment } from './ecs/describe/service-deployment.ts';
import { describeService } from './ecs/describe/service.ts';
import { describeTask } from './ecs/describe/task.ts';
import type { Region, World } from './world.ts';

/** What is in the emulated AWS, as data for people and drivers: per account and region, in AWS's own words. */
export function stateOf(world: World): object {
  return { now: world.now(), regions: world.regions().map(regionReport) };
}

function regionReport(region: Region): object {
  return {
    accountId: region.accountId,
    region: region.name,
    clusters: [...region.ecs.clusters.values()].map((cluster) => ({
      name: cluster.name,
      services: [...cluster.services.values()].map((service) => ({
        ...describeService(service, true),
        serviceDeployments: service.history.map(describeServiceDeployment),
      })),
      tasks: [...cluster.tasks.values()].map((task) => describeTask(task, true)),
    })),
    taskDefinitions: [...region.ecs.families.values()]
      .flat()
      .map(({ arn, status, tags }) => ({ arn, status, tags })),
    repositories: [...region.ecr.repositories.values()].map(({ name, mutability, images }) => ({
      name,
      mutability,
      images: [...images.values()].map(({ digest, tags }) => ({ digest, tags: [...tags] })),
    })),
    targetGroups: [...region.elb.targetGroups.values()].map(({ name, targets }) => ({
      name,
      targets: [...targets.values()].map(({ id, port, state, reason }) => ({ id, port, state, reason })),
    })),
    codeDeployDeployments: [...region.codedeploy.deployments.values()].map((deployment) => ({
      ...describeDeployment(deployment),
      lifecycleEvents: deployment.events,
      hookExecutionId: deployment.hook?.executionId,
    })),
    logGroups: [...region.logs.groups.values()].map(({ name, streams }) => ({
      name,
      streams: [...streams.keys()],
    })),
  };
}
