import { Buffer } from 'node:buffer';
import { jenkinsErrors } from '../../core/errors/catalogue/jenkins.ts';
import { connectionError } from './connection-error.ts';

export interface JenkinsAccess {
  /** As `jenkinsRoot` gives it. */
  readonly root: string;
  /** A user and an API token, which needs no crumb; absent for anonymous access. */
  readonly credentials?: { readonly user: string; readonly token: string };
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal;
}

export type JsonAnswer =
  | { readonly found: true; readonly json: unknown }
  /** 404: Jenkins knows no such thing or hides it from this user, or a server that is no Jenkins answered. */
  | { readonly found: false; readonly isJenkins: boolean; readonly title: string | undefined };

/**
 * Gets JSON from below the root. `page` is its address without the query, for errors: no error holds a query or credentials.
 * Redirects are not followed, since a token must not go to an address that nobody named.
 *
 * @throws ProblemError one of the `jenkins-…` errors for what came instead of JSON
 */
export async function getJson(access: JenkinsAccess, page: string, query: string): Promise<JsonAnswer> {
  const { status, headers, body } = await get(access, page, query);
  const title = titleOf(body);
  const isAnonymous = access.credentials === undefined;
  if (status >= 300 && status < 400) throw redirect(page, headers.get('location'));
  if (status === 401) throw jenkinsErrors.unauthorized.error({ url: access.root, anonymous: isAnonymous });
  if (status === 403) throw jenkinsErrors.forbidden.error({ url: page, anonymous: isAnonymous, title });
  if (status === 404) return { found: false, isJenkins: headers.has('x-jenkins'), title };
  if (status !== 200) throw jenkinsErrors.errorPage.error({ url: page, status, title });
  return { found: true, json: parsed(page, body, title) };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function get(access: JenkinsAccess, page: string, query: string): Promise<Answer> {
  const slow = AbortSignal.timeout(access.timeoutSeconds * 1000);
  try {
    const response = await fetch(`${page}api/json?${query}`, {
      headers: { accept: 'application/json', ...authorization(access) },
      redirect: 'manual',
      signal: access.signal === undefined ? slow : AbortSignal.any([slow, access.signal]),
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch (error) {
    if (access.signal?.aborted === true) throw access.signal.reason;
    if (slow.aborted)
      throw jenkinsErrors.tooSlow.error(
        { url: access.root, seconds: access.timeoutSeconds },
        { cause: error },
      );
    throw connectionError(access.root, error);
  }
}

function authorization({ credentials }: JenkinsAccess): Record<string, string> {
  if (credentials === undefined) return {};
  const pair = Buffer.from(`${credentials.user}:${credentials.token}`, 'utf8').toString('base64');
  return { authorization: `Basic ${pair}` };
}

function redirect(page: string, location: string | null): Error {
  const target = location !== null && URL.canParse(location, page) ? new URL(location, page) : undefined;
  // Its query may hold a session's state.
  const shown = target === undefined ? 'an address it does not name' : `${target.origin}${target.pathname}`;
  const isLogin = /login|oauth|saml|sso|auth/i.test(shown);
  return jenkinsErrors[isLogin ? 'loginPage' : 'redirected'].error({ url: page, location: shown });
}

function parsed(page: string, body: string, title: string | undefined): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const found = title === undefined ? `${body.length} characters that are no JSON` : `a page "${title}"`;
    throw jenkinsErrors.notJson.error({ url: page, found }, { cause: error });
  }
}

/** Jenkins and proxies explain errors on an HTML page; its title says what it is. */
function titleOf(body: string): string | undefined {
  const title = /<title[^>]*>([^<]{1,500})/i.exec(body.slice(0, 100_000))?.[1];
  const text = title
    ?.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 100);
  return text === '' ? undefined : text;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
