import type { TrafficRoutingConfig } from '@aws-sdk/client-codedeploy';
import type { DeploymentConfiguration } from './state.ts';

export const allAtOnce = 'CodeDeployDefault.ECSAllAtOnce';

const atOnce: TrafficRoutingConfig = { type: 'AllAtOnce' };
const linear = (percent: number, minutes: number): TrafficRoutingConfig => ({
  type: 'TimeBasedLinear',
  timeBasedLinear: { linearPercentage: percent, linearInterval: minutes },
});
const canary = (percent: number, minutes: number): TrafficRoutingConfig => ({
  type: 'TimeBasedCanary',
  timeBasedCanary: { canaryPercentage: percent, canaryInterval: minutes },
});

/** "Predefined deployment configurations for an Amazon ECS compute platform" (user guide). */
export const predefined: ReadonlyMap<string, DeploymentConfiguration> = new Map(
  Object.entries({
    [allAtOnce]: atOnce,
    'CodeDeployDefault.ECSLinear10PercentEvery1Minutes': linear(10, 1),
    'CodeDeployDefault.ECSLinear10PercentEvery3Minutes': linear(10, 3),
    'CodeDeployDefault.ECSCanary10Percent5Minutes': canary(10, 5),
    'CodeDeployDefault.ECSCanary10Percent15Minutes': canary(10, 15),
  }).map(([name, routing], index) => [
    name,
    { id: `00000000-0000-0000-0000-00000000000${index}`, name, routing, createdAt: undefined },
  ]),
);

/** The shares of the replacement task set in percent, each with the minutes until the next; the last is 100. */
export function stepsOf(routing: TrafficRoutingConfig): readonly { percent: number; minutes: number }[] {
  const { canaryPercentage = 100, canaryInterval = 0 } = routing.timeBasedCanary ?? {};
  const { linearPercentage = 100, linearInterval = 0 } = routing.timeBasedLinear ?? {};
  switch (routing.type) {
    case 'TimeBasedCanary':
      return [
        { percent: canaryPercentage, minutes: canaryInterval },
        { percent: 100, minutes: 0 },
      ];
    case 'TimeBasedLinear': {
      const count = Math.ceil(100 / linearPercentage);
      return Array.from({ length: count }, (_, index) => ({
        percent: Math.min(100, (index + 1) * linearPercentage),
        minutes: index + 1 === count ? 0 : linearInterval,
      }));
    }
    default:
      return [{ percent: 100, minutes: 0 }];
  }
}
