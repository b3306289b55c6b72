import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsCalls } from '../../ts/adapters/aws/call.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { deepSurroundings } from '../../ts/adapters/preflight/deep.ts';
import type { DeepSurroundings } from '../../ts/ports/preflight.ts';
import type { Independent } from './independent.ts';

const region = 'ap-southeast-2';

/** In an emulated AWS of others: what a task needs besides its image, made by the SDK and looked at by the product's adapter. */
export interface StoredThings {
  readonly seen: DeepSurroundings;
  readonly roleArn: string;
  readonly secretArn: string;
  /** Of the VPC that each account begins with. */
  readonly subnet: { readonly id: string; readonly vpcId: string };
  readonly securityGroup: { readonly id: string; readonly vpcId: string };
}

/** Role `execution`, secret `db`, parameter `/db/host`, log group `/acme/live`, cluster `live`. */
export async function layOutStoredThings({ url }: Independent): Promise<StoredThings> {
  const settings = {
    endpoint: url,
    region,
    maxAttempts: 1 as const,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true as const,
    },
    credentials: () => Promise.resolve({ accessKeyId: 'AKIATEST', secretAccessKey: 'test' }),
  };
  const [iam, ec2] = [new IAMClient(settings), new EC2Client(settings)];
  await new ECSClient(settings).send(new CreateClusterCommand({ clusterName: 'live' }));
  await new CloudWatchLogsClient(settings).send(new CreateLogGroupCommand({ logGroupName: '/acme/live' }));
  await new SSMClient(settings).send(
    new PutParameterCommand({ Name: '/db/host', Value: 'never read', Type: 'SecureString' }),
  );
  const { ARN: secretArn = '' } = await new SecretsManagerClient(settings).send(
    new CreateSecretCommand({ Name: 'db', SecretString: 'never read' }),
  );
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'execution', AssumeRolePolicyDocument: trustPolicy }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'execution',
      PolicyName: 'read',
      PolicyDocument: policy('secretsmanager:GetSecretValue', secretArn),
    }),
  );
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const [subnet, group] = [Subnets?.[0], SecurityGroups?.[0]];
  return {
    seen: deepSurroundings('live', settings, awsCalls({ clock: systemClock })),
    roleArn: Role?.Arn ?? '',
    secretArn,
    subnet: { id: subnet?.SubnetId ?? '', vpcId: subnet?.VpcId ?? '' },
    securityGroup: { id: group?.GroupId ?? '', vpcId: group?.VpcId ?? '' },
  };
}

export const trustPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

function policy(action: string, resource: string): string {
  const Statement = [{ Effect: 'Allow', Action: action, Resource: resource }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
