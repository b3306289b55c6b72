import { oneLine } from '../release/columns.ts';
import { shortId } from '../release/short-id.ts';
import type { Release } from '../release/release.ts';
import { answerText } from './answered-checks.ts';
import type { Action, AnsweredCheck, Exception, Plan } from './plan.ts';
import { renderChanges } from '../terraform/render-changes.ts';
import { textOf, type PlanLine } from './fitted.ts';
import { renderStrategy } from './render-strategy.ts';

/** The plan as people read it in a console: what moves from what to what, what stays, what can't be proven. */
export function renderPlan(plan: Plan, planHash: string, release: Release): string {
  return textOf(planLines(plan, planHash, release));
}

/** The commits that come with a service, as lines to be put below it. */
export type CommitLines = ReadonlyMap<string, readonly string[]>;

/** Line by line, for whoever has room for some of them only (`fitted`). */
export function planLines(
  plan: Plan,
  planHash: string,
  release: Release,
  commits: CommitLines = new Map(),
): readonly PlanLine[] {
  const from = plan.baseline === null ? 'nothing verified yet' : `verified release ${shortId(plan.baseline)}`;
  const title = titles[plan.kind](shortId(plan.releaseId), plan.environment);
  const width = Math.max(0, ...plan.actions.map(({ service }) => service.length));
  return [
    { kind: 'head', text: `${title} (cluster ${plan.cluster}; ${from})` },
    ...plan.actions.flatMap((action) => actionLines(action, release, width, commits)),
    ...orderLines(plan),
    ...terraformLines(plan),
    ...(plan.exceptions ?? []).map((exception) => line('exception', exceptionLine(exception))),
    ...(plan.checks ?? []).map((check) => line('check', `  check ${checkText(check)}`)),
    ...plan.notes.map((note) => line('note', `  note: ${note}`)),
    { kind: 'head', text: `Plan ${planHash}` },
  ];
}

function line(kind: PlanLine['kind'], text: string): PlanLine {
  return { kind, text };
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

function checkText(check: AnsweredCheck): string {
  return `${check.check}: ${answerText(check)} (${check.at})`;
}

function terraformLines({ terraform }: Plan): readonly PlanLine[] {
  if (!terraform) return [];
  const { stack, region, resources } = terraform;
  const changes = renderChanges({ resources, outputs: [] }).split('\n');
  const sums = changes.pop() ?? '';
  return [
    line('stack', `  terraform ${stack}${region === null ? '' : ` in ${region}`}`),
    // What is most worth a look is the last.
    ...changes.map((text, at): PlanLine => ({
      kind: 'resource',
      text: `  ${text}`,
      turn: changes.length - at,
    })),
    line('stack', `  ${sums}`),
  ];
}

/** Which services move together, where they do not all. */
function orderLines({ actions, parallel }: Plan): readonly PlanLine[] {
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
  return [line('order', `  order: ${names.join(', then ')}${limit}`)];
}

function actionLines(
  action: Action,
  release: Release,
  width: number,
  commits: CommitLines,
): readonly PlanLine[] {
  const name = action.service.padEnd(width);
  const subject = oneLine(release.services[action.service]?.subject ?? '', 72);
  if (action.action === 'keep') return [line('kept', `  keep    ${name}  ${action.build}  ${subject}`)];
  const move =
    action.fromBuild === null || action.fromBuild === action.toBuild
      ? `${action.toBuild}`
      : `${action.fromBuild} → ${action.toBuild}`;
  const service = line('service', `  deploy  ${name}  ${move}  ${subject}`);
  const below = (kind: PlanLine['kind'], text: string, turn = 0): PlanLine => ({
    kind,
    text: `${' '.repeat(12 + width)}${text}`,
    under: service,
    turn,
  });
  return [
    service,
    ...(commits.get(action.service) ?? []).map((commit, at) => below('commit', commit, at)),
    ...(action.strategy.type === 'rolling' ? [] : [below('setting', renderStrategy(action.strategy))]),
    ...(action.alsoChanges.length === 0
      ? []
      : [below('setting', `also changes ${action.alsoChanges.join(', ')}`)]),
  ];
}
