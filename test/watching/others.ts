import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import type { Second } from './watched.ts';

/** What others do: ask whether the service is stable, at these moments, and no more. */
export interface Waiter {
  readonly name: string;
  /** Seconds after the deployment began. */
  readonly polls: readonly number[];
}

/** `aws ecs wait services-stable`: 15 s, 40 times (AWS CLI reference). */
export const awsCli: Waiter = {
  name: 'aws ecs wait',
  polls: Array.from({ length: 40 }, (_, poll) => poll * 15),
};

/** 15 s doubled up to 120 s, for half an hour, as the SDK's waiter without its jitter. */
export const backOff: Waiter = { name: '15→120 s back-off', polls: backOffPolls(1800) };

function backOffPolls(most: number): readonly number[] {
  const polls = [0];
  for (let pause = 15; (polls.at(-1) ?? 0) + pause <= most; pause = Math.min(2 * pause, 120))
    polls.push((polls.at(-1) ?? 0) + pause);
  return polls;
}

/** How it ended, and after how many seconds; null while it has not. */
export interface WaiterEnd {
  readonly seconds: number;
  /** `stable` is success in their eyes, whatever runs. */
  readonly end: 'stable' | 'gave up';
}

/** Lets a waiter wait on the trace of a deployment that begins now. */
export function waiting(aws: TestAws, { polls }: Waiter): { readonly second: Second; end: WaiterEnd | null } {
  const began = aws.emulator.clock.now();
  let next = 0;
  const state: { second: Second; end: WaiterEnd | null } = {
    end: null,
    second: async () => {
      const seconds = (aws.emulator.clock.now() - began) / 1000;
      const due = polls[next];
      if (state.end || due === undefined || seconds < due) return;
      next += 1;
      const { services = [] } = await aws.ecs.send(
        new DescribeServicesCommand({ cluster: 'test', services: ['service1'] }),
      );
      const isStable = services.every(
        ({ deployments = [], runningCount, desiredCount }) =>
          deployments.length === 1 && runningCount === desiredCount,
      );
      if (isStable || next === polls.length) state.end = { seconds, end: isStable ? 'stable' : 'gave up' };
    },
  };
  return state;
}
