import { jenkinsErrors } from '../../core/errors/catalogue/jenkins.ts';

/**
 * What stopped a connection. `fetch` says "fetch failed" for everything; the cause says more, with the codes of Node's net, dns and
 * tls (https://nodejs.org/api/errors.html, https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
export function connectionError(url: string, error: unknown): Error {
  const { code, message } = cause(error);
  const reason = code === undefined || message.includes(code) ? message : `${message} (${code})`;
  const isTls = code !== undefined && tlsCodes.test(code);
  return jenkinsErrors[isTls ? 'certificate' : 'unreachable'].error({ url, reason }, { cause: error });
}

const tlsCodes =
  /CERT|SELF_SIGNED|ISSUER|SIGNATURE|CRL|^ERR_TLS|^ERR_SSL|^EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/;

/** By their members and not their class: errors of `fetch` may come from another realm. */
function cause(error: unknown): Failure {
  const { cause: inner = error } = error as { readonly cause?: unknown };
  const { errors: [first = inner] = [] } = inner as { readonly errors?: readonly unknown[] };
  const { code, message = String(first) } = first as Partial<Failure>;
  // OpenSSL's messages end in a line of its own.
  return { code, message: message.split('\n', 1)[0]?.trim() ?? '' };
}

interface Failure {
  readonly code: string | undefined;
  readonly message: string;
}
