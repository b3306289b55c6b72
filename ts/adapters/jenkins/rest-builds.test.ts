import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '../../core/errors/problem.ts';
import { JenkinsRestBuilds, type JenkinsRestOptions } from './rest-builds.ts';

interface Told {
  readonly number: number;
  readonly displayName: string;
  readonly result: string | null;
  readonly building: boolean;
}

let server: Server;
let requests: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let base: string;
beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const told = (number: number, more: Partial<Told> = {}): Told => ({
  number,
  displayName: `#${number}`,
  result: 'SUCCESS',
  building: false,
  ...more,
});
const history = (length: number, more: (number: number) => Partial<Told> = () => ({})) =>
  Array.from({ length }, (_, index) => told(length - index, more(length - index)));

/** Answers as Jenkins does for the jobs it has: the range of `allBuilds`, the names of a folder's jobs, 404 for all else. */
function jenkins(jobs: Readonly<Record<string, readonly Told[]>>) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', base);
    const path = url.pathname.replace('api/json', '');
    const tree = url.searchParams.get('tree') ?? '';
    const range = /^allBuilds\[number,displayName,result,building\]\{(\d+),(\d+)\}$/.exec(tree);
    const builds = jobs[path];
    if (builds && range)
      json(response, { _class: 'x', allBuilds: builds.slice(Number(range[1]), Number(range[2])) });
    else if (range && Object.keys(jobs).some((job) => job.startsWith(path)))
      json(response, { _class: 'Folder' });
    else if (tree === 'mode') json(response, { mode: 'EXCLUSIVE' });
    else if (tree === 'jobs[name]') {
      const names = Object.keys(jobs).map((job) =>
        decodeURIComponent(job.slice(path.length).split('/')[1] ?? ''),
      );
      json(response, { jobs: names.map((name) => ({ name })) });
    } else page(response, 404, 'Not Found - Jenkins', { 'x-jenkins': '2.516.3' });
  };
}
const json = (response: ServerResponse, value: unknown) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.516.3' })
    .end(JSON.stringify(value));
};
const page = (
  response: ServerResponse,
  status: number,
  title: string,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end(`<html><head><title>${title}</title></head><body>Oops</body></html>`);
};
const listed = (job: string, limit = 100, options: JenkinsRestOptions = {}, url = base) =>
  new JenkinsRestBuilds(url, options).newest(job, { limit, results: ['SUCCESS'] });
const problemOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error('no problem', { cause: error });
  return error.problems[0];
};

describe('the builds listed', () => {
  test('are the newest completed ones with a wanted result', async () => {
    answer = jenkins({
      '/job/deploy-test/': [
        told(5, { result: null, building: true }),
        told(4, { displayName: 'Fix – 東京' }),
        told(3, { result: 'FAILURE' }),
        told(2, { building: true }),
        told(1),
      ],
    });
    expect(await listed('deploy-test')).toEqual({
      builds: [
        { number: 4, displayName: 'Fix – 東京', result: 'SUCCESS' },
        { number: 1, displayName: '#1', result: 'SUCCESS' },
      ],
      lookedAt: 5,
      remarks: [],
    });
  });

  test('are sought page by page until there are enough', async () => {
    answer = jenkins({
      '/job/job/': history(1000, (number) => ({ result: number % 5 === 0 ? 'SUCCESS' : 'FAILURE' })),
    });
    const { builds, lookedAt } = await listed('job', 30);
    expect(builds).toHaveLength(30);
    expect(builds.at(-1)?.number).toBe(855);
    expect(lookedAt).toBe(146);
    expect(requests).toHaveLength(3);
  });

  test('are sought to the end of a short history', async () => {
    answer = jenkins({ '/job/job/': history(250) });
    expect((await listed('job', 1000)).builds).toHaveLength(250);
    expect(requests).toHaveLength(2);
  });

  test('are not sought without end where none is good', async () => {
    answer = jenkins({ '/job/job/': history(100_000, () => ({ result: 'FAILURE' })) });
    const { lookedAt, remarks } = await listed('job', 10);
    expect(lookedAt).toBe(1200);
    expect(requests).toHaveLength(60);
    expect(remarks.join('\n')).toContain('older ones may exist');
  });

  test('come once each although a build begins between two pages', async () => {
    let newest = 100;
    answer = (request, response) => {
      jenkins({
        '/job/job/': history(newest, (number) => ({ result: number % 4 === 1 ? 'SUCCESS' : 'FAILURE' })),
      })(request, response);
      newest += 1;
    };
    const { builds } = await listed('job', 20);
    expect(builds.map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, index) => 97 - 4 * index),
    );
  });
});

