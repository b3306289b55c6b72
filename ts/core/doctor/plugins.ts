import { failed, ok, skipped, together } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';
import { several } from './several.ts';
import { atLeast } from './version.ts';

/** A plugin as the manifest in its file says. */
export interface InstalledPlugin {
  /** Its short name, which is the name of its file. */
  readonly name: string;
  /** Null where the manifest cannot be read. */
  readonly version: string | null;
  /** The oldest Jenkins it runs in. */
  readonly needsJenkins: string | null;
  /** Switched off by an administrator. */
  readonly disabled: boolean;
}

interface WantedPlugin {
  readonly name: string;
  /** What `jenkins/controller/plugins.txt` has, with which it was tested; null for one that is not in there. */
  readonly tested: string | null;
  /** Whether promoting needs it; without another one something is lost. */
  readonly needed: boolean;
  /** What does not work without it. */
  readonly lost: string;
}

const need = (name: string, tested: string, lost: string): WantedPlugin => ({
  name,
  tested,
  needed: true,
  lost,
});
const may = (name: string, tested: string | null, lost: string): WantedPlugin => ({
  name,
  tested,
  needed: false,
  lost,
});

/** Plugins that the library calls. A test holds names and versions to `jenkins/controller/plugins.txt`. */
export const wantedPlugins: readonly WantedPlugin[] = [
  need('workflow-cps', '4370.v49a_6937566b_6', 'Pipelines do not run'),
  need('workflow-job', '1571.1580.v18e46842c125', 'Pipelines do not run'),
  need('workflow-basic-steps', '1098.v808b_fd7f8cf4', '`writeFile`, `readFile` and `error` are missing'),
  need('workflow-durable-task-step', '1479.v56e587f413a_7', '`node` and `sh` are missing'),
  need('pipeline-groovy-lib', '798.v5cc688825312', '`@Library` and `libraryResource` are missing'),
  need('script-security', '1412.v7737b_3405f86', 'there is no sandbox, and no script can be approved'),
  need('git', '5.10.1', 'neither library nor Jenkinsfiles can be fetched'),
  need(
    'copyartifact',
    '795.ve8e151429b_27',
    'ecsImport and ecsPromote cannot take artifacts of other builds',
  ),
  need('lockable-resources', '1539.v4db_b_fc1cc115', 'ecsPromote cannot hold an environment with `lock`'),
  need('pipeline-milestone-step', '152.v6e22b_8cfc66c', 'ecsPromote has no `milestone`'),
  need('pipeline-input-step', '560.v56198a_642157', 'nobody can be asked for an approval with `input`'),
  may('pipeline-build-step', '599.v4b_67ea_11b_152', 'no timer starts what has become due'),
  may('credentials-binding', '728.v902a_273b_8947', 'Jenkinsfiles cannot use credentials'),
  may('pipeline-model-definition', '2.2293.v6e7193cec599', 'Declarative pipelines do not run'),
  may(
    'extensible-choice-parameter',
    '255.vfa_41f46828ef',
    'builds cannot be chosen from a list; their numbers are typed',
  ),
  may('build-user-vars-plugin', '214.va_eed2ed849ca_', 'who started a build is not in the record'),
  may('job-dsl', '3732.v9a_c49a_61a_313', 'jobs are not made from promotion.yaml'),
  may('authorize-project', '531.vf8761dfd75d2', 'the job that makes jobs runs with all permissions'),
  may('configuration-as-code', '2117.vc05a_0b_e6b_f4e', 'the controller is configured by hand'),
  may('cloudbees-folder', '6.1106.v3a_d9a_6d2465e', 'jobs cannot be in folders'),
  may('matrix-auth', '3.3', 'permissions of casc/jenkins.yaml do not hold'),
  may('ssh-credentials', '372.va_250881b_08cd', 'repositories cannot be reached by SSH'),
  may('ec2', '2059.v05f9d511d7e5', 'agents do not come and go in EC2'),
  may('htmlpublisher', '427', 'the board cannot be published by its job'),
];

/** One row for each plugin that lacks; those that are only missed are skipped, and say what is lost. */
export function judgePlugins(installed: readonly InstalledPlugin[]): readonly DoctorFinding[] {
  const findings = wantedPlugins.map((wanted) =>
    judge(
      wanted,
      installed.find(({ name }) => name === wanted.name),
    ),
  );
  const count = findings.filter(({ outcome }) => outcome === 'ok').length;
  return together('plugins', findings, `all ${count} that the library can use`);
}

function judge(
  { name, tested, needed, lost }: WantedPlugin,
  plugin: InstalledPlugin | undefined,
): DoctorFinding {
  if (!plugin || plugin.disabled) {
    const state = plugin ? 'is disabled' : 'is not installed';
    return needed
      ? failed(
          'plugins',
          `${name} ${state}: ${lost}`,
          plugin ? 'Enable it, and restart Jenkins.' : 'Install it.',
        )
      : skipped('plugins', `${name} ${state}: ${lost}`);
  }
  if (plugin.version === null)
    return failed('plugins', `the manifest in ${name}.jpi cannot be read`, 'Install the plugin again.');
  if (tested === null || atLeast(plugin.version, tested)) return ok('plugins', `${name} ${plugin.version}`);
  return failed(
    'plugins',
    `${name} ${plugin.version} is older than ${tested}, which was tested`,
    'Update it, with what it depends on.',
  );
}

/** A plugin that needs a newer Jenkins is not loaded, and whatever depends on it is not either. */
export function judgeCore(version: string | null, installed: readonly InstalledPlugin[]): DoctorFinding {
  if (version === null)
    return skipped('jenkins', 'config.xml of the home does not say which version this is');
  const refused = installed.filter(
    ({ needsJenkins, disabled }) => !disabled && needsJenkins !== null && !atLeast(version, needsJenkins),
  );
  if (refused.length === 0)
    return ok('jenkins', `${version}, new enough for its ${installed.length} plugins`);
  const wants = refused.map(({ name, needsJenkins }) => `${name} wants ${needsJenkins ?? ''}`);
  return failed(
    'jenkins',
    `this is Jenkins ${version}, and ${several(wants)}`,
    'Update Jenkins, or take older versions of these plugins.',
  );
}

/** Of `META-INF/MANIFEST.MF`: attributes by name, continued lines joined (JAR file specification, "Notes on Manifest and Signature Files"). */
export function manifestOf(text: string): ReadonlyMap<string, string> {
  const [main = ''] = text.replaceAll(/\r\n?/g, '\n').replaceAll('\n ', '').split('\n\n');
  return new Map(
    main.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2)] as const];
    }),
  );
}
