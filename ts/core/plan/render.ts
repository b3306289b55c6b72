import { shortId } from '../release/short-id.ts';
import type { Release } from '../release/release.ts';
import type { Action, Plan } from './plan.ts';

/** The plan as people read it in a console or an approval: what moves from what to what, what stays, what can't be proven. */
export function renderPlan(plan: Plan, planHash: string, release: Release): string {
  const from = plan.baseline === null ? 'nothing verified yet' : `verified release ${shortId(plan.baseline)}`;
  const width = Math.max(0, ...plan.actions.map(({ service }) => service.length));
  return [
    `Promote release ${shortId(plan.releaseId)} to ${plan.environment} (cluster ${plan.cluster}; ${from})`,
    ...plan.actions.flatMap((action) => actionLines(action, release, width)),
    ...plan.notes.map((note) => `  note: ${note}`),
    `Plan ${planHash}`,
  ].join('\n');
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
    ...(action.alsoChanges.length === 0 ? [] : [`${indent}also changes ${action.alsoChanges.join(', ')}`]),
  ];
}
