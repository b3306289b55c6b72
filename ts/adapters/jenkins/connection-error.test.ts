import { expect, it } from '@jest/globals';
import { connectionError } from './connection-error.ts';

const failed = (code: string, message: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

it.each([
  [
    'ECONNREFUSED',
    'connect ECONNREFUSED 127.0.0.1:1',
    'jenkins-unreachable',
    'connect ECONNREFUSED 127.0.0.1:1',
  ],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND jenkins', 'jenkins-unreachable', 'getaddrinfo ENOTFOUND jenkins'],
  ['UND_ERR_SOCKET', 'other side closed', 'jenkins-unreachable', 'other side closed (UND_ERR_SOCKET)'],
  [
    'UND_ERR_CONNECT_TIMEOUT',
    'Connect Timeout Error',
    'jenkins-unreachable',
    'Connect Timeout Error (UND_ERR_CONNECT_TIMEOUT)',
  ],
  [
    'CERT_HAS_EXPIRED',
    'certificate has expired',
    'jenkins-certificate',
    'certificate has expired (CERT_HAS_EXPIRED)',
  ],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'self-signed certificate',
    'jenkins-certificate',
    'self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'unable to verify',
    'jenkins-certificate',
    'unable to verify (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
  ],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'no issuer',
    'jenkins-certificate',
    'no issuer (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)',
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "Hostname/IP does not match certificate's altnames",
    'jenkins-certificate',
    'altnames (ERR_TLS_CERT_ALTNAME_INVALID)',
  ],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'wrong version number\n',
    'jenkins-certificate',
    'wrong version number (ERR_SSL_WRONG_VERSION_NUMBER)',
  ],
])('%s is told as %j', (code, message, expected, reason) => {
  const error = connectionError('https://jenkins/', failed(code, message));
  expect(error).toMatchObject({ problems: [{ code: expected, category: 'infrastructure' }] });
  expect(error.message).toContain(reason);
});

it('tells the first of several attempts, as for a name with two addresses', () => {
  const attempt = Object.assign(new Error('connect ECONNREFUSED ::1:80'), { code: 'ECONNREFUSED' });
  const error = connectionError(
    'http://localhost/',
    new TypeError('fetch failed', { cause: new AggregateError([attempt]) }),
  );
  expect(error.message).toContain('connect ECONNREFUSED ::1:80');
});
