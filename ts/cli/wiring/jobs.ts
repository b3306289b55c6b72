import type * as z from 'zod/mini';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import type { Config } from '../../core/config/config.ts';
import { jobsErrors } from '../../core/errors/catalogue/jobs.ts';
import { throwIfAny, type Problem } from '../../core/errors/problem.ts';
import { approvalOf, approvalsYaml } from '../../core/jobs/approvals.ts';
import { jobDsl } from '../../core/jobs/job-dsl.ts';
import type { Job } from '../../core/jobs/job.ts';
import { jobsOf } from '../../core/jobs/jobs.ts';
import type { jobsStep } from '../../steps/jobs.ts';
import type { Answer, Context } from '../context.ts';
import { configuration } from './configuration.ts';

/** `jobs`: reads the configuration, and writes what follows from it. */
export async function jobs(
  { config: file, out, approvals, seedJob }: z.infer<(typeof jobsStep)['input']>,
  { cwd, report }: Context,
): Promise<Answer<z.input<(typeof jobsStep)['output']>>> {
  const files = new WorkspaceFiles(cwd);
  const config = await configuration(file, cwd);
  if (config.jenkins === undefined) throw jobsErrors.notConfigured.error({ file }, { place: { file } });
  const wanted = jobsOf(config, config.jenkins, seedJob);
  throwIfAny(sameNames(wanted));
  const script = jobDsl(wanted, config.jenkins.keepBuilds);
  const remarks = leftToPeople(config);
  for (const remark of remarks) report.line(remark);
  if (out !== undefined) await files.replaceText(out, script);
  if (approvals !== undefined) await files.replaceText(approvals, approvalsYaml(wanted));
  const made = wanted.map((job) => ({ name: job.name, kind: job.kind, approval: approvalOf(job) }));
  return {
    output: { jobs: made, remarks: [...remarks], files: [out, approvals].flatMap((path) => path ?? []) },
    text:
      out === undefined
        ? script
        : made.map(({ name, approval }) => `${name}${approval ? ` ${approval}` : ''}\n`).join(''),
  };
}

function sameNames(wanted: readonly Job[]): readonly Problem[] {
  const names = [...new Set(wanted.map(({ name }) => name))];
  return names.flatMap((name) => {
    const descriptions = wanted.filter((job) => job.name === name).map(({ description }) => description);
    return descriptions.length === 1 ? [] : [jobsErrors.sameName.problem({ name, descriptions })];
  });
}

function leftToPeople({ services, environments }: Config): readonly string[] {
  return [
    ...services
      .filter(({ source }) => source === undefined)
      .map(({ name, job }) => `${name} does not say where its source is: make the job ${job} yourself.`),
    ...environments
      .filter(({ promotesFrom }) => promotesFrom.length > 1)
      .map(({ job, promotesFrom: [first = ''] }) => `${job} offers the builds that went to ${first}.`),
  ];
}
