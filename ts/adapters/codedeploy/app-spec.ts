import { createHash } from 'node:crypto';
import type { RevisionLocation } from '@aws-sdk/client-codedeploy';
import type { Service } from '@aws-sdk/client-ecs';
import { appSpecJson, renderAppSpec } from '../../core/appspec/render-appspec.ts';
import type { CodeDeployStrategy } from '../../core/config/config.ts';
import { codeDeployErrors } from '../../core/errors/catalogue/codedeploy.ts';
import { primarySetOf } from './task-sets.ts';

/**
 * The revision that changes nothing of the service but its task definition: container, port, network, platform version and capacity
 * providers are those of the primary task set. Hooks are the configuration's, since no API tells those of an earlier deployment.
 *
 * @throws codedeploy-no-load-balancer
 */
export function revisionTo(
  taskDefinition: string,
  service: Service,
  cluster: string,
  hooks: CodeDeployStrategy['hooks'],
): RevisionLocation {
  const primary = primarySetOf(service);
  const [balancer] = primary?.loadBalancers ?? service.loadBalancers ?? [];
  if (balancer?.containerName === undefined || balancer.containerPort === undefined) {
    throw codeDeployErrors.noLoadBalancer.error({ cluster, ecsService: service.serviceName ?? '' });
  }
  const content = appSpecJson(
    renderAppSpec({
      taskDefinition,
      containerName: balancer.containerName,
      containerPort: balancer.containerPort,
      platformVersion: primary?.platformVersion,
      networkConfiguration: primary?.networkConfiguration,
      capacityProviderStrategy: primary?.capacityProviderStrategy,
      hooks,
    }),
  );
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } };
}
