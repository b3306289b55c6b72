import { createHash } from 'node:crypto';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { awsCalls } from '../../ts/adapters/aws/call.ts';
import type { ClientSettings } from '../../ts/adapters/aws/client-settings.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { ecrRegistry } from '../../ts/adapters/ecr/index.ts';
import { EcsServices } from '../../ts/adapters/ecs/ecs-services.ts';
import { ecsPictures } from '../../ts/adapters/ecs/pictures.ts';
import { s3Ledger } from '../../ts/adapters/ledger/s3.ts';
import { stsAccount } from '../../ts/adapters/sts/index.ts';
import type { Account } from '../../ts/ports/account.ts';
import type { Ledger } from '../../ts/ports/ledger.ts';
import type { Pictures } from '../../ts/ports/pictures.ts';
import type { Registry } from '../../ts/ports/registry.ts';
import type { Services } from '../../ts/ports/services.ts';
import type { Independent } from './independent.ts';

const region = 'ap-southeast-2';

/**
 * In an emulated AWS of others: cluster `live` with `service1` behind a target group, which runs revision 1 of its family; repository
 * `service1` with image `1`. Spoken with by the product's own adapters.
 */
export class LaidOut {
  readonly ecs: ECSClient;
  readonly account: Account;
  readonly registry: Registry;
  private readonly url: string;
  private readonly elb: ElasticLoadBalancingV2Client;
  private readonly codedeploy: CodeDeployClient;
  private readonly ecr: ECRClient;
  private readonly settings: ClientSettings;
  private readonly call = awsCalls({ clock: systemClock });
  accountId = '';
  digest = '';

  constructor({ url }: Independent) {
    const handler = {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    } as const;
    const credentials = () => Promise.resolve({ accessKeyId: 'AKIATEST', secretAccessKey: 'test' });
    const settings = { endpoint: url, region, maxAttempts: 1 as const, requestHandler: handler, credentials };
    this.url = url;
    this.settings = settings;
    this.ecs = new ECSClient(settings);
    this.elb = new ElasticLoadBalancingV2Client(settings);
    this.codedeploy = new CodeDeployClient(settings);
    this.ecr = new ECRClient(settings);
    this.account = stsAccount(settings, this.call);
    this.registry = ecrRegistry({ settings: () => settings, call: this.call });
  }

  static async in(independent: Independent): Promise<LaidOut> {
    const laidOut = new LaidOut(independent);
    laidOut.accountId = (await laidOut.account.whoAmI()).accountId;
    await laidOut.fillRegistry();
    await laidOut.fillCluster();
    return laidOut;
  }

  services(cluster = 'live'): Services {
    return new EcsServices({
      ecs: this.ecs,
      elb: this.elb,
      codedeploy: this.codedeploy,
      cluster,
      call: this.call,
    });
  }

  pictures(): Pictures {
    return ecsPictures({ ecs: this.ecs, elb: this.elb, cluster: 'live', call: this.call });
  }

  /** A ledger in a bucket, which `makeBucket` makes. */
  ledger(bucket: string): Ledger {
    const { settings, call } = this;
    return s3Ledger({ bucket, prefix: 'deployments' }, { settings, call, clock: systemClock });
  }

  async makeBucket(bucket: string): Promise<void> {
    const client = new S3Client(this.settings);
    await client.send(
      new CreateBucketCommand({
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: region },
      }),
    );
    client.destroy();
  }

  repository(name = 'service1'): string {
    return `${this.accountId}.dkr.ecr.${region}.amazonaws.com/${name}`;
  }

  close(): void {
    for (const client of [this.ecs, this.elb, this.ecr]) client.destroy();
  }

  private async fillRegistry(): Promise<void> {
    await this.ecr.send(
      new CreateRepositoryCommand({ repositoryName: 'service1', imageTagMutability: 'IMMUTABLE' }),
    );
    const imageManifest = manifest;
    this.digest = `sha256:${createHash('sha256').update(imageManifest).digest('hex')}`;
    await this.ecr.send(
      new PutImageCommand({
        repositoryName: 'service1',
        imageTag: '1',
        imageManifest,
        // moto makes up another one where none is given.
        imageDigest: this.digest,
      }),
    );
  }

  private async fillCluster(): Promise<void> {
    await this.ecs.send(new CreateClusterCommand({ clusterName: 'live' }));
    await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'service1',
        containerDefinitions: [
          { name: 'service1', image: `${this.repository()}:1`, memory: 128, essential: true },
          { name: 'proxy', image: 'public.ecr.aws/nginx/nginx:1.29', memory: 64 },
        ],
      }),
    );
    await this.ecs.send(
      new CreateServiceCommand({
        cluster: 'live',
        serviceName: 'service1',
        taskDefinition: 'service1',
        desiredCount: 1,
        loadBalancers: [
          { targetGroupArn: await this.targetGroup(), containerName: 'service1', containerPort: 8080 },
        ],
      }),
    );
  }

  private async targetGroup(): Promise<string> {
    const { TargetGroups } = await this.elb.send(
      new CreateTargetGroupCommand({
        Name: 'web',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: await this.anyVpc(),
        TargetType: 'ip',
      }),
    );
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? '';
    const Targets = [{ Id: '10.0.0.1', Port: 8080 }];
    await this.elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    return TargetGroupArn;
  }

  /** Each account has one. A client for EC2 would be a dependency for this one question. */
  private async anyVpc(): Promise<string> {
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/${region}/ec2/aws4_request`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=DescribeVpcs&Version=2016-11-15',
    });
    const [, vpc] = /<vpcId>(vpc-\w+)</.exec(await answer.text()) ?? [];
    if (vpc === undefined) throw new Error('there is no VPC');
    return vpc;
  }
}

const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: `sha256:${'0'.repeat(64)}`,
    size: 2,
  },
  layers: [],
});
