import type { Rule } from '../rule.ts';

/** Taking on a role comes before all that is done with it. */
export const roles: readonly Rule[] = [
  {
    class: 'role-not-assumable',
    confidence: 'certain',
    pattern:
      'unable to assume|cannot assume|can.?t assume|could not assume|failed to assume|assume[ -]?role|sts:assumerole|service[-\\s]*linked role|execution role credentials|infrastructure role|iam (permissions?|trust)|trust relationship|role .{0,120}(is invalid|not valid|cannot be assumed|can.?t be assumed|trust relationship)',
    source: 'roleThread',
  },
];

/** Finding a place for a task: permissions, quotas, addresses, then the container instances. */
export const placing: readonly Rule[] = [
  {
    class: 'role-not-assumable',
    confidence: 'likely',
    pattern:
      'not authorized to perform:? (elasticloadbalancing|ec2|iam|servicediscovery|autoscaling|vpc-lattice)|unauthorizedoperation|not authorized to perform this operation|does not (give you|have) (the |enough |sufficient |required )*permissions? (to|for) perform',
    source: 'blueGreen',
    advice: 'Give the role that the message names the permission that it names.',
  },
  {
    class: 'ip-exhaustion',
    confidence: 'certain',
    pattern:
      'insufficient ?free ?addresses|not enough (free |available )?(private )?(ip )?addresses|no (available|free|more) (private )?(ip )?addresses|insufficient (free |available |private )*(ip )?addresses|insufficientcidr|(ip|free|available) addresses .{0,40}(exhaust|insufficient|not available)|not have enough (free |available )?(private )?(ip|addresses)|out of ip addresses|run out of .{0,20}addresses',
    source: 'failedToStart',
  },
  {
    class: 'quota',
    confidence: 'certain',
    pattern:
      'reached (the|your) .{0,20}limit|above your limit|limit on the number|\\bquotas?\\b|limit ?exceeded|limits? (was |were |is |has been )?(exceeded|reached)|exceeds? (the )?(maximum|account|service|allowed) |operations are being throttled|rate exceeded|throttlingexception|too ?many ?(requests|targets|listeners|tasks|instances)|requestlimitexceeded|operation_throttled|maximum number of (network|task|target|vcpu|instance|service|resource|deployment)|exceeds the maximum limit|max\\w*( \\w+)* ?count ?exceeded|capacity limit|account is (currently )?(blocked|suspended)|\\bblocked\\b',
    source: 'serviceEvents',
  },
  {
    class: 'ip-exhaustion',
    confidence: 'likely',
    pattern: 'create network interface with public ip',
    unless: 'authfailure|unauthorized|tagpolicy|not ?found|invalid',
    source: 'failedToStart',
  },
  {
    class: 'no-capacity-cpu',
    confidence: 'certain',
    pattern:
      'insufficient v?cpu|resource:? ?cpu|resource type cpu|(not|doesn.?t have) enough v?cpu|\\bcpu capacity',
    source: 'serviceEvents',
  },
  {
    class: 'no-capacity-memory',
    confidence: 'certain',
    pattern:
      'insufficient memory|resource:? ?memory|resource type memory|(not|doesn.?t have) enough memory|\\bmemory capacity',
    source: 'serviceEvents',
  },
  {
    class: 'no-capacity-ports',
    confidence: 'certain',
    pattern:
      'using a port|resource:? ?ports?|resource type ports|reserved (host )?ports?|(host )?ports? .{0,30}(already )?in[-\\s]*use|not enough ports|too many ports',
    source: 'serviceEvents',
  },
  {
    class: 'no-capacity-eni',
    confidence: 'certain',
    pattern:
      'resource:? ?eni|insufficient (eni|network interface|trunk)|(not enough|no available|no free) (eni|network interface)|eni (capacity|attachment|limit)|unused device index',
    source: 'apiFailures',
  },
  {
    class: 'no-capacity-eni',
    confidence: 'likely',
    pattern:
      'network interface provision|attach(ing)? (the )?network interface|(eni|network interface) .{0,40}(timed? ?out|timeout)|timed? ?out .{0,60}(\\beni\\b|network interface)|timeout .{0,60}(\\beni\\b|network interface)',
    source: 'networkThread',
    advice:
      'Try again; if it goes on, look at the account’s network interface quota and, on EC2, at the interfaces the instance type can hold.',
  },
  {
    class: 'capacity-provider',
    confidence: 'certain',
    pattern:
      'capacity is unavailable|capacity (is )?(currently )?(not available|unavailable)|in your capacity provider|empty capacity provider|capacity provider .{0,160}(no |not |unable|could|fail|insufficient|invalid)|(unable|fail\\w*|no) .{0,80}capacity provider|insufficientinstancecapacity|insufficient (instance )?capacity|unfulfillable|compatible with the selected (compute|capacity)|do(es)? not have (sufficient|enough) .{0,40}capacity|no (spot )?capacity|spot capacity',
    unless: 'interrupt|reclaim',
    source: 'capacityThread',
  },
  {
    class: 'no-capacity-instances',
    confidence: 'certain',
    pattern:
      'no (active |available )?container[-\\s]*instances? (was|were|is|are|found|in|registered)|no (active|available) (container )?instances|missing an? (required )?attribute|encountered error .?(attribute|memberof|location|inactive|no active)|placement constraint|memberof|insufficient gpu|resource:? ?gpu|(^|: |reason )\\W*(attribute|memberof|location|inactive)\\W*$|no container[-\\s]*instance met|met all of its requirements|resources? could not be found|placement_?constraint|attribute .{0,40}required by your task|wrong availability zone',
    source: 'serviceEvents',
  },
  {
    class: 'spot-interruption',
    confidence: 'certain',
    pattern:
      'spot (task|instance|capacity|container)?\\W{0,2}.{0,40}interrupt|spotinterruption|spot interruption|spot .{0,40}(reclaim|terminat)|instance.{0,20}interruption',
    source: 'spot',
  },
  {
    class: 'spot-interruption',
    confidence: 'likely',
    pattern:
      'host ec2|(instance|host)\\b.{0,80}(terminated|was stopped|shutting down|is terminating|deregistered)|terminationnotice',
    unless: 'forced by (the |a )?user',
    source: 'whyStopped',
  },
];

/** A task without a place, when the text says no more. */
export const placingAtAll: readonly Rule[] = [
  {
    class: 'capacity-provider',
    confidence: 'likely',
    pattern: 'unable to place (a|\\d+) tasks? in (availability zone )?\\S+\\W*$',
    source: 'rebalancing',
  },
  {
    class: 'no-capacity-instances',
    confidence: 'guess',
    pattern:
      '(unable|failed|could not|cannot) (to )?place (a|any|the|\\d+) tasks?( due to| because)?\\W*$|task_placement_failure',
    source: 'serviceEvents',
  },
];
