import { checkIds, deepCheckIds } from '../../core/preflight/check-ids.ts';
import { checks } from '../../core/preflight/checks.ts';
import { passingChecks } from '../../core/preflight/problems.ts';
import { generatedNote } from './note.ts';

/** `docs/preflight.md`: every check, what is true when it is ok, what it asks AWS, and how a promotion ends for a failure. */
export function preflightPage(): string {
  const rows = checkIds.map((id) => {
    const { about, asks } = checks[id];
    const ending = id === 'circuit-breaker' ? '' : passingChecks.includes(id) ? '3' : '4';
    return `| \`${id}\` | ${about} | ${asks.map((action) => `\`${action}\``).join(', ')} | ${isDeep(id) ? 'yes' : ''} | ${ending} |`;
  });
  return `# Preflight

${generatedNote}

\`ecs-promote verify --environment live --release release.json\` checks everything that deploying the release would need, and changes
nothing. \`promote\`, \`restart\` and \`rollback\` begin with the same checks, once the plan has passed its gates and is approved and before
anything is written: a failure refuses the promotion, with all failures at once. A promotion that is taken up again is not checked again.

Every check runs, whatever the others find. Its outcome is \`ok\`, \`failed\` or \`skipped\`; what could not be seen is skipped, with the
permission that is missing, and fails nothing. The value of a secret or parameter is never read.

| check | ok means | asks, as the environment’s role | agents’ image only | exit code |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

\`image\` and \`architecture\` ask as the build itself, which is whom the registry lets in. The checks marked *agents’ image only* need
\`ecs-promote-preflight.cjs\`, which is not in what Jenkins copies into a build; without it they are skipped.

What is not judged: policies of encryption keys, service control policies, conditions in policies on what only the real request has (such a
check is skipped), and what a registry outside of ECR holds.

\`--accept-failed CHECK --reason WHY\` lets a promotion begin all the same: to bring a release that mends a service whose targets are
unhealthy, \`--accept-failed target-health\`. The rows and the reason are in \`promotion.json\`. \`rollback\` accepts the checks with exit
code 3 by itself: where it is needed, they have failed.
`;
}

function isDeep(id: (typeof checkIds)[number]): boolean {
  return (deepCheckIds as readonly string[]).includes(id);
}
