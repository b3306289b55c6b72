import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import { ProblemError, type Problem } from '../core/errors/problem.ts';
import {
  environmentState,
  verificationOf,
  type UnfinishedPromotion,
} from '../core/ledger/environment-state.ts';
import type {
  Hashes,
  PromotionDecision,
  PromotionIntent,
  PromotionOutcome,
  PromotionTurn,
} from '../core/ledger/fact.ts';
import { recordFiles } from '../core/promotion/record-files.ts';
import type { PromotionRecord } from '../core/promotion/record.ts';
import { sha256Hex } from '../core/release/canonical.ts';
import { servicesHash } from '../core/release/release-id.ts';
import { shortId } from '../core/release/short-id.ts';
import { Answers } from './answers.ts';
import type { Ending } from './ending.ts';
import { Evidence } from './evidence.ts';
import { goBack, startBack } from './go-back.ts';
import { adviceOf } from './deployment-ends.ts';
import { keepImages } from './keep-images.ts';
import type { PromoteInput } from './promote-input.ts';
import { awaitingDecision } from './ask.ts';
import { forwardAndProve, toProve, type Forward } from './way-forward.ts';
import { writeVerification } from './write-verification.ts';
import type { EnvironmentTools } from './tools.ts';

/**
 * Does what the intent's plan says, proves it, and writes down how it ended. Where the promotion has turned to going back already,
 * it goes on with that: a failure that was seen is not forgotten by a new run.
 */
export async function carryOut(
  unfinished: UnfinishedPromotion,
  begin: Pick<PromotionRecord, 'resumed' | 'preflight'>,
  input: PromoteInput,
  given: EnvironmentTools,
): Promise<PromotionRecord> {
  const { intent, turn } = unfinished;
  const evidence = new Evidence(given);
  const tools: EnvironmentTools = { ...given, report: evidence.report, witness: evidence.witness };
  tools.report.line(`Promotion ${intent.id}: release ${shortId(intent.releaseId)} to ${intent.environment}`);
  const answers = new Answers(intent, unfinished.decisions, input.by, tools);
  const work = async (): Promise<Ending> => {
    if (turn) return goBack(intent, turn, { deployments: [], smoke: [] }, input, tools);
    const forward = await forwardAndProve(unfinished, answers, tools);
    const { waiting, deployments } = forward;
    if (waiting.length > 0)
      return awaitingDecision(intent, waiting, deployments, toProve(intent, deployments), tools);
    await evidence.ofTheWayForward(deployments, forward.failures.length > 0);
    return forward.failures.length === 0
      ? verified(intent, forward, input, tools)
      : failed(intent, forward, input, tools);
  };
  const onAbort = async (): Promise<void> => {
    if (tools.environment.onAbort !== 'rollback') return;
    const state = environmentState(intent.environment, await tools.ledger.read(intent.environment));
    const cause = 'interrupted, and onAbort is rollback';
    await startBack(intent, state.unfinished?.turn ?? (await turnBack(intent, cause, input, tools)), tools);
  };
  const ending = await attempt(work, onAbort, intent);
  const kept = { ...(await evidence.hashes()), ...tools.stack?.evidence() };
  const record = recordOf(
    intent,
    answers.decisions,
    { ...ending, ...begin, evidence: Object.keys(kept) },
    input,
    tools,
  );
  await writeOutcome(record, kept, input, tools);
  return record;
}

async function verified(
  intent: PromotionIntent,
  forward: Forward,
  input: PromoteInput,
  tools: EnvironmentTools,
): Promise<Ending> {
  await writeVerification(intent, intent.release, intent.releaseId, forward.proof, input, tools);
  await keepImages(intent, tools);
  const unproven = forward.proof
    .filter(({ outcome }) => outcome === 'deployedNotProven')
    .map(({ service }) => service);
  return {
    result: 'verified',
    summary: `${intent.environment} runs release ${shortId(intent.releaseId)}, verified${
      unproven.length === 0 ? '' : `; deployed and not proven: ${unproven.join(', ')}`
    }.`,
    running: intent.releaseId,
    proof: forward.proof,
    smoke: forward.smoke,
    deployments: forward.deployments,
    question: null,
    problems: [],
  };
}

/** Goes back, unless the configuration wants a failure left as it is for people to look at. */
async function failed(
  intent: PromotionIntent,
  forward: Forward,
  input: PromoteInput,
  tools: EnvironmentTools,
): Promise<Ending> {
  const { environment, report } = tools;
  for (const failure of forward.failures) report.line(`  failed: ${failure}`);
  await takeBack(intent, forward.failures, input, tools);
  if (environment.onFailure === 'stop') {
    const afterwards = `${environment.name} is left as it is, as onFailure: stop asks; ECS may have gone back by itself.`;
    return {
      result: 'failed',
      summary: `The promotion to ${environment.name} failed; ${afterwards}`,
      running: null,
      proof: forward.proof,
      smoke: forward.smoke,
      deployments: forward.deployments,
      question: null,
      problems: [
        promoteErrors.deploymentFailed.problem({
          environment: environment.name,
          failures: forward.failures,
          afterwards,
          advice: adviceOf(forward.deployments),
        }),
      ],
    };
  }
  const turn = await turnBack(intent, forward.failures.join('; '), input, tools);
  return goBack(intent, turn, forward, input, tools);
}

