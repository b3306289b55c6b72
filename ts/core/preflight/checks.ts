import type { CheckId } from './check-ids.ts';

export interface CheckDefinition {
  /** What is true when it is `ok`. */
  readonly about: string;
  /** What it asks AWS, as IAM writes it: all that the environment's role must be allowed to do for it. */
  readonly asks: readonly string[];
}

/** What each check is about. For docs/preflight.md, which is made from this, and for the tests that hold it to the code. */
export const checks: Readonly<Record<CheckId, CheckDefinition>> = {
  service: { about: 'The service exists and is active', asks: ['ecs:DescribeServices'] },
  deployment: {
    about: 'No deployment is under way that is not of this promotion',
    asks: ['ecs:DescribeServices'],
  },
  image: { about: 'The release’s image is in ECR, by its digest', asks: ['ecr:BatchGetImage'] },
  architecture: {
    about: 'The image is made for the operating system and the CPU that the task definition asks for',
    asks: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  },
  'execution-role': {
    about: 'The execution role exists and ECS tasks may assume it',
    asks: ['iam:GetRole'],
  },
  'task-role': { about: 'The task role exists and ECS tasks may assume it', asks: ['iam:GetRole'] },
  secrets: {
    about: 'Each secret and parameter that a container or a registry needs exists and has a value',
    asks: ['secretsmanager:DescribeSecret', 'ssm:DescribeParameters'],
  },
  'secret-access': {
    about: 'The execution role may read each of them',
    asks: ['iam:SimulatePrincipalPolicy', 'secretsmanager:GetResourcePolicy'],
  },
  'log-group': { about: 'Each CloudWatch log group exists', asks: ['logs:DescribeLogGroups'] },
  'target-group': {
    about:
      'Each target group exists, fits the network mode and has a load balancer; the container has the port',
    asks: ['elasticloadbalancing:DescribeTargetGroups'],
  },
  listener: {
    about: 'Exactly one of the service’s target groups has the production traffic',
    asks: ['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeListeners'],
  },
  'target-health': {
    about: 'The target group with the production traffic has healthy targets',
    asks: ['elasticloadbalancing:DescribeTargetHealth'],
  },
  subnets: {
    about: 'The subnets exist and have an address for every task that a deployment adds',
    asks: ['ec2:DescribeSubnets'],
  },
  'security-groups': {
    about: 'The security groups exist, in the VPC of the subnets',
    asks: ['ec2:DescribeSecurityGroups'],
  },
  'capacity-provider': {
    about: 'The capacity providers are active and attached to the cluster',
    asks: ['ecs:DescribeCapacityProviders', 'ecs:DescribeClusters'],
  },
  'circuit-breaker': {
    about: 'What would stop a bad deployment; only told, never failed',
    asks: ['ecs:DescribeServices'],
  },
};
