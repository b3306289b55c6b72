/**
 * What IAM is asked before AWS carries out a call: the name of the action is not always the operation's, the resource is not always
 * named in the request, and one call may be several questions. From the Service Authorization Reference, where an operation is not
 * listed under its own name from the page that is named beside it.
 */
import type { RecordedCall } from '../calls.ts';
import type { World } from '../world.ts';
import { codeDeployResources } from './codedeploy.ts';
import { ecsQuestions } from './ecs.ts';

export interface Question {
  readonly action: string;
  /** ARNs that a policy must allow all of; `*` where the reference has no resource type for the action. */
  readonly resources: readonly string[];
  /** Condition keys that the request has. */
  readonly context: Readonly<Record<string, string>>;
}

/** Prefixes of actions where they are not the service's name here. */
const prefixes: Readonly<Record<string, string>> = { elb: 'elasticloadbalancing' };

/** Empty for a call that needs no permission. */
export function questionsOf(call: RecordedCall, world: World): readonly Question[] {
  const { service, operation } = call;
  if (service === 'ecs') return ecsQuestions(call);
  // "No permissions are required to perform this operation" (GetCallerIdentity, STS API reference).
  if (operation === 'GetCallerIdentity') return [];
  if (service === 's3') return [s3Question(call)];
  const action = `${prefixes[service] ?? service}:${operation}`;
  if (service === 'codedeploy') {
    const asked = { action, resources: codeDeployResources(call, world), context: {} };
    return operation === 'CreateDeployment' ? [asked, registration(call)] : [asked];
  }
  return [{ action, resources: resourcesOf(call), context: {} }];
}

/** S3 asks for a listing under the name of the bucket's permission ("ListObjectsV2", S3 API reference). */
function s3Question({ operation, input }: RecordedCall): Question {
  const { Bucket, Key } = input as { readonly Bucket: string; readonly Key?: string };
  const bucket = `arn:aws:s3:::${Bucket}`;
  return operation === 'ListObjectsV2'
    ? { action: 's3:ListBucket', resources: [bucket], context: {} }
    : { action: `s3:${operation}`, resources: [`${bucket}/${Key ?? ''}`], context: {} };
}

/** A revision that is not registered yet is registered by CreateDeployment (README of aws-actions/amazon-ecs-deploy-task-definition). */
function registration(call: RecordedCall): Question {
  const { applicationName } = call.input as { applicationName: string };
  return {
    action: 'codedeploy:RegisterApplicationRevision',
    resources: [arn(call, 'codedeploy', `application:${applicationName}`)],
    context: {},
  };
}

function resourcesOf(call: RecordedCall): readonly string[] {
  const input = call.input as Readonly<Record<string, string | undefined>>;
  const { registryId, repositoryName, RoleName, PolicySourceArn, SecretId, RoleArn } = input;
  switch (call.service) {
    case 'ecr':
      return [
        arn(
          { ...call, accountId: registryId ?? call.accountId },
          'ecr',
          `repository/${repositoryName ?? ''}`,
        ),
      ];
    case 'iam':
      return [PolicySourceArn ?? `arn:aws:iam::${call.accountId}:role/${RoleName ?? ''}`];
    case 'sts':
      return [RoleArn ?? ''];
    case 'secretsmanager':
      return [SecretId ?? ''];
    case 'logs':
      return input['logStreamName'] === undefined
        ? ['*']
        : [
            arn(
              call,
              'logs',
              `log-group:${input['logGroupName'] ?? ''}:log-stream:${input['logStreamName']}`,
            ),
          ];
    default:
      return ['*'];
  }
}

export function arn(
  { region, accountId }: Pick<RecordedCall, 'region' | 'accountId'>,
  service: string,
  resource: string,
): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
