import type { Rule } from '../rule.ts';
import { forbidden, unreachable } from './network.ts';

const configuration = [
  '(from|in) (asm|ssm)\\b',
  'asm fetching',
  'secretsmanager|secrets manager',
  ':ssm:|\\bssm[.:]|ssm param|systems manager|parameter store|getparameters',
  '(fetch|fetching|retrieve|retrieved|retrieving) (the )?secrets?\\b',
  '(asm|ssm) secret',
  'env ?files?|environment ?files?',
  '\\bkms\\b',
].join('|');

/** Reading secrets, parameters and environment files: what the task is configured with. */
export const configuring: readonly Rule[] = [
  {
    class: 'secret-forbidden',
    confidence: 'certain',
    pattern: `${forbidden}|access to kms|kms:decrypt|kms\\w*exception|\\bkeys?\\b.{0,120}(disabled|pending|unavailable|invalid state)|decryption ?fail|cannot decrypt|ciphertext`,
    within: configuration,
    source: 'initialization',
  },
  {
    class: 'secret-missing',
    confidence: 'certain',
    pattern:
      'resource ?not ?found|can.?t find the (specified )?secret|parameter ?not ?found|parameter version ?not ?found|invalid (ssm )?parameters|check whether the (secret|parameter) exists|json key|beginning of value|invalid character|unexpected end of json|invalid (secret )?arn|nosuchkey|nosuchbucket|no such key|marked (for deletion|deleted|as deleted)|scheduled for deletion|was deleted|unable to parse .{0,40}\\barn\\b|staging label|validationexception|invalidrequestexception|invalidparameter|does not exist|doesn.?t exist|not found|\\b404\\b|has no value',
    within: configuration,
    source: 'agentSecrets',
  },
  {
    class: 'secret-unreachable',
    confidence: 'certain',
    pattern: unreachable,
    within: configuration,
    source: 'initialization',
  },
  {
    class: 'secret-unreachable',
    confidence: 'likely',
    pattern: 'throttling|rate exceeded|too many requests|internalservice',
    within: configuration,
    source: 'initialization',
  },
  {
    class: 'secret-unreachable',
    confidence: 'likely',
    pattern: 'pull command failed',
    within: 'pull secrets or registry auth',
    unless: forbidden,
    source: 'initialization',
    advice:
      'Check the way from the subnet to Secrets Manager, Parameter Store and ECR: a public IP or NAT gateway, or VPC endpoints and their security groups.',
  },
  {
    class: 'secret-unreachable',
    confidence: 'guess',
    pattern: 'been retried ([2-9]|\\d\\d) time',
    within: configuration,
    source: 'initialization',
  },
  {
    // A refusal is not tried again, a failing connection is: a text that was cut after one attempt is most likely the former.
    class: 'secret-forbidden',
    confidence: 'guess',
    pattern: 'been retried [01] time',
    within: configuration,
    source: 'initialization',
  },
];

/** The same, when the text was cut before it says what happened. */
export const configuringAtAll: readonly Rule[] = [
  {
    class: 'secret-unreachable',
    confidence: 'guess',
    pattern: `pull command failed|(unable|failed) to (pull|retrieve|fetch|download) .{0,40}(secrets?|env ?files?|environment files?)`,
    unless: 'ecr registry auth|from amazon ecr|api\\.ecr\\b',
    source: 'initialization',
    advice:
      'The text does not tell the cause: check the way from the subnet to Secrets Manager, Parameter Store and ECR, then the execution role.',
  },
  {
    class: 'registry-unreachable',
    confidence: 'guess',
    pattern: 'registry auth',
    source: 'initialization',
  },
];

/** Setting up the log driver; it says that the group is missing when it only cannot be reached. */
export const logging: readonly Rule[] = [
  {
    class: 'log-driver',
    confidence: 'likely',
    pattern: `connection issue|network configuration|signal: killed|i/o timeout|deadline|send request failed|no such host`,
    within: 'logging driver|log driver|logger args|cloudwatch log|log stream|log group',
    source: 'initialization',
    advice:
      'CloudWatch Logs cannot be reached: check the way out of the subnets, or the VPC endpoint for logs and its security group; then that the log group exists.',
  },
  {
    class: 'log-driver',
    confidence: 'certain',
    pattern:
      'logging driver|logger args|cloudwatch log|log ?stream|log group|awslogs|log-driver|log driver|logs:createlog|firelens config|logdriver',
    source: 'cannotStart',
  },
];
