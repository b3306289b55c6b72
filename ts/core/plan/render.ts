import { shortId } from '../release/short-id.ts';
import type { Release } from '../release/release.ts';
import type { Action, Exception, Plan } from './plan.ts';
import { renderChanges } from '../terraform/render-changes.ts';
import { renderStrategy } from './render-strategy.ts';

/** The plan as people read it in a console or an approval: what moves from what to what, what stays, what can't be proven. */
export function renderPlan(plan: Plan, planHash: string, release: Release): string {
  const from = plan.baseline === null ? 'nothing verified yet' : `verified release ${shortId(plan.baseline)}`;
  const width = Math.max(0, ...plan.actions.map(({ service }) => service.length));
  return [
    `${titles[plan.kind](shortId(plan.releaseId), plan.environment)} (cluster ${plan.cluster}; ${from})`,
    ...plan.actions.flatMap((action) => actionLines(action, release, width)),
    ...orderLines(plan),
    ...terraformLines(plan),
    ...(plan.exceptions ?? []).map(exceptionLine),
    ...plan.notes.map((note) => `  note: ${note}`),
    `Plan ${planHash}`,
  ].join('\n');
}

const titles = {
  promote: (release: string, environment: string) => `Promote release ${release} to ${environment}`,
  restart: (release: string, environment: string) => `Restart release ${release} in ${environment}`,
  rollback: (release: string, environment: string) => `Take ${environment} back to release ${release}`,
};

const exceptionKinds = { older: 'older over newer', hotfix: 'hot fix', freeze: 'in a freeze' };

function exceptionLine({ kind, gate, environment, by, reason }: Exception): string {
  return `  ${exceptionKinds[kind]}: ${by} passes the gate ${gate} of ${environment}: ${reason}`;
}

function terraformLines({ terraform }: Plan): readonly string[] {
  if (!terraform) return [];
  const { stack, region, resources } = terraform;
  const changes = renderChanges({ resources, outputs: [] }).split('\n');
  return [
    `  terraform ${stack}${region === null ? '' : ` in ${region}`}`,
    ...changes.map((line) => `  ${line}`),
  ];
}

/** Which services move together, where they do not all. */
function orderLines({ actions, parallel }: Plan): readonly string[] {
  const deploys = actions.filter((action) => action.action === 'deploy');
  const waves = [...new Set(deploys.map(({ wave }) => wave))];
  const names = waves.map((wave) =>
    deploys
      .filter((action) => action.wave === wave)
      .map(({ service }) => service)
      .join(', '),
  );
  const limit = parallel !== null && deploys.length > parallel ? `, ${parallel} at a time` : '';
  if (waves.length < 2 && limit === '') return [];
  return [`  order: ${names.join(', then ')}${limit}`];
}

function actionLines(action: Action, release: Release, width: number): readonly string[] {
  const name = action.service.padEnd(width);
  const subject = release.services[action.service]?.subject ?? '';
  if (action.action === 'keep') return [`  keep    ${name}  ${action.build}  ${subject}`];
  const move =
    action.fromBuild === null || action.fromBuild === action.toBuild
      ? `${action.toBuild}`
      : `${action.fromBuild} → ${action.toBuild}`;
  const indent = ' '.repeat(12 + width);
  return [
    `  deploy  ${name}  ${move}  ${subject}`,
    ...(action.strategy.type === 'rolling' ? [] : [`${indent}${renderStrategy(action.strategy)}`]),
    ...(action.alsoChanges.length === 0 ? [] : [`${indent}also changes ${action.alsoChanges.join(', ')}`]),
  ];
}
