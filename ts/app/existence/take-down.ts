import { utcText } from '../../core/utc-text.ts';
import type { Environment } from '../../core/config/config.ts';
import { existenceErrors } from '../../core/errors/catalogue/existence.ts';
import { ProblemError, throwIfAny, type Problem } from '../../core/errors/problem.ts';
import { existenceRow, type ExistenceRow } from '../../core/existence/row.ts';
import { environmentState } from '../../core/ledger/environment-state.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import { destroyFailedNotice } from '../../core/notice/notice-of-existence.ts';
import { onRecord } from './on-record.ts';
import type { ExistenceTools, Wish } from './tools.ts';

export interface DownWish extends Wish {
  /** Whether somebody's lease is ended with it; that stays in the record. */
  readonly endLease: boolean;
}

export interface TakenDown {
  readonly row: ExistenceRow;
  readonly result: 'destroyed' | 'nothingThere' | 'kept' | 'failed';
  /** Why it failed, or is kept though its time has come. */
  readonly problems: readonly Problem[];
}

/**
 * Destroys an environment on demand, whatever the ledger says of its being there: Terraform knows better. One that somebody keeps, or
 * that a promotion is under way to, is left.
 * Errors: `environment-not-on-demand`, `environment-leased`, `environment-promoting`, `environment-destroy-failed`.
 */
export async function takeDown(
  environment: Environment,
  wish: DownWish,
  { ledger, clock, stackOf }: ExistenceTools,
): Promise<TakenDown> {
  const { name } = environment;
  if (!environment.onDemand) throw existenceErrors.notOnDemand.error({ environment: name, act: 'destroyed' });
  const facts = await ledger.read(name);
  const { lease } = existenceRow(environment, facts, clock.now());
  const leased = lease !== null && Date.parse(lease.until) > clock.now();
  throwIfAny([
    ...(leased && !wish.endLease && lease.by !== wish.by.name
      ? [existenceErrors.leased.problem({ environment: name, ...lease })]
      : []),
    ...promotionUnderWay(environment, facts, clock.now()),
  ]);
  const stack = await stackOf(environment);
  if (leased) await ledger.append(name, { kind: 'lease', by: wish.by, until: null, reason: wish.reason });
  const destroyed = await onRecord(name, 'down', wish, ledger, () => stack.destroy());
  const row = existenceRow(environment, await ledger.read(name), clock.now());
  return { row, result: destroyed ? 'destroyed' : 'nothingThere', problems: [] };
}

/**
 * Everything whose time has come. One that fails does not keep the others; whoever calls again tries it again. People are told of it each
 * time, because a timer called and nobody reads its log.
 */
export async function takeDownDue(
  environments: readonly Environment[],
  wish: Wish,
  tools: ExistenceTools,
): Promise<readonly TakenDown[]> {
  const { ledger, clock, report } = tools;
  const ends: TakenDown[] = [];
  for (const environment of environments.filter(({ onDemand }) => onDemand)) {
    const row = existenceRow(environment, await ledger.read(environment.name), clock.now());
    if (!row.due) {
      ends.push({ row, result: row.state === 'down' ? 'nothingThere' : 'kept', problems: [] });
      continue;
    }
    report.line(`${environment.name}: its time has come (${utcText(row.endsAt ?? '')})`);
    ends.push(await attempt(environment, wish, tools));
  }
  return ends;
}

async function attempt(environment: Environment, wish: Wish, tools: ExistenceTools): Promise<TakenDown> {
  try {
    return await takeDown(environment, { ...wish, endLease: false }, tools);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.problems.some(({ category }) => category === 'interrupted')) throw error;
    const { ledger, clock, report, notices } = tools;
    const { name } = environment;
    const row = existenceRow(environment, await ledger.read(name), clock.now());
    const reason = error.problems.map(({ what }) => what).join(' ');
    if (error.problems.every(({ category }) => category === 'refused')) {
      report.line(`${name}: is kept all the same: ${reason}`);
      return { row, result: 'kept', problems: error.problems };
    }
    const failure = existenceErrors.destroyFailed.problem({ environment: name, reason });
    await notices.send(destroyFailedNotice(name, wish, failure.what));
    return { row, result: 'failed', problems: [failure] };
  }
}

/** One that was begun longer ago than it may take is nobody's any more. */
function promotionUnderWay(
  { name, deadlineMinutes }: Environment,
  facts: readonly Fact[],
  now: number,
): readonly Problem[] {
  const { unfinished } = environmentState(name, facts);
  if (!unfinished || now > Date.parse(unfinished.intent.at) + deadlineMinutes * 60_000) return [];
  const { by, at } = unfinished.intent;
  return [existenceErrors.promoting.problem({ environment: name, by: by.name, since: at })];
}
