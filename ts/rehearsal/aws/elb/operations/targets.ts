import {
  DeregisterTargets$,
  DescribeTargetHealth$,
  RegisterTargets$,
  type DeregisterTargetsCommandInput,
  type DescribeTargetHealthCommandInput,
  type DescribeTargetHealthOutput,
  type RegisterTargetsCommandInput,
  type TargetHealthDescription,
  type TargetHealthReasonEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../operation.ts';
import { targetGroupOf } from '../find.ts';
import type { Target } from '../state.ts';
import { deregisterTarget, nobody, registerTarget } from '../targets.ts';

export const registerTargets = operation<RegisterTargetsCommandInput, object>(
  RegisterTargets$,
  (input, call) => {
    const group = targetGroupOf(call.region.elb, input.TargetGroupArn);
    for (const { Id, Port } of input.Targets) {
      registerTarget(call.world, call.region, group, { id: Id ?? '', port: Port ?? group.port }, nobody);
    }
    return {};
  },
);

export const deregisterTargets = operation<DeregisterTargetsCommandInput, object>(
  DeregisterTargets$,
  (input, call) => {
    const group = targetGroupOf(call.region.elb, input.TargetGroupArn);
    for (const { Id, Port } of input.Targets) {
      const target = group.targets.get(`${Id ?? ''}:${Port ?? group.port}`);
      if (target) deregisterTarget(call.world, group, target);
    }
    return {};
  },
);

/** A target that is asked for and not registered is answered as `unused`. */
export const describeTargetHealth = operation<DescribeTargetHealthCommandInput, DescribeTargetHealthOutput>(
  DescribeTargetHealth$,
  (input, call) => {
    const group = targetGroupOf(call.region.elb, input.TargetGroupArn);
    const descriptions = input.Targets?.map(({ Id, Port }) => {
      const port = Port ?? group.port;
      const target = group.targets.get(`${Id ?? ''}:${port}`);
      return target ? described(target) : notRegistered(Id ?? '', port);
    });
    return { TargetHealthDescriptions: descriptions ?? [...group.targets.values()].map(described) };
  },
);

function described(target: Target): TargetHealthDescription {
  return {
    Target: { Id: target.id, Port: target.port, AvailabilityZone: 'all' },
    HealthCheckPort: String(target.port),
    TargetHealth: {
      State: target.state,
      ...(target.reason !== undefined && { Reason: target.reason as TargetHealthReasonEnum }),
      ...(target.description !== undefined && { Description: target.description }),
    },
  };
}

function notRegistered(id: string, port: number): TargetHealthDescription {
  return {
    Target: { Id: id, Port: port },
    HealthCheckPort: String(port),
    TargetHealth: {
      State: 'unused',
      Reason: 'Target.NotRegistered',
      Description: 'Target is not registered to the target group',
    },
  };
}
