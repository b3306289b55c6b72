import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as z from 'zod/mini';
import { JenkinsHomeBuilds } from '../../adapters/jenkins/home-builds.ts';
import { listChoices, type Choices } from '../../app/choices.ts';
import { choicesErrors } from '../../core/errors/catalogue/choices.ts';
import type { UpstreamBuilds } from '../../ports/builds.ts';
import type { choicesStep } from '../../steps/choices.ts';
import type { Context, Run } from '../context.ts';
import { eligibleChoices } from '../part-controller.ts';

export const run: Run<typeof choicesStep> = async (input, context) => {
  const output = await listed(input, context);
  for (const remark of output.remarks) context.report.line(remark);
  return {
    output: { ...output, choices: [...output.choices], remarks: [...output.remarks] },
    text: output.choices.map(({ line }) => `${line}\n`).join(''),
  };
};

type Input = z.infer<(typeof choicesStep)['input']>;

async function listed(input: Input, context: Context): Promise<Choices> {
  const { job, limit, result: results, eligibleFor, config, configFrom } = input;
  const upstream = await builds(input, context);
  if (eligibleFor === undefined) {
    if (config !== undefined || configFrom !== undefined) {
      const given = ['--config', '--config-from'].filter((_, at) => [config, configFrom][at] !== undefined);
      throw choicesErrors.withoutEligibleFor.error({ given });
    }
    return listChoices({ job, limit, results }, { upstream });
  }
  if (!(upstream instanceof JenkinsHomeBuilds)) throw choicesErrors.eligibleFromHome.error({});
  return eligibleChoices({ ...input, eligibleFor }, upstream, context);
}

async function builds(
  { jenkinsHome, jenkinsUrl, lookBack, buildsDir }: Input,
  context: Context,
): Promise<UpstreamBuilds> {
  const { env, cwd, interrupted } = context;
  const home = jenkinsHome ?? (jenkinsUrl === undefined ? homeOnThisMachine(env) : undefined);
  if (jenkinsUrl !== undefined) {
    const others = [
      ...(home === undefined ? [] : ['--jenkins-home']),
      ...(buildsDir === undefined ? [] : ['--builds-dir']),
    ];
    if (others.length > 0) throw choicesErrors.oneSource.error({ given: [...others, '--jenkins-url'] });
  }
  if (home !== undefined) {
    const options = {
      ...(lookBack !== undefined && { lookBack }),
      ...(buildsDir !== undefined && { buildsDir }),
    };
    return new JenkinsHomeBuilds(resolve(cwd, home), options);
  }
  if (jenkinsUrl === undefined) throw choicesErrors.oneSource.error({ given: [] });
  // Loaded only here: a page of Jenkins waits for a list from the home.
  const { JenkinsRestBuilds } = await import('../../adapters/jenkins/rest-builds.ts');
  const { JENKINS_USER: user, JENKINS_TOKEN: token } = env;
  return new JenkinsRestBuilds(jenkinsUrl, { user, token, lookBack, signal: interrupted });
}

/** An agent's JENKINS_HOME names a folder of the controller, which the agent hardly ever has. */
function homeOnThisMachine({ JENKINS_HOME: home }: Context['env']): string | undefined {
  if (home === undefined || home === '') return undefined;
  return statSync(join(home, 'jobs'), { throwIfNoEntry: false })?.isDirectory() ? home : undefined;
}
