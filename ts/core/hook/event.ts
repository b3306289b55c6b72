import * as z from 'zod/mini';

/**
 * What a validation function is called with. CodeDeploy's two members are in its user guide ("AppSpec 'hooks' section for an Amazon ECS
 * deployment"), those of ECS' own deployments in the ECS developer guide ("Lambda hooks for Amazon ECS service deployments").
 */
export type HookEvent = CodeDeployEvent | NativeEvent;

export interface CodeDeployEvent {
  readonly by: 'codeDeploy';
  readonly deploymentId: string;
  readonly executionId: string;
}

export interface NativeEvent {
  readonly by: 'ecs';
  readonly executionId: string;
  readonly stage: string;
  /** ARN of the service deployment. */
  readonly deployment: string;
  /** As the hook was configured, with what this function handed on at its last call. */
  readonly details: Readonly<Record<string, unknown>>;
  /** ECS takes the traffic back and calls the function once more; it must not be held up. */
  readonly goesBack: boolean;
}

const codeDeploySchema = z.object({
  DeploymentId: z.string(),
  LifecycleEventHookExecutionId: z.string(),
});
const weights = z.optional(z.record(z.string(), z.number()));
const nativeSchema = z.object({
  executionId: z.string(),
  lifecycleStage: z.string(),
  resourceArn: z._default(z.string(), ''),
  executionDetails: z._default(
    z.object({
      targetServiceRevisionArn: z.optional(z.string()),
      testTrafficWeights: weights,
      productionTrafficWeights: weights,
    }),
    {},
  ),
  hookDetails: z._default(z.nullable(z.record(z.string(), z.unknown())), {}),
});

/** Undefined for what neither of them sends. */
export function readHookEvent(event: unknown): HookEvent | undefined {
  const codeDeploy = z.safeParse(codeDeploySchema, event);
  if (codeDeploy.success) {
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId } = codeDeploy.data;
    return { by: 'codeDeploy', deploymentId, executionId };
  }
  const native = z.safeParse(nativeSchema, event);
  if (!native.success) return undefined;
  const { executionId, lifecycleStage, resourceArn, hookDetails } = native.data;
  return {
    by: 'ecs',
    executionId,
    stage: lifecycleStage,
    deployment: resourceArn,
    details: hookDetails ?? {},
    goesBack: goesBack(native.data),
  };
}

/**
 * There is no stage of its own for a rollback: the stages of the two shifts are called again, with all weight on another revision than
 * the target (developer guide, "Lifecycle hooks during rollback"). Before the first shift it looks alike in the stages around it, which
 * are not called on the way back.
 */
function goesBack({ lifecycleStage, executionDetails }: z.output<typeof nativeSchema>): boolean {
  const { targetServiceRevisionArn: target, testTrafficWeights, productionTrafficWeights } = executionDetails;
  const byStage: Readonly<Record<string, Readonly<Record<string, number>> | undefined>> = {
    TEST_TRAFFIC_SHIFT: testTrafficWeights,
    PRODUCTION_TRAFFIC_SHIFT: productionTrafficWeights,
  };
  const shares = Object.entries(byStage[lifecycleStage] ?? {});
  return (
    shares.some(([revision, weight]) => revision !== target && weight === 100) &&
    shares.every(([revision, weight]) => revision !== target || weight === 0)
  );
}
