import {
  ActionTypeEnum,
  LoadBalancerTypeEnum,
  ProtocolEnum,
  TargetTypeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Api } from '../operation.ts';
import {
  createListener,
  createRule,
  describeListeners,
  describeRules,
  modifyListener,
  modifyRule,
} from './operations/listeners.ts';
import { createLoadBalancer, describeLoadBalancers } from './operations/load-balancers.ts';
import {
  createTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroups,
  modifyTargetGroupAttributes,
} from './operations/target-groups.ts';
import { deregisterTargets, describeTargetHealth, registerTargets } from './operations/targets.ts';

export const elbApi: Api = {
  service: 'elb',
  protocol: {
    kind: 'query',
    version: '2015-12-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  validationError: 'ValidationError',
  enumerations: {
    'CreateTargetGroupInput.Protocol': ProtocolEnum,
    'CreateTargetGroupInput.TargetType': TargetTypeEnum,
    'CreateLoadBalancerInput.Type': LoadBalancerTypeEnum,
    'CreateListenerInput.Protocol': ProtocolEnum,
    'Action.Type': ActionTypeEnum,
  },
  operations: [
    createLoadBalancer,
    describeLoadBalancers,
    createListener,
    describeListeners,
    createRule,
    describeRules,
    modifyListener,
    modifyRule,
    createTargetGroup,
    describeTargetGroups,
    describeTargetGroupAttributes,
    modifyTargetGroupAttributes,
    registerTargets,
    deregisterTargets,
    describeTargetHealth,
  ],
};