/**
 * A release that was verified here before and has failed now is not good any more, until it is verified again. Not after a rollback:
 * whoever puts out a fire must be able to try the same way twice.
 */
async function takeBack(
  intent: PromotionIntent,
  failures: readonly string[],
  { by }: PromoteInput,
  { ledger, report }: EnvironmentTools,
): Promise<void> {
  if (intent.plan.kind === 'rollback') return;
  const state = environmentState(intent.environment, await ledger.read(intent.environment));
  const verification = verificationOf(state, servicesHash(intent.release));
  if (!verification) return;
  const reason = `a later verification failed: ${failures.join('; ')}`;
  const { releaseId } = verification;
  await ledger.append(intent.environment, { kind: 'revocation', by, releaseId, reason });
  report.line(`  Release ${shortId(releaseId)} no longer counts as verified in ${intent.environment}`);
}

/** Durable before the first service is moved back. */
async function turnBack(
  intent: PromotionIntent,
  cause: string,
  input: PromoteInput,
  { ledger }: EnvironmentTools,
): Promise<PromotionTurn> {
  const turn = await ledger.append(intent.environment, {
    kind: 'promotion',
    phase: 'rollback',
    by: input.by,
    promotion: intent.id,
    releaseId: intent.releaseId,
    to: intent.plan.baseline,
    cause,
  });
  if (turn.kind !== 'promotion' || turn.phase !== 'rollback')
    throw new Error('the ledger answered another fact');
  return turn;
}

/** An interruption or an unreachable AWS is not a failure of the deployment: the promotion stays unfinished, and the next run goes on. */
async function attempt(
  work: () => Promise<Ending>,
  whenInterrupted: () => Promise<void>,
  { environment, id }: PromotionIntent,
): Promise<Ending> {
  try {
    return await work();
  } catch (error) {
    const problems = problemsOf(error);
    const interrupted = problems.some(({ category }) => category === 'interrupted');
    const notTurned = interrupted ? await whenInterrupted().then(() => [], problemsOf) : [];
    return {
      result: 'interrupted',
      summary: `The promotion to ${environment} was interrupted; run it again to finish it.`,
      running: null,
      proof: [],
      smoke: [],
      deployments: [],
      question: null,
      problems: interrupted
        ? [promoteErrors.interrupted.problem({ environment, promotion: id }), ...notTurned]
        : problems,
    };
  }
}

/** Only what the world did to us is an ending; a bug of ours is thrown on. */
function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  throw error;
}

/** Holds the hash of every file that is archived, so that what is archived can be proven to be what was written now. */
async function writeOutcome(
  record: PromotionRecord & Ending & { readonly promotion: string },
  kept: Hashes,
  input: PromoteInput,
  { ledger, config, archives }: EnvironmentTools,
) {
  const outcome: Omit<PromotionOutcome, 'version' | 'id' | 'environment' | 'previous' | 'at'> = {
    kind: 'promotion',
    phase: 'outcome',
    by: input.by,
    promotion: record.promotion,
    releaseId: record.releaseId,
    result: record.result,
    summary: record.summary,
    running: record.running,
    ...(archives && { archived: { ...hashesOf(recordFiles(record, config)), ...kept } }),
    ...(record.question && { question: record.question }),
  };
  await ledger.append(record.environment, outcome);
}

function hashesOf(files: ReturnType<typeof recordFiles>): Hashes {
  return Object.fromEntries(files.map(([name, text]) => [name, sha256Hex(text)]));
}

function recordOf(
  intent: PromotionIntent,
  decisions: readonly PromotionDecision[],
  ending: Ending & Pick<PromotionRecord, 'resumed' | 'preflight' | 'evidence'>,
  input: PromoteInput,
  { clock, ledger }: EnvironmentTools,
) {
  return {
    version: 1 as const,
    promotion: intent.id,
    environment: intent.environment,
    by: intent.by,
    reason: intent.reason,
    releaseId: intent.releaseId,
    release: intent.release,
    plan: intent.plan,
    planHash: intent.planHash,
    approvedPlan: input.approvedPlan,
    approvedBy: intent.approvedBy,
    decisions: decisions.map(({ at, question, answer, answeredBy, pauses }) => ({
      at,
      question,
      answer,
      answeredBy,
      pauses,
    })),
    ...ending,
    startedAt: intent.at,
    endedAt: new Date(clock.now()).toISOString(),
    ledger: ledger.address,
  };
}
