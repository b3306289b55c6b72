import { ProblemError } from '../../core/errors/problem.ts';

/** What an SDK client's error means for whoever asked. `passes`: it may be different in a moment, so asking again can help. */
export type Failure =
  | { readonly kind: 'throttled' | 'failing' | 'unreachable'; readonly passes: true }
  | {
      readonly kind:
        'credentialsMissing' | 'credentialsExpired' | 'credentialsRefused' | 'accessDenied' | 'refused';
      readonly passes: false;
    };

/** Names from "Common errors" of the ECS, ECR, ELB and STS API references, in the spelling of both protocols, and "Error responses" of S3's. */
const throttling =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|BandwidthLimitExceeded|EC2Throttled|PriorRequestNotComplete)/;
const expired = /^(ExpiredToken|TokenRefreshRequired)/;
const refusedCredentials =
  /^(UnrecognizedClient|InvalidAccessKeyId|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure|NotAuthorizedException|OptInRequired)/;
const denied = /^(AccessDenied|UnauthorizedOperation|NotAuthorized$)/;
/** The client corrects its time from the answer, so the next attempt is signed rightly. */
const skewed = /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/;
const serverside =
  /^(InternalFailure|InternalError|InternalServerError|ServiceUnavailable|ServerException|ServiceException)/;
const network =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPROTO|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL)/;

/** Undefined for what is none of AWS's errors: a bug, an abort, or a problem that is already explained. */
export function failureOf(error: unknown): Failure | undefined {
  if (!isError(error) || error instanceof ProblemError || error.name === 'AbortError') return undefined;
  const { name } = error;
  const status = error.$metadata?.httpStatusCode;
  if (status === 429 || throttling.test(name)) return { kind: 'throttled', passes: true };
  if (isOfNetwork(error)) return { kind: 'unreachable', passes: true };
  if (skewed.test(name) || error.$metadata?.clockSkewCorrected) return { kind: 'failing', passes: true };
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(name)) return credentials(error);
  if (expired.test(name)) return { kind: 'credentialsExpired', passes: false };
  if (refusedCredentials.test(name)) return { kind: 'credentialsRefused', passes: false };
  if (denied.test(name)) return { kind: 'accessDenied', passes: false };
  if (serverside.test(name) || (status !== undefined && status >= 500))
    return { kind: 'failing', passes: true };
  // Something that is no AWS answered: a proxy, or a sign-in page.
  if (error.$response !== undefined && name === 'SyntaxError') return { kind: 'unreachable', passes: true };
  return error.$fault === undefined ? undefined : { kind: 'refused', passes: false };
}

/** What SDK errors carry besides a name and a message. */
export interface SdkError extends Error {
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: unknown;
  readonly code?: unknown;
}

function isError(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

function isOfNetwork({ name, code, message }: SdkError): boolean {
  if (/^(TimeoutError|RequestTimeout)/.test(name) || /socket hang up/i.test(message)) return true;
  // What wraps a system error may keep no more of it than its message.
  const codes: readonly unknown[] = [code, ...(message.match(/\bE[A-Z]{4,}\b/g) ?? [])];
  return codes.some((text) => typeof text === 'string' && network.test(text));
}

function credentials({ message }: SdkError): Failure {
  return { kind: /expired/i.test(message) ? 'credentialsExpired' : 'credentialsMissing', passes: false };
}
