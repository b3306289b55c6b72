import type { Job } from '../jobs/job.ts';
import { approvalOf } from '../jobs/approvals.ts';
import {
  judgeApprovals,
  judgeBuiltInNode,
  judgeContentPolicy,
  judgeGlobalLibrary,
  judgeJobDsl,
} from './jenkins-settings.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;

describe('the trusted library', () => {
  const library = (name: string, members: string) =>
    `<org.jenkinsci.plugins.workflow.libs.LibraryConfiguration><name>${name}</name>${members}</org.jenkinsci.plugins.workflow.libs.LibraryConfiguration>`;
  const libraries = (...each: string[]) =>
    `<?xml version='1.1' encoding='UTF-8'?>\n<org.jenkinsci.plugins.workflow.libs.GlobalLibraries plugin="pipeline-groovy-lib@798"><libraries>${each.join('')}</libraries></org.jenkinsci.plugins.workflow.libs.GlobalLibraries>`;
  const closed = '<allowVersionOverride>false</allowVersionOverride>';
  const none = 'skipped: there is no trusted library ecs-promote; one of a folder runs in the sandbox';
  const open = 'failed: a Jenkinsfile may choose a branch of the library, which runs outside the sandbox';

  test.each([
    [
      'of the program’s version',
      [`<defaultVersion>v0.1.0</defaultVersion>${closed}`],
      'ok: v0.1.0, and no Jenkinsfile chooses another',
    ],
    [
      'on a branch',
      [`<defaultVersion>main</defaultVersion>${closed}`],
      'ok: main, and no Jenkinsfile chooses another',
    ],
    ['without a version', [closed], 'ok: no default version, and no Jenkinsfile chooses another'],
    [
      'of another version',
      [`<defaultVersion>0.2.0</defaultVersion>${closed}`],
      'failed: the library is 0.2.0, and the program on this controller 0.1.0+abc',
    ],
    ['of which branches may be chosen', ['<allowVersionOverride>true</allowVersionOverride>'], open],
    ['that says nothing of it', [''], open],
    ['that is not there', [], none],
  ])('%s', (_, members, expected) => {
    const xml = libraries(library('other', ''), ...members.map((member) => library('ecs-promote', member)));
    expect(told(judgeGlobalLibrary(xml, '0.1.0+abc'))).toBe(expected);
  });

  it('is not there where no library is', () => {
    expect(told(judgeGlobalLibrary(undefined, '0.1.0+abc'))).toBe(none);
  });
});

describe('choice scripts', () => {
  const job = (name: string, hasChoice: boolean): Job => ({
    name,
    kind: 'deploy',
    description: '',
    source: { repository: 'r', branch: 'main', credentials: null, jenkinsfile: 'j' },
    starts: null,
    parameters: [],
    choice: hasChoice ? { job: `before-${name}`, limit: 100, configFrom: 'ecs-promote-jobs' } : null,
    consumers: [],
  });
  const [beta, live] = [job('deploy-beta', true), job('deploy-live', true)];
  const approving = (...jobs: readonly Job[]) =>
    `<?xml version='1.1'?><scriptApproval plugin="script-security@1412"><approvedScriptHashes>\n${jobs.map((one) => `<string>${approvalOf(one) ?? ''}</string>`).join('\n')}</approvedScriptHashes><approvedSignatures/><pendingScripts>${approvalOf(live) ?? ''}</pendingScripts></scriptApproval>`;

  test.each([
    ['all approved', approving(beta, live), 'ok: those of deploy-beta, deploy-live are approved'],
    [
      'one of them waiting',
      approving(beta),
      'failed: those of deploy-live are not approved, so these jobs have nothing to choose',
    ],
    [
      'nothing approved',
      undefined,
      'failed: those of deploy-beta, deploy-live are not approved, so these jobs have nothing to choose',
    ],
  ])('with %s', (_, xml, expected) => {
    expect(told(judgeApprovals(xml, [job('deploy-test', false), beta, live]))).toBe(expected);
  });

  it('are nothing to approve where no job has one', () => {
    expect(told(judgeApprovals(undefined, [job('deploy-test', false)]))).toBe('ok: no job has one');
  });
});

test.each([
  [undefined, 'ok: its scripts run in the sandbox'],
  ['<c><useScriptSecurity>true</useScriptSecurity></c>', 'ok: its scripts run in the sandbox'],
  ['<c><useScriptSecurity>false</useScriptSecurity></c>', /^failed: its scripts run outside the sandbox/],
])('Job DSL with %s is %s', (xml, expected) => {
  expect(told(judgeJobDsl(xml))).toEqual(expect.stringMatching(expected));
});

test.each([
  ['0', 'ok: it has no executors'],
  ['2', 'failed: it has 2 executors, and a build on the controller can read every secret'],
  [undefined, 'skipped: config.xml does not say'],
])('a built-in node with %s executors is %s', (executors, expected) => {
  expect(told(judgeBuiltInNode(executors))).toBe(expected);
});

describe('the content security policy', () => {
  const own = "default-src 'none'; img-src 'self'";
  const isOpen = (where: string) =>
    `failed: ${where} opens it: pages that a build archives may run scripts as whoever reads them`;
  test.each([
    ['nothing is seen', [], 'skipped: what Java was started with is not in this environment'],
    ['nothing is set', [['JAVA_OPTS', '-Xmx2g']], 'ok: Jenkins’ own, which lets no script run'],
    [
      'it is emptied',
      [['JAVA_OPTS', '-Dhudson.model.DirectoryBrowserSupport.CSP= -Xmx2g']],
      isOpen('JAVA_OPTS'),
    ],
    [
      'it is emptied in quotes',
      [['JAVA_OPTS', '-Dhudson.model.DirectoryBrowserSupport.CSP=""']],
      isOpen('JAVA_OPTS'),
    ],
    [
      'a script empties it',
      [
        ['JAVA_OPTS', ''],
        ['init.groovy.d/csp.groovy', 'System.setProperty("hudson.model.DirectoryBrowserSupport.CSP", "")'],
      ],
      isOpen('init.groovy.d/csp.groovy'),
    ],
    [
      'a script lets scripts run',
      [
        [
          'init.groovy.d/csp.groovy',
          `System.setProperty('hudson.model.DirectoryBrowserSupport.CSP', "default-src 'self'; script-src 'unsafe-inline'")`,
        ],
      ],
      isOpen('init.groovy.d/csp.groovy'),
    ],
    [
      'one of its own is as strict',
      [
        [
          'init.groovy.d/csp.groovy',
          `System.setProperty('hudson.model.DirectoryBrowserSupport.CSP', "${own}")`,
        ],
      ],
      'ok: one of its own, in init.groovy.d/csp.groovy',
    ],
    [
      'one of its own is given to Java',
      [['JENKINS_JAVA_OPTS', `-Dhudson.model.DirectoryBrowserSupport.CSP="${own}" -Xmx2g`]],
      'ok: one of its own, in JENKINS_JAVA_OPTS',
    ],
  ])('where %s', (_, sources, expected) => {
    expect(told(judgeContentPolicy(sources.map(([where = '', text = '']) => ({ where, text }))))).toBe(
      expected,
    );
  });
});
