import type { Actor, PromotionDecision, PromotionIntent } from '../core/ledger/fact.ts';
import { answerTo, questionOf, type Waiting } from '../core/promotion/question.ts';
import type { SmokeRow } from '../core/smoke/row.ts';
import { checksOn, runSmoke } from './smoke.ts';
import type { SmokeSubject } from './smoke/tools.ts';
import type { EnvironmentTools } from './tools.ts';

/**
 * What was decided while deployments waited: by people, before this run, and by the smoke checks on test traffic where the strategy
 * leaves it to them. A decision is in the ledger before AWS hears of it, whoever made it.
 */
export class Answers {
  readonly decisions: PromotionDecision[];
  readonly smoke: SmokeRow[] = [];
  readonly #intent: PromotionIntent;
  readonly #by: Actor;
  readonly #tools: EnvironmentTools;

  constructor(
    intent: PromotionIntent,
    decisions: readonly PromotionDecision[],
    by: Actor,
    tools: EnvironmentTools,
  ) {
    this.#intent = intent;
    this.decisions = [...decisions];
    this.#by = by;
    this.#tools = tools;
  }

  /** Null where a person must decide and has not yet. `services`: what each service was told to run. */
  async to(
    waiting: Waiting,
    services: SmokeSubject['services'],
  ): Promise<PromotionDecision['answer'] | null> {
    const decided = answerTo(waiting, this.decisions);
    if (decided) return decided.answer;
    return checksDecide(this.#intent, waiting) ? this.#check(waiting, services) : null;
  }

  async #check(waiting: Waiting, services: SmokeSubject['services']): Promise<PromotionDecision['answer']> {
    const { environment, ledger, report } = this.#tools;
    const { id: promotion, release, releaseId } = this.#intent;
    const subject = { promotion, release, releaseId, services };
    const checks = checksOn('testTraffic', environment.smoke);
    const rows = await runSmoke(checks, { ...this.#tools, subject });
    this.smoke.push(...rows);
    const answer = rows.every(({ outcome }) => outcome === 'passed') ? 'continue' : 'rollback';
    report.line(`  ${waiting.ecsService}  checked at ${waiting.pause.stage}: ${answer}`);
    const { id: question, pauses } = questionOf([waiting], []);
    const fact = await ledger.append(environment.name, {
      kind: 'promotion',
      phase: 'decision',
      by: this.#by,
      promotion,
      releaseId,
      question,
      answer,
      answeredBy: 'smoke checks',
      pauses,
    });
    if (fact.kind !== 'promotion' || fact.phase !== 'decision')
      throw new Error('the ledger answered another fact');
    this.decisions.push(fact);
    return answer;
  }
}

function checksDecide({ plan }: PromotionIntent, { ecsService, pause }: Waiting): boolean {
  const action = plan.actions.find((each) => each.ecsService === ecsService);
  if (action?.action !== 'deploy' || !('pauses' in action.strategy)) return false;
  return action.strategy.pauses.some(({ stage, decides }) => stage === pause.stage && decides === 'checks');
}
