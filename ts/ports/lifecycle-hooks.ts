/** Where CodeDeploy waits for the answers of validation functions. */
export interface LifecycleHooks {
  /** Tells it how a validation ended; it waits an hour at most. */
  answer(deploymentId: string, executionId: string, status: 'Succeeded' | 'Failed'): Promise<void>;
}
