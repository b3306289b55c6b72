import type { Reference } from '../../core/preflight/deep/references.ts';
import type { Scope } from '../../core/policy/scope.ts';
import { arnOf, noResourceType, type Statement } from '../../core/policy/statement.ts';

/** What the files beside this one ask, and the target groups that every look at a service behind a load balancer asks about. */

/** Elastic Load Balancing has no resource types for what only describes. */
export function readTraffic({ traffic }: Scope): readonly Statement[] {
  if (traffic === null) return [];
  return [
    {
      sid: 'ReadTraffic',
      actions: [
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        ...(traffic.rules ? ['elasticloadbalancing:DescribeRules'] : []),
        ...(traffic.listeners ? ['elasticloadbalancing:DescribeListeners'] : []),
      ],
      resources: noResourceType,
    },
  ];
}

/** Each is asked of what the task definitions name, and only where they name something. Without one its check is skipped, and says so. */
export function lookDeeply(scope: Scope): readonly Statement[] {
  const { place, executionRoles, taskRoles, references, logGroups, capacityProviders, cluster } = scope;
  const secrets = references.filter(({ store }) => store === 'secretsManager');
  const whenAny = (things: readonly unknown[]) => (things.length === 0 ? [] : noResourceType);
  return [
    { sid: 'ReadRolesOfTasks', actions: ['iam:GetRole'], resources: [...executionRoles, ...taskRoles] },
    {
      sid: 'AskWhatTasksMayRead',
      actions: ['iam:SimulatePrincipalPolicy'],
      resources: references.length === 0 ? [] : executionRoles,
    },
    {
      sid: 'DescribeSecrets',
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
      resources: secrets.map((secret) => arnOfSecret(secret, scope)),
    },
    {
      sid: 'DescribeParameters',
      actions: ['ssm:DescribeParameters'],
      resources: whenAny(references.filter(({ store }) => store === 'parameterStore')),
    },
    {
      sid: 'DescribeLogGroups',
      actions: ['logs:DescribeLogGroups'],
      resources: whenAny(logGroups.filter(({ created }) => !created)),
    },
    {
      sid: 'DescribeNetwork',
      actions: [...(scope.securityGroups ? ['ec2:DescribeSecurityGroups'] : []), 'ec2:DescribeSubnets'],
      resources: scope.ownNetwork ? noResourceType : [],
    },
    {
      sid: 'DescribeCapacity',
      actions: ['ecs:DescribeCapacityProviders', 'ecs:DescribeClusters'],
      resources:
        capacityProviders.length === 0
          ? []
          : [`cluster/${cluster}`, ...capacityProviders.map((name) => `capacity-provider/${name}`)].map(
              (resource) => arnOf({ ...place, service: 'ecs', resource }),
            ),
    },
  ];
}

/** Behind a secret's name its ARN has a hyphen and six characters, which a name alone does not tell ("Secret", API reference). */
function arnOfSecret({ id, region, account }: Reference, { place }: Scope): string {
  if (id.startsWith('arn:')) return /-\w{6}$/.test(id) ? id : `${id}-??????`;
  const at = { region: region ?? place.region, accountId: account ?? place.accountId };
  return arnOf({ ...at, service: 'secretsmanager', resource: `secret:${id}-??????` });
}