describe('the address', () => {
  it.each([
    ['team/deploy test', '/job/team/job/deploy%20test/'],
    ['service1/feature%2Fx', '/job/service1/job/feature%252Fx/'],
    ['déploy?#', '/job/d%C3%A9ploy%3F%23/'],
  ])('of job %s is below the root', async (job, path) => {
    answer = jenkins({ [path]: [told(1)] });
    expect((await listed(job)).builds).toHaveLength(1);
  });

  it.each(['/jenkins', '/jenkins/', '/a/b//'])('may have a path before it: %s', async (prefix) => {
    answer = jenkins({ [`${prefix.replace(/\/*$/, '')}/job/job/`]: [told(1)] });
    expect((await listed('job', 1, {}, base + prefix)).builds).toHaveLength(1);
  });

  it.each([
    'jenkins.acme.example',
    'ftp://jenkins',
    'https://me:s3cret@jenkins/',
    'https://jenkins/?token=s3cret',
    '',
  ])('is refused when it is %s, without repeating it', (url) => {
    expect(() => new JenkinsRestBuilds(url)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'jenkins-bad-url', category: 'usage' })],
      }),
    );
    expect(() => new JenkinsRestBuilds(url)).not.toThrow('s3cret');
  });
});

describe('credentials', () => {
  test('go in a header, and nowhere else', async () => {
    answer = jenkins({ '/job/job/': [told(1)] });
    await listed('job', 1, { user: 'ålice', token: 't0ken' });
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ålice:t0ken').toString('base64')}`);
    expect(requests[0]?.url).not.toContain('t0ken');
  });

  test('are left out where there are none', async () => {
    answer = jenkins({ '/job/job/': [told(1)] });
    await listed('job', 1, { user: '', token: '' });
    expect(requests[0]?.headers.authorization).toBeUndefined();
  });

  it.each([{ user: 'alice' }, { token: 't0ken' }])('must be whole: %j', (options) => {
    expect(() => new JenkinsRestBuilds(base, options)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'jenkins-half-credentials' })] }),
    );
  });

  test('are not sent on by a redirect', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/elsewhere')) json(response, { allBuilds: [] });
      else response.writeHead(302, { location: '/elsewhere/?session=s3cret' }).end();
    };
    const problem = await problemOf(listed('job', 1, { user: 'alice', token: 't0ken' }));
    expect(problem).toMatchObject({ code: 'jenkins-redirected', category: 'configuration' });
    expect(problem.what).toBe(`${base}/job/job/ has moved to ${base}/elsewhere/.`);
    expect(requests).toHaveLength(1);
  });
});

