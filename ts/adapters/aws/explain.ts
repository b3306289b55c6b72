import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { Failure, SdkError } from './failure.ts';

export interface Tried {
  /** As IAM writes it: `ecs:DescribeServices`. */
  readonly operation: string;
  readonly attempts: number;
  readonly milliseconds: number;
}

/** The catalogue's error for a failure of AWS; the SDK's own error is its cause. */
export function explain({ kind }: Failure, cause: SdkError, tried: Tried): Error {
  const { operation, attempts } = tried;
  const reason = sentence(cause.message === '' ? cause.name : cause.message);
  const seconds = Math.round(tried.milliseconds / 1000);
  switch (kind) {
    case 'credentialsMissing':
    case 'credentialsExpired':
    case 'credentialsRefused':
      return awsErrors[kind].error({ operation, reason }, { cause });
    case 'accessDenied':
      return awsErrors.accessDenied.error(deniedIn(cause.message, operation), { cause });
    case 'unreachable':
      return awsErrors.unreachable.error({ operation, attempts, reason: networkReason(cause) }, { cause });
    case 'throttled':
      return awsErrors.throttled.error({ operation, attempts, seconds, reason }, { cause });
    case 'failing': {
      const status = cause.$metadata?.httpStatusCode;
      const named = `${cause.name}${status === undefined ? '' : ` (HTTP ${status})`}`;
      return awsErrors.failing.error({ operation, attempts, seconds, reason: named }, { cause });
    }
    case 'refused':
      return awsErrors.refused.error({ operation, name: cause.name, message: reason }, { cause });
  }
}

/** `User: arn… is not authorized to perform: ecs:UpdateService on resource: arn… because no identity-based policy …` */
function deniedIn(
  message: string,
  operation: string,
): { operation: string; action: string; resource: string | null; who: string | null; message: string } {
  const found =
    /User: (?<who>\S+) is not authorized to perform: (?<action>[\w:-]+)(?: on resource: (?<resource>\S+))?(?: (?<because>.*))?$/s.exec(
      message,
    )?.groups;
  return {
    operation,
    action: found?.['action'] ?? operation,
    resource: found?.['resource'] ?? null,
    who: found?.['who'] ?? null,
    message: sentence(found ? (found['because'] ?? 'not authorized').replace(/^because /, '') : message),
  };
}

function networkReason(cause: SdkError): string {
  if (cause.name === 'SyntaxError') return 'what answered is not AWS, perhaps a proxy or a sign-in page';
  const code =
    typeof cause.code === 'string' && !cause.message.includes(cause.code) ? ` (${cause.code})` : '';
  // An attempt at several addresses fails without a message of its own.
  return `${sentence(cause.message === '' ? cause.name : cause.message)}${code}`;
}

function sentence(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 600);
}
