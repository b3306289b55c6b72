import { utcText } from '../core/utc-text.ts';
import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import type { PromotionIntent, PromotionTurn, Verification } from '../core/ledger/fact.ts';
import { wayBack } from '../core/plan/way-back.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import { shortId } from '../core/release/short-id.ts';
import type { Ending } from './ending.ts';
import { adviceOf } from './deployment-ends.ts';
import { keepEvidence } from './evidence.ts';
import { keepImages } from './keep-images.ts';
import { moveBackByTerraform } from './move-by-terraform.ts';
import { moveBack, nameOf, type BackTo } from './move.ts';
import { observe } from './observe.ts';
import type { PromoteInput } from './promote-input.ts';
import { prove, type ToProve } from './prove.ts';
import type { EnvironmentTools } from './tools.ts';
import { writeVerification } from './write-verification.ts';

/**
 * Takes every service that was moved back to the last *verified* release, the whole set, and proves it like any promotion. Not to
 * "revision minus one", which may never have run. Without a verified release each service goes back to what it ran before, which
 * can be deployed but not proven.
 */
export async function goBack(
  intent: PromotionIntent,
  turn: PromotionTurn,
  before: Pick<Ending, 'deployments' | 'smoke'>,
  input: PromoteInput,
  tools: EnvironmentTools,
): Promise<Ending> {
  const { environment, report, ledger } = tools;
  const baseline = await verificationOf(turn.to, intent, ledger);
  report.line(
    baseline
      ? `Going back to release ${shortId(baseline.releaseId)}, verified at ${utcText(baseline.at)}`
      : 'Going back to what the services ran before; no release was ever verified here',
  );
  const targets = targetsOf(intent, baseline);
  const deadline = Date.parse(turn.at) + environment.deadlineMinutes * 60_000;
  const back =
    intent.plan.engine === 'terraform'
      ? await moveBackByTerraform(intent, baseline?.release, deadline, tools)
      : await moveBack(intent, targets, deadline, tools);
  const proof =
    back.failures.length === 0 && baseline
      ? await prove({ ...baseline, id: intent.id }, toProve(intent, baseline, targets, back.ends), tools)
      : { rows: [], smoke: [], failures: back.failures };
  const all = {
    deployments: [...before.deployments, ...back.ends],
    smoke: [...before.smoke, ...proof.smoke],
  };
  if (proof.failures.length > 0) {
    await keepEvidence(tools.witness, back.ends, 'all', 'going-back/');
    return stranded(intent, turn, all, proof.failures, tools);
  }
  if (baseline) {
    await writeVerification(intent, baseline.release, baseline.releaseId, proof.rows, input, tools);
    await keepImages(baseline, tools);
  }
  const afterwards = baseline
    ? `${environment.name} went back to release ${shortId(baseline.releaseId)}, which was proven to run.`
    : `${environment.name} went back to what it ran before; there was no verified release to prove.`;
  return {
    result: 'rolledBack',
    summary: `Release ${shortId(intent.releaseId)} failed in ${environment.name}. ${afterwards}`,
    running: baseline?.releaseId ?? null,
    proof: proof.rows,
    ...all,
    question: null,
    problems: [
      promoteErrors.deploymentFailed.problem({
        environment: environment.name,
        failures: [turn.cause],
        afterwards,
        advice: adviceOf(before.deployments),
      }),
    ],
  };
}

async function verificationOf(
  releaseId: string | null,
  intent: PromotionIntent,
  ledger: EnvironmentTools['ledger'],
): Promise<Verification | undefined> {
  const facts = await ledger.read(intent.environment);
  return facts
    .filter((fact) => fact.kind === 'verification')
    .findLast((fact) => fact.releaseId === releaseId && fact.id < intent.id);
}

/** The task definition that was proven for the baseline, else what the service ran when the plan was made. */
function targetsOf({ plan }: PromotionIntent, baseline: Verification | undefined): readonly BackTo[] {
  return plan.actions.flatMap((action): readonly BackTo[] => {
    if (action.action !== 'deploy') return [];
    const { service, ecsService, strategy, replaces } = action;
    const proven = baseline?.proof.find((row) => row.service === service)?.taskDefinition;
    const taskDefinition = proven ?? replaces;
    return taskDefinition === null ? [] : [{ ecsService, taskDefinition, strategy: wayBack(strategy) }];
  });
}

/** The services the baseline knows; one that came with the failed release is not part of what is proven. */
function toProve(
  { plan }: PromotionIntent,
  { release }: Verification,
  targets: readonly BackTo[],
  ends: readonly DeploymentEnd[],
): readonly ToProve[] {
  return plan.actions.flatMap(({ service, ecsService, container, ...action }) => {
    const target = targets.find((each) => each.ecsService === ecsService);
    const end = ends.find((each) => each.ecsService === ecsService);
    const told = action.action === 'keep' ? action.taskDefinition : target?.taskDefinition;
    // Terraform went back to one of its own, that was not there before.
    const taskDefinition = plan.engine === 'terraform' ? end?.taskDefinition : told;
    const deploymentId = end?.deploymentId ?? null;
    return taskDefinition === undefined || !(service in release.services)
      ? []
      : [{ service, ecsService, container, taskDefinition, deploymentId }];
  });
}

/** Begins to go back and does not wait for the end: what an aborted build has time for. The next run follows it up. */
export async function startBack(
  intent: PromotionIntent,
  turn: PromotionTurn,
  tools: EnvironmentTools,
): Promise<void> {
  if (intent.plan.engine === 'terraform') {
    tools.report.line('  Terraform takes longer than there is time: the next run goes back');
    return;
  }
  const baseline = await verificationOf(turn.to, intent, tools.ledger);
  for (const { ecsService, taskDefinition, strategy } of targetsOf(intent, baseline)) {
    const how = { ended: 'again', strategy, promotion: intent.id } as const;
    await tools.uninterrupted.deploy(ecsService, taskDefinition, how);
    tools.report.line(`  ${ecsService}  goes back to ${nameOf(taskDefinition)}`);
  }
}

async function stranded(
  intent: PromotionIntent,
  turn: PromotionTurn,
  all: Pick<Ending, 'deployments' | 'smoke'>,
  failures: readonly string[],
  tools: EnvironmentTools,
): Promise<Ending> {
  const { environment } = tools;
  const live = await observe(
    intent.plan.actions.map(({ ecsService }) => ecsService),
    tools,
  );
  const runs = [...live.values()].map((service) =>
    service.status === 'active'
      ? `${service.ecsService} on ${nameOf(service.taskDefinition)} (${service.runningCount} of ${service.desiredCount} tasks)`
      : `${service.ecsService} is gone`,
  );
  return {
    result: 'failed',
    summary: `The promotion to ${environment.name} failed, and so did going back. What runs now: ${runs.join('; ')}.`,
    running: null,
    proof: [],
    ...all,
    question: null,
    problems: [
      promoteErrors.rollbackFailed.problem({
        environment: environment.name,
        cause: turn.cause,
        failures,
        runs,
      }),
    ],
  };
}