describe('what comes instead of builds is reported as what it is', () => {
  const cases: readonly (readonly [string, (response: ServerResponse) => void, string, string, string])[] = [
    [
      'a wrong token',
      (r) => {
        page(r, 401, 'Error 401');
      },
      'jenkins-unauthorized',
      'infrastructure',
      'does not accept the user and token (401)',
    ],
    [
      'a forbidden job',
      (r) => {
        page(r, 403, 'Access Denied');
      },
      'jenkins-forbidden',
      'infrastructure',
      'This user may not read BASE/job/job/ (403, "Access Denied")',
    ],
    [
      'a starting controller',
      (r) => {
        page(r, 503, 'Starting\n Jenkins &amp; more');
      },
      'jenkins-error-page',
      'infrastructure',
      '503, "Starting Jenkins & more"',
    ],
    [
      "a proxy's error without a page",
      (r) => {
        r.writeHead(502).end();
      },
      'jenkins-error-page',
      'infrastructure',
      'answered with an error, 502.',
    ],
    [
      'a login page behind a redirect',
      (r) => {
        r.writeHead(302, { location: '/securityRealm/commenceLogin?from=%2F' }).end();
      },
      'jenkins-login-page',
      'infrastructure',
      'sends us to a login page, BASE/securityRealm/commenceLogin.',
    ],
    [
      'a redirect to nowhere',
      (r) => {
        r.writeHead(302).end();
      },
      'jenkins-redirected',
      'configuration',
      'an address it does not name',
    ],
    [
      'a page where JSON was expected',
      (r) => {
        page(r, 200, 'Sign in');
      },
      'jenkins-not-json',
      'infrastructure',
      'answered with a page "Sign in" where',
    ],
    [
      'JSON that was cut off',
      (r) => {
        r.writeHead(200).end('{"allBuilds":[{"num');
      },
      'jenkins-not-json',
      'infrastructure',
      '19 characters that are no JSON',
    ],
    [
      'an empty answer',
      (r) => {
        r.writeHead(200).end();
      },
      'jenkins-not-json',
      'infrastructure',
      '0 characters that are no JSON',
    ],
    [
      'JSON of another kind',
      (r) => {
        json(r, { allBuilds: [{ number: 'one' }] });
      },
      'jenkins-not-json',
      'infrastructure',
      'JSON of another kind',
    ],
    [
      'another server',
      (r) => {
        page(r, 404, '404 Not Found');
      },
      'jenkins-not-jenkins',
      'configuration',
      'What answers at BASE/ is not Jenkins (404, "404 Not Found")',
    ],
    [
      'a broken connection',
      (r) => {
        r.destroy();
      },
      'jenkins-unreachable',
      'infrastructure',
      'does not answer: ',
    ],
  ];
  it.each(cases)('%s', async (_, respond, code, category, what) => {
    answer = (_request, response) => {
      respond(response);
    };
    const problem = await problemOf(listed('job', 1, { user: 'alice', token: 't0ken' }));
    expect(problem).toMatchObject({ code, category });
    expect(problem.what).toContain(what.replaceAll('BASE', base));
    expect(JSON.stringify(problem)).not.toMatch(/alice|t0ken/);
  });

  test('a job that is not there, with what was probably meant', async () => {
    answer = jenkins({ '/job/team/job/deploy-test/': [] });
    expect(await problemOf(listed('team/deploy-tset'))).toMatchObject({
      code: 'jenkins-job-missing',
      category: 'configuration',
      next: 'Did you mean team/deploy-test?',
    });
  });

  test('a job that is not there, of a Jenkins whose 404 does not say so', async () => {
    answer = (request, response) => {
      if (request.url?.includes('tree=mode')) json(response, {});
      else page(response, 404, 'Error 404 Not Found');
    };
    expect(await problemOf(listed('job'))).toMatchObject({ code: 'jenkins-job-missing' });
  });

  test('a folder, with the jobs in it', async () => {
    answer = jenkins({ '/job/team/job/deploy-test/': [], '/job/team/job/deploy-beta/': [] });
    expect(await problemOf(listed('team'))).toMatchObject({
      code: 'jenkins-not-a-job',
      next: 'Name a job in it: team/deploy-test, team/deploy-beta.',
    });
  });

  test('nobody listening', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const problem = await problemOf(listed('job', 1, {}, `http://localhost:${port}/`));
    expect(problem).toMatchObject({ code: 'jenkins-unreachable', category: 'infrastructure' });
    expect(problem.what).toContain('ECONNREFUSED');
    server.listen(0);
  });

  test('a name that nothing has', async () => {
    const problem = await problemOf(listed('job', 1, {}, 'http://jenkins.invalid/'));
    expect(problem).toMatchObject({ code: 'jenkins-unreachable' });
    expect(problem.what).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test('TLS spoken to a server that has none', async () => {
    const problem = await problemOf(listed('job', 1, {}, base.replace('http:', 'https:')));
    expect(problem).toMatchObject({ code: 'jenkins-certificate', category: 'infrastructure' });
  });

  it.each(['never begins', 'never ends'])('an answer that %s', async (how) => {
    answer = (_, response) => {
      if (how === 'never ends') response.writeHead(200).write('{"allBuilds":[');
    };
    expect(await problemOf(listed('job', 1, { timeoutSeconds: 0.2 }))).toMatchObject({
      code: 'jenkins-too-slow',
      category: 'infrastructure',
    });
  });

  test('an interruption ends the waiting with its own reason', async () => {
    const abort = new AbortController();
    const reason = new Error('interrupted');
    answer = () => {
      abort.abort(reason);
    };
    await expect(listed('job', 1, { signal: abort.signal })).rejects.toBe(reason);
  });
});
