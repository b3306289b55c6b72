import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { ProblemError, type Problem } from '../../core/errors/problem.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import type { Hashes } from '../../core/ledger/fact.ts';
import type { Fact } from '../../core/ledger/fact.ts';
import { releaseId } from '../../core/release/release-id.ts';
import type { Release, ReleaseId } from '../../core/release/release.ts';
import { whyNotPromote } from '../../core/terraform/hand-over.ts';
import { handedOver } from '../../core/terraform/handed-over.ts';
import { releaseBuilds } from '../../core/terraform/release-builds.ts';
import { stackChanges, type StackChanges } from '../../core/terraform/stack-changes.ts';
import { stackOf } from '../../core/terraform/stack-of.ts';
import type { Stack } from '../../ports/stack.ts';
import { carryOut } from './apply-stack.ts';
import { plan, type Plan } from './plan-stack.ts';
import { openSession, type OpenedSession } from './session.ts';
import { noOptions, type StackRequest, type StackTools } from './tools.ts';

interface Opened {
  readonly session: OpenedSession;
  readonly plan: Plan;
  readonly request: StackRequest;
  readonly releaseId: ReleaseId;
  readonly changes: StackChanges;
}

/** How long another run that has the stack or its state is waited for, as `orchestrate` does. */
const lockWaitMinutes = 10;

/**
 * The stack of an environment, planned and applied in one session: the plan file that is applied is the one whose changes the promotion
 * decided upon, so between the two nothing can come.
 */
export class PromotedStack implements Stack {
  readonly #environment: Environment;
  readonly #services: Config['services'];
  readonly #tools: StackTools;
  #opened: Opened | null = null;

  constructor(environment: Environment, { services }: Pick<Config, 'services'>, tools: StackTools) {
    this.#environment = environment;
    this.#services = services;
    this.#tools = tools;
  }

  async plan(release: Release): Promise<StackChanges> {
    const wanted = releaseId(release);
    if (this.#opened?.releaseId === wanted) return this.#opened.changes;
    await this.close();
    const name = stackOf(this.#environment, await this.#tools.tree.folders());
    const builds = releaseBuilds(release, this.#services);
    const request: StackRequest = { name, options: noOptions, builds, lockWaitMinutes, handOver: null };
    const session = await openSession(request, 'promotion', this.#tools);
    try {
      const planned = await plan(session, false, this.#tools);
      if (!planned.changes) throw terraformErrors.approvalUnsupported.error({ version: session.version });
      const changes = stackChanges(name, planned.changes);
      this.#opened = { session, plan: planned, request, releaseId: wanted, changes };
      return changes;
    } finally {
      if (this.#opened === null) await session.close();
    }
  }

  away(release: Release, facts: readonly Fact[]): readonly Problem[] {
    const changes = this.#opened?.plan.changes;
    const kept = handedOver(this.#environment, facts);
    return changes && kept ? whyNotPromote(changes, kept, release) : [];
  }

  async apply(): Promise<string | null> {
    if (!this.#opened) throw new Error('a stack is applied as it was planned, and it was not planned');
    const { session, plan, request } = this.#opened;
    try {
      if (!plan.isNothing) await carryOut(plan, session, { ...request, approvedChanges: null }, this.#tools);
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [{ category, what }] = error.problems;
      if (category !== 'deployment') throw error;
      return what;
    } finally {
      await this.close();
    }
  }

  evidence(): Hashes {
    const hashes = Object.entries(this.#tools.evidence.hashes());
    return Object.fromEntries(hashes.map(([name, hash]) => [`evidence/${name}`, hash]));
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.session.close();
  }
}
