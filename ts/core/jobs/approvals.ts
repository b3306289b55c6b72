import { approvalHash, choiceScript } from './choice-script.ts';
import type { Job } from './job.ts';

/** The hash by which an administrator approves the choice script of a job; null for a job without one. */
export function approvalOf({ choice }: Job): string | null {
  return choice === null ? null : approvalHash(choiceScript(choice));
}

/**
 * What the generated Job DSL script calls inside the sandbox besides Job DSL's own methods: it appends nodes to the XML of a job, which is
 * in memory and is checked as any job that its user configures.
 */
export const approvedSignatures = [
  'method groovy.util.Node appendNode java.lang.Object',
  'method groovy.util.Node appendNode java.lang.Object java.lang.Object',
  'method groovy.util.Node appendNode java.lang.Object java.util.Map',
  'method groovy.util.Node get java.lang.String',
] as const;

/** The approvals for configuration-as-code. The hashes of scripts that no job has any more are not in it, and so not approved. */
export function approvalsYaml(jobs: readonly Job[]): string {
  const hashes = jobs.flatMap((job) => {
    const hash = approvalOf(job);
    return hash === null ? [] : [`      - ${hash} # ${JSON.stringify(job.name)}`];
  });
  return [
    '# ecs-promote jobs --approvals writes this, from promotion.yaml, for the configuration-as-code of the controller.',
    'security:',
    '  scriptApproval:',
    '    approvedSignatures:',
    ...approvedSignatures.map((signature) => `      - ${signature}`),
    `    approvedScriptHashes:${hashes.length === 0 ? ' []' : ''}`,
    ...hashes,
    '',
  ].join('\n');
}
