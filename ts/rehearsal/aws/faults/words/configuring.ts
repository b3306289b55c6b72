import { byContainer, byTask, namesOf } from './said.ts';
import type { StartCause } from './start-cause.ts';

const fargate = 'ResourceInitializationError: unable to pull secrets or registry auth:';
const fargateCall = `${fargate} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried`;

/**
 * What the task is configured with can't be had: secrets, its log, its volumes. Words: developer guide, "ResourceInitializationError"
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html); the agent on EC2 says "Fetching
 * secret data from …" (agent/asm/asm.go and agent/taskresource/asmsecret in aws/amazon-ecs-agent). A refusal is tried once, a
 * connection several times.
 */
export const configuringCauses = {
  'secret-forbidden': {
    moment: 'resources',
    seconds: [4, 9],
    words: {
      fargate: byTask((container) => {
        const { secret, session } = namesOf(container);
        return `${fargateCall} 1 time(s): failed to fetch secret ${secret} from secrets manager: AccessDeniedException: User: ${session} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret} because no identity-based policy allows the secretsmanager:GetSecretValue action`;
      }),
      // The same, cut before it comes to the point: docker-archive/compose-cli#1510
      oldFargate: byTask((container) => {
        const { secret, session } = namesOf(container);
        return `${fargateCall} 1 time(s): failed to fetch secret ${secret} from secrets manager: AccessDeniedException: User: ${session} is not authorized to perform: secretsmanager:GetSecretValue`;
      }),
      ec2: byTask((container) => {
        const { secret, session, region } = namesOf(container);
        return `Fetching secret data from AWS Secrets Manager in region ${region}: secret ${secret}: AccessDeniedException: User: ${session} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret} because no identity-based policy allows the secretsmanager:GetSecretValue action`;
      }),
    },
  },
  'secret-missing': {
    moment: 'resources',
    seconds: [4, 9],
    words: {
      fargate: byTask((container) => {
        const { secret } = namesOf(container);
        return `${fargate} execution resource retrieval failed: unable to retrieve secret from asm: ResourceNotFoundException: The task can't retrieve the secret with ARN '${secret}' from AWS Secrets Manager. Check whether the secret exists in the specified Region. ResourceNotFoundException: Fetching secret data from AWS Secrets Manager in region`;
      }),
      // rileydakota/valheim-ecs-fargate-cdk#9
      oldFargate: byTask(
        () => `${fargateCall} 1 time(s): retrieved secret from Secrets Manager did not contain json key URL`,
      ),
      ec2: byTask((container) => {
        const { secret, region } = namesOf(container);
        return `Fetching secret data from AWS Secrets Manager in region ${region}: secret ${secret}: ResourceNotFoundException: Secrets Manager can't find the specified secret.`;
      }),
    },
  },
  'secret-unreachable': {
    moment: 'resources',
    seconds: [60, 120],
    words: {
      fargate: byTask(
        () =>
          `${fargate} unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. RequestCanceled: request context canceled caused by: context deadline exceeded`,
      ),
      // aws-samples/dataops-platform-airflow-dbt#12
      oldFargate: byTask((container) => {
        const { secret } = namesOf(container);
        return `${fargateCall} 5 time(s): failed to fetch secret ${secret} from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded`;
      }),
      ec2: byTask((container) => {
        const { secret, region } = namesOf(container);
        return `Fetching secret data from AWS Secrets Manager in region ${region}: secret ${secret}: RequestError: send request failed caused by: Post "https://secretsmanager.${region}.amazonaws.com/": dial tcp 10.0.3.17:443: i/o timeout`;
      }),
    },
  },
  'log-driver': {
    moment: 'container',
    seconds: [3, 8],
    words: {
      fargate: byTask(
        () =>
          'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
      ),
      oldFargate: byTask(
        () => 'ResourceInitializationError: failed to validate logger args: : signal: killed',
      ),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html
      ec2: byContainer(
        () =>
          'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
      ),
      oldEc2: byContainer(
        () =>
          'CannotStartContainerError: API error (500): failed to initialize logging driver: ResourceNotFoundException: The specified log group does not exist.\n\tstatus code: 400, request id: 904a550f-206b-11e8-8e20-1363f96a7838\n',
      ),
    },
  },
  'volume-mount': {
    moment: 'resources',
    seconds: [20, 50],
    words: {
      // docker-archive/compose-cli#1490
      fargate: byTask(
        () =>
          "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. b'mount.nfs4: Connection reset by peer' : unsuccessful EFS utils command execution; code: 32",
      ),
      // agent/dockerclient/dockerapi/errors.go
      ec2: byContainer(
        () => 'CannotCreateVolumeError: create data: VolumeDriver.Create: mounting volume failed',
      ),
    },
  },
} as const satisfies Readonly<Record<string, StartCause>>;
