import {
  CreateListener$,
  CreateRule$,
  DescribeListeners$,
  DescribeRules$,
  DuplicateListenerException$,
  ModifyListener$,
  ModifyRule$,
  PriorityInUseException$,
  type CreateListenerCommandInput,
  type CreateListenerOutput,
  type CreateRuleCommandInput,
  type CreateRuleOutput,
  type DescribeListenersCommandInput,
  type DescribeListenersOutput,
  type DescribeRulesCommandInput,
  type DescribeRulesOutput,
  type Listener as DescribedListener,
  type ModifyListenerCommandInput,
  type ModifyListenerOutput,
  type ModifyRuleCommandInput,
  type ModifyRuleOutput,
  type ProtocolEnum,
  type Rule as DescribedRule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { modelled } from '../../protocol/aws-error.ts';
import { invalidMarker, listenerOf, loadBalancerOf, ruleOf, targetGroupOf } from '../find.ts';
import { targetGroupsOf, type ElbState, type Listener, type Rule } from '../state.ts';

export const createListener = operation<CreateListenerCommandInput, CreateListenerOutput>(
  CreateListener$,
  (input, call) => {
    const { elb } = call.region;
    const loadBalancer = loadBalancerOf(elb, input.LoadBalancerArn);
    const port = input.Port ?? 80;
    if (
      [...elb.listeners.values()].some((each) => each.loadBalancer === loadBalancer && each.port === port)
    ) {
      throw modelled(
        DuplicateListenerException$,
        'A listener already exists on this port for this load balancer',
      );
    }
    refuseUnknownGroups(elb, input.DefaultActions);
    const arn = `${loadBalancer.arn.replace(':loadbalancer/', ':listener/')}/${call.world.seeded.hex(16, 'listener', loadBalancer.arn, port)}`;
    const rule: Rule = {
      arn: ruleArn(arn, call.world.seeded.hex(16, 'rule', arn)),
      priority: 'default',
      conditions: [],
      actions: input.DefaultActions,
    };
    const listener: Listener = { arn, loadBalancer, port, protocol: input.Protocol ?? 'HTTP', rules: [rule] };
    elb.listeners.set(arn, listener);
    return { Listeners: [describedListener(listener)] };
  },
);

export const createRule = operation<CreateRuleCommandInput, CreateRuleOutput>(CreateRule$, (input, call) => {
  const { elb } = call.region;
  const listener = listenerOf(elb, input.ListenerArn);
  const priority = String(input.Priority);
  if (listener.rules.some((rule) => rule.priority === priority)) {
    throw modelled(PriorityInUseException$, `Priority '${priority}' is currently in use`);
  }
  refuseUnknownGroups(elb, input.Actions);
  const id = call.world.seeded.hex(16, 'rule', listener.arn, priority);
  const rule: Rule = {
    arn: ruleArn(listener.arn, id),
    priority,
    conditions: input.Conditions,
    actions: input.Actions,
  };
  listener.rules.push(rule);
  listener.rules.sort((a, b) => order(a) - order(b));
  return { Rules: [describedRule(rule)] };
});

export const describeListeners = operation<DescribeListenersCommandInput, DescribeListenersOutput>(
  DescribeListeners$,
  (input, call) => {
    const { elb } = call.region;
    const wanted =
      input.ListenerArns?.map((arn) => listenerOf(elb, arn)) ??
      [...elb.listeners.values()].filter(({ loadBalancer }) => loadBalancer.arn === input.LoadBalancerArn);
    const page = pageOf(wanted, { size: input.PageSize, largest: 400, token: input.Marker }, invalidMarker);
    return { Listeners: page.items.map(describedListener), NextMarker: page.nextToken };
  },
);

export const describeRules = operation<DescribeRulesCommandInput, DescribeRulesOutput>(
  DescribeRules$,
  (input, call) => {
    const { elb } = call.region;
    const wanted =
      input.RuleArns?.map((arn) => ruleOf(elb, arn)) ?? listenerOf(elb, input.ListenerArn ?? '').rules;
    const page = pageOf(wanted, { size: input.PageSize, largest: 400, token: input.Marker }, invalidMarker);
    return { Rules: page.items.map(describedRule), NextMarker: page.nextToken };
  },
);

/** Only where a listener's requests go; its port and protocol stay. */
export const modifyListener = operation<ModifyListenerCommandInput, ModifyListenerOutput>(
  ModifyListener$,
  (input, call) => {
    const { elb } = call.region;
    const listener = listenerOf(elb, input.ListenerArn);
    const rule = listener.rules.find(({ priority }) => priority === 'default');
    if (rule && input.DefaultActions) {
      refuseUnknownGroups(elb, input.DefaultActions);
      rule.actions = input.DefaultActions;
    }
    return { Listeners: [describedListener(listener)] };
  },
);

export const modifyRule = operation<ModifyRuleCommandInput, ModifyRuleOutput>(ModifyRule$, (input, call) => {
  const { elb } = call.region;
  const rule = ruleOf(elb, input.RuleArn);
  refuseUnknownGroups(elb, input.Actions ?? []);
  rule.actions = input.Actions ?? rule.actions;
  return { Rules: [describedRule(rule)] };
});

function refuseUnknownGroups(elb: ElbState, actions: Rule['actions']): void {
  for (const arn of actions.flatMap(targetGroupsOf)) targetGroupOf(elb, arn);
}

function ruleArn(listenerArn: string, id: string): string {
  return `${listenerArn.replace(':listener/', ':listener-rule/')}/${id}`;
}

function order(rule: Rule): number {
  return rule.priority === 'default' ? Infinity : Number(rule.priority);
}

function describedListener(listener: Listener): DescribedListener {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.loadBalancer.arn,
    Port: listener.port,
    Protocol: listener.protocol as ProtocolEnum,
    DefaultActions: [...(listener.rules.find(({ priority }) => priority === 'default')?.actions ?? [])],
  };
}

function describedRule(rule: Rule): DescribedRule {
  return {
    RuleArn: rule.arn,
    Priority: rule.priority,
    Conditions: [...rule.conditions],
    Actions: [...rule.actions],
    IsDefault: rule.priority === 'default',
  };
}
