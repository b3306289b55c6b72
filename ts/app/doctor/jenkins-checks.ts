import type { Config } from '../../core/config/config.ts';
import {
  judgeApprovals,
  judgeBuiltInNode,
  judgeContentPolicy,
  judgeGlobalLibrary,
  judgeJobDsl,
  textIn,
  type SetBy,
} from '../../core/doctor/jenkins-settings.ts';
import { judgeCore, judgePlugins } from '../../core/doctor/plugins.ts';
import { defaultSeedJob, jobsOf } from '../../core/jobs/jobs.ts';
import { skipped } from '../../core/preflight/row.ts';
import type { JenkinsHome } from '../../ports/doctor.ts';
import type { Examination } from './examine.ts';
import { machineSubject } from './machine-checks.ts';

/** Where Java's options are in the images and packages of Jenkins. */
const javaOptions = ['JAVA_OPTS', 'JENKINS_JAVA_OPTS'] as const;

/** @param version of the program */
export function jenkinsChecks(
  home: JenkinsHome,
  config: Config | undefined,
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): readonly Examination[] {
  const plugins = home.plugins();
  // Two checks ask for them; one that has ended by its time must leave no rejection behind.
  plugins.catch(() => undefined);
  const of = (check: Examination['check'], look: Examination['look']): Examination => ({
    subject: machineSubject,
    check,
    look,
  });
  const setting = async (name: string) => textIn((await home.text('config.xml')) ?? '', name);
  return [
    of('jenkins', async () => judgeCore((await setting('version')) ?? null, await plugins)),
    of('plugins', async () => judgePlugins(await plugins)),
    of('global-library', async () =>
      judgeGlobalLibrary(await home.text('org.jenkinsci.plugins.workflow.libs.GlobalLibraries.xml'), version),
    ),
    of('choice-scripts', async () => {
      if (config?.jenkins === undefined)
        return skipped('choice-scripts', 'no promotion.yaml with `jenkins` says which jobs there are');
      const jobs = jobsOf(config, config.jenkins, defaultSeedJob);
      return judgeApprovals(await home.text('scriptApproval.xml'), jobs);
    }),
    of('job-dsl', async () =>
      judgeJobDsl(await home.text('javaposse.jobdsl.plugin.GlobalJobDslSecurityConfiguration.xml')),
    ),
    of('built-in-node', async () => judgeBuiltInNode(await setting('numExecutors'))),
    of('content-policy', async () => {
      const options: readonly SetBy[] = javaOptions.flatMap((where) => {
        const text = env[where];
        return text === undefined ? [] : [{ where, text }];
      });
      return judgeContentPolicy([...options, ...(await home.initScripts())]);
    }),
  ];
}
