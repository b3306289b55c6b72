import { failed, ok, skipped } from '../preflight/row.ts';
import type { Job } from '../jobs/job.ts';
import { approvalOf } from '../jobs/approvals.ts';
import type { DoctorFinding } from './row.ts';
import { several } from './several.ts';

/**
 * Settings in files of a Jenkins home, as XStream writes them. They are looked up by the names of their elements, which stand in each of
 * these files once or, of libraries, once each.
 */

/** The text of the first element of that name; undefined where there is none. */
export function textIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

/** Name of the library in every Jenkinsfile of ours. */
const libraryName = 'ecs-promote';

/**
 * A trusted library runs outside the sandbox: who may choose its branch may do everything. A library of a folder is not trusted, and
 * nothing here says of it.
 *
 * @param xml undefined where the file is not there
 * @param version of the program on this controller
 */
export function judgeGlobalLibrary(xml: string | undefined, version: string): DoctorFinding {
  const [library] = elements(xml ?? '', 'org.jenkinsci.plugins.workflow.libs.LibraryConfiguration').filter(
    (one) => textIn(one, 'name') === libraryName,
  );
  if (library === undefined)
    return skipped(
      'global-library',
      `there is no trusted library ${libraryName}; one of a folder runs in the sandbox`,
    );
  // Unless somebody says otherwise it may be chosen (LibraryConfiguration of Pipeline: Groovy Libraries).
  if (textIn(library, 'allowVersionOverride') !== 'false')
    return failed(
      'global-library',
      'a Jenkinsfile may choose a branch of the library, which runs outside the sandbox',
      'Set allowVersionOverride: false, as in jenkins/controller/casc/jenkins.yaml.',
    );
  const tag = textIn(library, 'defaultVersion') ?? '';
  const release = version.split('+')[0] ?? '';
  const [, tagged] = /^v?(\d+\.\d+\.\d+.*)$/.exec(tag) ?? [];
  if (tagged !== undefined && tagged !== release)
    return failed(
      'global-library',
      `the library is ${tag}, and the program on this controller ${version}`,
      'Make the controller’s image from the library’s tag, or set ECS_PROMOTE_VERSION to the image’s.',
    );
  return ok(
    'global-library',
    `${tag === '' ? 'no default version' : tag}, and no Jenkinsfile chooses another`,
  );
}

/**
 * @param xml of scriptApproval.xml; undefined where the file is not there
 * @param jobs that follow from promotion.yaml
 */
export function judgeApprovals(xml: string | undefined, jobs: readonly Job[]): DoctorFinding {
  const [approved = ''] = elements(xml ?? '', 'approvedScriptHashes');
  const waiting = jobs.filter((job) => {
    const hash = approvalOf(job);
    return hash !== null && !approved.includes(hash);
  });
  const all = jobs.filter(({ choice }) => choice !== null);
  if (waiting.length === 0)
    return ok(
      'choice-scripts',
      all.length === 0 ? 'no job has one' : `those of ${several(all.map(({ name }) => name))} are approved`,
    );
  return failed(
    'choice-scripts',
    `those of ${several(waiting.map(({ name }) => name))} are not approved, so these jobs have nothing to choose`,
    'Approve them by what `ecs-promote jobs --approvals approvals.yaml` writes, or in Manage Jenkins, In-process Script Approval.',
  );
}

export function judgeJobDsl(xml: string | undefined): DoctorFinding {
  // Without the file the plugin's default holds, which is the sandbox (GlobalJobDslSecurityConfiguration).
  const uses = xml === undefined ? 'true' : textIn(xml, 'useScriptSecurity');
  if (uses === 'true') return ok('job-dsl', 'its scripts run in the sandbox');
  return failed(
    'job-dsl',
    'its scripts run outside the sandbox: who writes to a repository with one may do everything',
    'Set useScriptSecurity: true, as in jenkins/controller/casc/jenkins.yaml.',
  );
}

/** @param executors `numExecutors` of config.xml */
export function judgeBuiltInNode(executors: string | undefined): DoctorFinding {
  if (executors === undefined) return skipped('built-in-node', 'config.xml does not say');
  return executors === '0'
    ? ok('built-in-node', 'it has no executors')
    : failed(
        'built-in-node',
        `it has ${executors} executors, and a build on the controller can read every secret`,
        'Set its number of executors to 0.',
      );
}

const property = 'hudson.model.DirectoryBrowserSupport.CSP';

/** Where a system property of Jenkins can be set: options of Java, and scripts that run at its start. */
export interface SetBy {
  /** `JAVA_OPTS`, `init.groovy.d/csp.groovy` */
  readonly where: string;
  readonly text: string;
}

/**
 * An empty policy, or one with `script-src`, lets whoever archives a page act as the one who reads it.
 *
 * @param sources all that could be seen; none: it is not known what Java was started with
 */
export function judgeContentPolicy(sources: readonly SetBy[]): DoctorFinding {
  const setting = sources.find(({ text }) => text.includes(property));
  if (!setting)
    return sources.length === 0
      ? skipped('content-policy', 'what Java was started with is not in this environment')
      : ok('content-policy', 'Jenkins’ own, which lets no script run');
  const said = setting.text.slice(setting.text.indexOf(property) + property.length);
  const [policy = ''] = /^(?:["']\s*,\s*|=)(?:"[^"\n]*"|'[^'\n]*'|\S*)/.exec(said) ?? [];
  const isOpen = !policy.includes('default-src') || /script-src|unsafe-inline|\*/.test(policy);
  return isOpen
    ? failed(
        'content-policy',
        `${setting.where} opens it: pages that a build archives may run scripts as whoever reads them`,
        `Take ${property} out of it; the pages of ecs-promote need nothing beyond the default.`,
      )
    : ok('content-policy', `one of its own, in ${setting.where}`);
}

/** The contents of each element of that name; such elements do not lie in each other. */
function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, content = '']) => content,
  );
}
