import { createHash } from 'node:crypto';
import {
  CreateApplicationCommand,
  CreateDeploymentCommand,
  CreateDeploymentGroupCommand,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  type CreateDeploymentCommandInput,
  type CreateDeploymentGroupCommandInput,
  type DeploymentInfo,
  type DeploymentStatus,
  type ECSTarget,
} from '@aws-sdk/client-codedeploy';
import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeTargetGroupsCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { appSpecJson, renderAppSpec, type AppSpecInput } from '../../../core/appspec/render-appspec.ts';
import type { TestAws } from './aws.ts';

/** service1 of cluster `test` under CodeDeploy: target groups `blue` and `green`, listeners 80 and 8080, application `shop`, group `live`. */
export class CodeDeployed {
  private readonly aws: TestAws;
  blue = '';
  green = '';
  productionListener = '';
  testListener = '';

  constructor(aws: TestAws) {
    this.aws = aws;
  }

  async layOut(
    group: Partial<CreateDeploymentGroupCommandInput> & { testListener?: false } = {},
  ): Promise<void> {
    const { testListener, ...more } = group;
    await this.balance(testListener !== false);
    await this.aws.createService(await this.aws.register('1'), {
      deploymentController: { type: 'CODE_DEPLOY' },
      loadBalancers: [{ targetGroupArn: this.blue, containerName: 'service1', containerPort: 8080 }],
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
    });
    this.aws.advanceSeconds(120);
    await this.aws.codedeploy.send(
      new CreateApplicationCommand({ applicationName: 'shop', computePlatform: 'ECS' }),
    );
    await this.createGroup('live', more);
  }

  async createGroup(name: string, more: Partial<CreateDeploymentGroupCommandInput> = {}): Promise<void> {
    await this.aws.codedeploy.send(
      new CreateDeploymentGroupCommand({
        applicationName: 'shop',
        deploymentGroupName: name,
        serviceRoleArn: 'arn:aws:iam::123456789012:role/codedeploy',
        deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
        ecsServices: [{ clusterName: 'test', serviceName: 'service1' }],
        loadBalancerInfo: {
          targetGroupPairInfoList: [
            {
              targetGroups: [{ name: 'blue' }, { name: 'green' }],
              prodTrafficRoute: { listenerArns: [this.productionListener] },
              ...(this.testListener !== '' && { testTrafficRoute: { listenerArns: [this.testListener] } }),
            },
          ],
        },
        ...more,
      }),
    );
  }

  /** Starts a deployment of the task definition; answers its id. */
  async deploy(
    taskDefinition: string,
    more: Partial<CreateDeploymentCommandInput> & { appSpec?: Partial<AppSpecInput> } = {},
  ): Promise<string> {
    const { appSpec, ...rest } = more;
    const content = appSpecJson(
      renderAppSpec({ taskDefinition, containerName: 'service1', containerPort: 8080, ...appSpec }),
    );
    const { deploymentId } = await this.aws.codedeploy.send(
      new CreateDeploymentCommand({
        applicationName: 'shop',
        deploymentGroupName: 'live',
        revision: { revisionType: 'AppSpecContent', appSpecContent: { content, sha256: sha256(content) } },
        ...rest,
      }),
    );
    return deploymentId ?? '';
  }

  async deployment(deploymentId: string): Promise<DeploymentInfo> {
    const { deploymentInfo } = await this.aws.codedeploy.send(new GetDeploymentCommand({ deploymentId }));
    if (!deploymentInfo) throw new Error(`no deployment ${deploymentId}`);
    return deploymentInfo;
  }

  /** Moves time until the deployment has that status, or throws after an hour and a half. */
  async until(deploymentId: string, status: DeploymentStatus): Promise<DeploymentInfo> {
    const { codedeploy } = this.aws.emulator.world.region('123456789012', 'ap-southeast-2');
    for (let second = 0; second < 5_400; second++) {
      if (codedeploy.deployments.get(deploymentId)?.status === status) return this.deployment(deploymentId);
      this.aws.advanceSeconds(1);
    }
    throw new Error(`${deploymentId} is not ${status}`);
  }

  async target(deploymentId: string): Promise<ECSTarget> {
    const { deploymentTarget } = await this.aws.codedeploy.send(
      new GetDeploymentTargetCommand({ deploymentId, targetId: 'test:service1' }),
    );
    return deploymentTarget?.ecsTarget ?? {};
  }

  /** How the listener divides requests, as `blue 90 green 10`. */
  async shares(listener: string): Promise<string> {
    const { Listeners } = await this.aws.elb.send(new DescribeListenersCommand({ ListenerArns: [listener] }));
    const [action] = Listeners?.[0]?.DefaultActions ?? [];
    const groups = action?.ForwardConfig?.TargetGroups ?? [
      { TargetGroupArn: action?.TargetGroupArn, Weight: 100 },
    ];
    return groups
      .map(({ TargetGroupArn, Weight }) => `${TargetGroupArn === this.blue ? 'blue' : 'green'} ${Weight}`)
      .toSorted()
      .join(' ');
  }

  private async balance(withTestListener: boolean): Promise<void> {
    this.blue = await this.aws.targetGroup('blue');
    const { TargetGroups } = await this.aws.elb.send(
      new DescribeTargetGroupsCommand({ TargetGroupArns: [this.blue] }),
    );
    const [LoadBalancerArn] = TargetGroups?.[0]?.LoadBalancerArns ?? [];
    const { Listeners } = await this.aws.elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
    this.productionListener = Listeners?.[0]?.ListenerArn ?? '';
    const created = await this.aws.elb.send(
      new CreateTargetGroupCommand({
        Name: 'green',
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-1',
        HealthCheckIntervalSeconds: 10,
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 2,
      }),
    );
    this.green = created.TargetGroups?.[0]?.TargetGroupArn ?? '';
    await this.aws.elb.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn: this.green,
        Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
      }),
    );
    if (!withTestListener) return;
    const test = await this.aws.elb.send(
      new CreateListenerCommand({
        LoadBalancerArn,
        Port: 8080,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: this.blue }],
      }),
    );
    this.testListener = test.Listeners?.[0]?.ListenerArn ?? '';
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
