import { defineError } from '../define.ts';

const repository = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1';

export const awsErrors = {
  credentialsMissing: defineError<{ operation: string; reason: string }>('aws-credentials-missing', {
    category: 'infrastructure',
    what: ({ operation, reason }) =>
      `${operation} could not be asked, because there are no AWS credentials: ${reason}.`,
    why: () =>
      'They are looked for where every AWS SDK looks: environment variables, the shared files, a role of the machine.',
    next: () =>
      'Give the agent a role, or this build credentials (AWS_PROFILE, or AWS_ACCESS_KEY_ID and what belongs to it).',
    example: { operation: 'sts:GetCallerIdentity', reason: 'Could not load credentials from any providers' },
  }),
  credentialsExpired: defineError<{ operation: string; reason: string }>('aws-credentials-expired', {
    category: 'infrastructure',
    what: ({ operation, reason }) =>
      `AWS refused ${operation}, because the credentials have expired: ${reason}.`,
    why: () => 'Temporary credentials end after a while, and a promotion may wait longer than that.',
    next: () =>
      'Get new ones and run this again: what is under way is taken up. A role of the agent renews itself.',
    example: {
      operation: 'ecs:DescribeServices',
      reason: 'The security token included in the request is expired',
    },
  }),
  credentialsRefused: defineError<{ operation: string; reason: string }>('aws-credentials-refused', {
    category: 'infrastructure',
    what: ({ operation, reason }) => `AWS does not accept the credentials for ${operation}: ${reason}.`,
    why: () =>
      'The key is unknown to AWS, its secret does not belong to it, or the clock of this machine is wrong.',
    next: () => 'Compare the key with what IAM lists, and the time of this machine with the real one.',
    example: {
      operation: 'sts:GetCallerIdentity',
      reason: 'The security token included in the request is invalid',
    },
  }),
  accessDenied: defineError<{
    operation: string;
    action: string;
    resource: string | null;
    who: string | null;
    message: string;
  }>('aws-access-denied', {
    category: 'infrastructure',
    what: ({ action, resource, who, message }) =>
      `AWS does not let ${who ?? 'these credentials'} do ${action}${resource === null ? '' : ` on ${resource}`}: ${message}.`,
    why: ({ operation }) => `Without it ${operation} has no answer, and nothing was changed by it.`,
    next: ({ action }) =>
      `Allow ${action} to that identity, in its policies and in the resource's, or use another role; \`ecs-promote policy --environment NAME --role deployer\` prints all that it needs.`,
    example: {
      operation: 'ecs:UpdateService',
      action: 'ecs:UpdateService',
      resource: 'arn:aws:ecs:ap-southeast-2:123456789012:service/appcluster-live/service1',
      who: 'arn:aws:sts::123456789012:assumed-role/jenkins/i-0abc',
      message: 'no identity-based policy allows the ecs:UpdateService action',
    },
  }),
  unreachable: defineError<{ operation: string; attempts: number; reason: string }>('aws-unreachable', {
    category: 'infrastructure',
    what: ({ operation, attempts, reason }) =>
      `${operation} got no answer from AWS in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${reason}.`,
    why: () => 'Without AWS nothing can be read or changed; what was begun goes on by itself.',
    next: () =>
      'Check the region, the network, proxies and VPC endpoints of this machine; then run this again.',
    example: {
      operation: 'ecs:DescribeServices',
      attempts: 6,
      reason: 'connect ECONNREFUSED 10.0.0.12:443',
    },
  }),
  throttled: defineError<{ operation: string; attempts: number; seconds: number; reason: string }>(
    'aws-throttled',
    {
      category: 'infrastructure',
      what: ({ operation, attempts, seconds, reason }) =>
        `AWS throttled ${operation} ${attempts} times in ${seconds} s: ${reason}.`,
      why: () => 'The account asks more of AWS than it grants; what was begun goes on by itself.',
      next: () =>
        'Run this again later; look in CloudTrail for what else calls it so often, or ask AWS for a higher limit.',
      example: { operation: 'ecs:DescribeTasks', attempts: 12, seconds: 96, reason: 'Rate exceeded' },
    },
  ),
  failing: defineError<{ operation: string; attempts: number; seconds: number; reason: string }>(
    'aws-failing',
    {
      category: 'infrastructure',
      what: ({ operation, attempts, seconds, reason }) =>
        `AWS itself failed at ${operation}, ${attempts} times in ${seconds} s: ${reason}.`,
      why: () => 'The service has a fault that passes; what was begun goes on by itself.',
      next: () => 'Look at the AWS Health Dashboard for the region, and run this again.',
      example: {
        operation: 'ecr:BatchGetImage',
        attempts: 6,
        seconds: 20,
        reason: 'InternalFailure (HTTP 500)',
      },
    },
  ),
  refused: defineError<{ operation: string; name: string; message: string }>('aws-refused', {
    category: 'infrastructure',
    what: ({ operation, name, message }) => `AWS refused ${operation} (${name}): ${message}.`,
    why: () => 'The request was understood and not carried out; asking again would not help.',
    next: () => 'Look the name up in the API reference of the operation.',
    example: {
      operation: 'ecs:UpdateService',
      name: 'PlatformTaskDefinitionIncompatibilityException',
      message: 'The specified platform version does not satisfy the requirements',
    },
  }),
  wrongAccount: defineError<{ expected: string; found: string; arn: string; where: string }>(
    'aws-wrong-account',
    {
      category: 'configuration',
      what: ({ expected, found, arn, where }) =>
        `The credentials for ${where} belong to account ${found} (${arn}), but the configuration says ${expected}.`,
      why: () => 'A promotion with the credentials of another account would change the wrong services.',
      next: () => 'Use credentials or an assumeRole of the account that is meant, or correct accountId.',
      example: {
        expected: '210987654321',
        found: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/jenkins/i-0abc',
        where: 'live',
      },
    },
  ),
  notEcr: defineError<{ repository: string }>('ecr-not-a-repository', {
    category: 'configuration',
    what: ({ repository: text }) => `"${text}" is not a repository in Amazon ECR.`,
    why: () =>
      'Digests are looked up in ECR, which needs the account and the region that its addresses hold.',
    next: () => `Write the image as ${repository}, without tag or digest.`,
    example: { repository: 'docker.io/library/nginx' },
  }),
  repositoryMissing: defineError<{ repository: string; registryId: string; region: string }>(
    'ecr-repository-missing',
    {
      category: 'configuration',
      what: ({ repository: text, registryId, region }) =>
        `There is no ECR repository ${text} in account ${registryId}, region ${region}.`,
      why: () => 'What is not in the registry can be neither recorded nor deployed.',
      next: () => 'Correct the name of the image, or create the repository.',
      example: { repository, registryId: '123456789012', region: 'ap-southeast-2' },
    },
  ),
  imageUnreadable: defineError<{ image: string; reason: string }>('ecr-image-unreadable', {
    category: 'infrastructure',
    what: ({ image, reason }) => `ECR does not give the manifest of ${image}: ${reason}.`,
    why: () => 'Without the manifest the digests of the image and of its platforms are not known.',
    next: () => 'Push the image again, with a manifest or an index of Docker or OCI.',
    example: { image: `${repository}:90`, reason: 'InaccessibleImage: the image is in the archive' },
  }),
  tagTaken: defineError<{ repository: string; tag: string; digest: string }>('ecr-tag-taken', {
    category: 'configuration',
    what: ({ repository: text, tag, digest }) =>
      `${text} has an image with the tag ${tag} already, ${digest}.`,
    why: () =>
      'A build that pushed over it would move the tag, and what was verified under this number could not be found again. Numbers begin anew where a job was made anew.',
    next: () =>
      'Build again: the next build has another number. For a job that was made anew set its next build number above the last one in the registry.',
    example: { repository, tag: '90', digest: `sha256:${'4f'.repeat(32)}` },
  }),
  imageMissing: defineError<{ repository: string; tag: string; service: string }>('ecr-image-missing', {
    category: 'configuration',
    what: ({ repository: text, tag, service }) =>
      `${text} has no image with the tag ${tag}, so this build of ${service} cannot be recorded.`,
    why: () =>
      'A service build is its digest; a record of an image that is not there could never be deployed.',
    next: () => 'Push the image before this step, with the build number as its tag or the tag in --image.',
    example: { repository, tag: '90', service: 'service1' },
  }),
};
