import { changesOf } from './changes.ts';
import { mayMove, whyNotApply, whyNotPromote } from './hand-over.ts';
import type { Release } from '../release/release.ts';
import type { HandedOver } from './handed-over.ts';

const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/73e2d6bc`;
const [blue, green, web] = [arn('blue'), arn('green'), arn('web')];
const definition = (revision: number) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/app:${revision}`;
const image = 'registry.example/app';
const digest = `sha256:${'d'.repeat(64)}` as const;

const live: HandedOver = {
  environment: 'live',
  engine: 'ecs',
  cluster: 'appcluster-live',
  releaseId: '4f2c1a9d'.repeat(8),
  services: [
    {
      service: 'app',
      ecsService: 'app',
      container: 'app',
      build: { build: 90, tag: '90', commit: null, subject: 'x', image, digest, platforms: {} },
      taskDefinition: definition(12),
    },
  ],
};
const byTerraform: HandedOver = { ...live, engine: 'terraform' };

type Values = Readonly<Record<string, unknown>>;
interface Change {
  readonly type: string;
  readonly actions: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly after_unknown?: Values;
}

function planned(...changes: readonly Change[]) {
  const resource_changes = changes.map(({ type, ...change }) => ({ address: `${type}.app`, type, change }));
  return changesOf(JSON.stringify({ format_version: '1.2', resource_changes }));
}

function told(handedOver: HandedOver, ...changes: readonly Change[]): readonly string[] {
  return whyNotApply(planned(...changes), handedOver).map(({ what }) =>
    what.replace('Terraform would move ', '').replace(/\.$/, ''),
  );
}

/** A change of the service app, which has this and gets that. */
function service(before: Values, after: Values | null, after_unknown: Values = {}): Change {
  const common = {
    name: 'app',
    cluster: 'arn:aws:ecs:eu-west-1:123456789012:cluster/appcluster-live',
    task_definition: definition(12),
    load_balancer: [{ target_group_arn: blue, container_name: 'app' }],
  };
  const actions = after ? ['update'] : ['delete'];
  const has = { ...common, ...before };
  return {
    type: 'aws_ecs_service',
    actions,
    before: has,
    after: after && { ...has, ...after },
    after_unknown,
  };
}

function weighted(blueWeight: number, greenWeight: number): Values {
  const target_group = [
    { arn: blue, weight: blueWeight },
    { arn: green, weight: greenWeight },
  ];
  return { type: 'forward', forward: [{ target_group, stickiness: [] }], target_group_arn: '' };
}
const only = (target: string): Values => ({ type: 'forward', target_group_arn: target, forward: [] });

function rule(before: Values, after: Values | null, unknown: Values = {}): Change {
  return {
    type: 'aws_lb_listener_rule',
    actions: after ? ['update'] : ['delete'],
    before: { action: [before], priority: 1 },
    after: after && { action: [after], priority: 2 },
    after_unknown: { action: [unknown] },
  };
}

const toUnknown = service({}, { task_definition: null }, { task_definition: true });
function definitionWith(newImage: string, container = 'app', family = 'app'): Change {
  const container_definitions = JSON.stringify([
    { name: 'proxy', image: 'envoy:1' },
    { name: container, image: newImage },
  ]);
  const after = { family, container_definitions };
  return { type: 'aws_ecs_task_definition', actions: ['create', 'delete'], before: { family }, after };
}

const ofRule = 'action of aws_lb_listener_rule.app';
const ofDefinition = 'task_definition of aws_ecs_service.app';
const ofGroups = 'load_balancer of aws_ecs_service.app';

test.each<[what: string, changes: readonly Change[], moved: readonly string[]]>([
  [
    'weights between two target groups',
    [rule(weighted(0, 100), weighted(100, 0))],
    [`${ofRule} from 100% green to 100% blue`],
  ],
  [
    'a part of the weights',
    [rule(weighted(30, 70), weighted(50, 50))],
    [`${ofRule} from 30% blue, 70% green to 50% blue, 50% green`],
  ],
  ['another only target group', [rule(only(green), only(blue))], [`${ofRule} from 100% green to 100% blue`]],
  [
    'a target group of the same plan',
    [rule(only(green), only(''), { target_group_arn: true })],
    [`${ofRule} from 100% green to a target group that is made by the same plan`],
  ],
  [
    'a weighted one of the same plan',
    [rule(weighted(0, 1), weighted(0, 1), { forward: [{ target_group: [{}, { arn: true }] }] })],
    [`${ofRule} from 100% green to a target group that is made by the same plan`],
  ],
  [
    'a redirect in place of forwarding',
    [rule(only(green), { type: 'redirect' })],
    [`${ofRule} from 100% green to no target group`],
  ],
  ['the end of the rule', [rule(only(green), null)], [`${ofRule} from 100% green to no target group`]],
  ['another priority alone', [rule(weighted(0, 100), weighted(0, 100))], []],
  ['weights of the same proportions', [rule(weighted(1, 3), weighted(25, 75))], []],
  ['a target group without weight that goes', [rule(weighted(0, 100), only(green))], []],
  ['an action whose order alone is unknown', [rule(only(green), only(green), { order: true })], []],
  ['an answer of the load balancer itself', [rule({ type: 'fixed-response' }, only(blue))], []],
  [
    'a new rule',
    [{ type: 'aws_lb_listener_rule', actions: ['create'], before: null, after: { action: [only(blue)] } }],
    [],
  ],
  [
    'a default action',
    [
      {
        type: 'aws_lb_listener',
        actions: ['update'],
        before: { default_action: [only(green)] },
        after: { default_action: [only(blue)] },
      },
    ],
    ['default_action of aws_lb_listener.app from 100% green to 100% blue'],
  ],
  [
    'a listener by its old name, replaced',
    [
      {
        type: 'aws_alb_listener',
        actions: ['delete', 'create'],
        before: { default_action: [only(green)] },
        after: { default_action: [only(blue)] },
      },
    ],
    ['default_action of aws_alb_listener.app from 100% green to 100% blue'],
  ],
  [
    'the end of a service that no promotion moves, and of its rule',
    [service({ name: 'web', load_balancer: [{ target_group_arn: web }] }, null), rule(only(web), null)],
    [],
  ],
  [
    'an earlier task definition',
    [service({}, { task_definition: definition(9) })],
    [`${ofDefinition} from app:12 to app:9`],
  ],
  [
    'one that is written as family and revision',
    [service({}, { task_definition: 'app:9' })],
    [`${ofDefinition} from app:12 to app:9`],
  ],
  [
    'the verified one, after somebody had moved it',
    [service({ task_definition: definition(13) }, { task_definition: definition(12) })],
    [],
  ],
  [
    'the same one by another name',
    [service({}, { task_definition: 'app:12', propagate_tags: 'SERVICE' })],
    [],
  ],
  [
    'one that Terraform is about to make',
    [toUnknown],
    [`${ofDefinition} from app:12 to a task definition that is known only after the apply`],
  ],
  [
    'one of the same build that Terraform is about to make',
    [toUnknown, definitionWith(`${image}:90`)],
    [`${ofDefinition} from app:12 to a new task definition with ${image}:90`],
  ],
  ['a number of tasks', [service({ desired_count: 2 }, { desired_count: 4 })], []],
  ['the end of the service', [service({}, null)], [`${ofDefinition} from app:12 to nothing`]],
  [
    'a target group of the service',
    [service({}, { load_balancer: [{ target_group_arn: green }] })],
    [`${ofGroups} from blue to green`],
  ],
  [
    'the port of a target group',
    [service({}, { load_balancer: [{ target_group_arn: blue, container_port: 81 }] })],
    [],
  ],
  [
    'a service without its target group',
    [service({}, { load_balancer: [] })],
    [`${ofGroups} from blue to no target group`],
  ],
  [
    'a target group of the service that is made by the same plan',
    [service({}, { load_balancer: [{}] }, { load_balancer: [{ target_group_arn: true }] })],
    [`${ofGroups} from blue to a target group that is made by the same plan`],
  ],
  [
    'a service of another cluster',
    [service({ cluster: 'appcluster-test' }, { task_definition: definition(9) })],
    [],
  ],
  [
    'a service that is no one of promotion.yaml',
    [service({ name: 'web' }, { task_definition: definition(9) })],
    [],
  ],
])('where promotions move what runs: %s', (_, changes, moved) => {
  expect(told(live, ...changes)).toEqual(moved);
});

test.each<[what: string, changes: readonly Change[], moved: readonly string[]]>([
  ['the verified build by its tag', [toUnknown, definitionWith(`${image}:90`)], []],
  ['the verified build by its digest', [toUnknown, definitionWith(`${image}@${digest}`)], []],
  [
    'another build',
    [toUnknown, definitionWith(`${image}:89`)],
    [`${ofDefinition} from app:12 to a new task definition with ${image}:89`],
  ],
  [
    'another container',
    [toUnknown, definitionWith(`${image}:90`, 'other')],
    [`${ofDefinition} from app:12 to a task definition that is known only after the apply`],
  ],
  [
    'another family',
    [toUnknown, definitionWith(`${image}:90`, 'app', 'web')],
    [`${ofDefinition} from app:12 to a task definition that is known only after the apply`],
  ],
  [
    'two of one family',
    [toUnknown, definitionWith(`${image}:90`), definitionWith(`${image}:90`)],
    [`${ofDefinition} from app:12 to a task definition that is known only after the apply`],
  ],
  [
    'an earlier revision',
    [service({}, { task_definition: definition(9) })],
    [`${ofDefinition} from app:12 to app:9`],
  ],
  ['weights', [rule(only(green), only(blue))], [`${ofRule} from 100% green to 100% blue`]],
])('where promotions are made by Terraform: %s', (_, changes, moved) => {
  expect(told(byTerraform, ...changes)).toEqual(moved);
});

test.each<[HandedOver, Change, string]>([
  [
    live,
    rule(only(green), only(blue)),
    'Write `lifecycle { ignore_changes = [action] }` into the resource, and move it by a promotion to live.',
  ],
  [
    byTerraform,
    toUnknown,
    'Give the builds that were verified (--release), or promote a release with another build of the service to live.',
  ],
  [
    byTerraform,
    rule(only(green), only(blue)),
    'Write `lifecycle { ignore_changes = [action] }` into the resource, or promote a release with another build of the service to live.',
  ],
  [
    live,
    rule(only(green), null),
    'If only its address changed, add a moved or an import block; if it shall go, take the service out of promotion.yaml first.',
  ],
])('says what to do instead', (handedOver, change, next) => {
  expect(whyNotApply(planned(change), handedOver).map((problem) => problem.next)).toEqual([next]);
});

test('a plan that makes services and changes alarms has nothing to look at', () => {
  const made: Change = { ...service({}, {}), actions: ['create'], before: null };
  const alarm: Change = { type: 'aws_cloudwatch_metric_alarm', actions: ['update'], before: {}, after: {} };
  expect(mayMove(planned(made, alarm))).toBe(false);
  expect(mayMove(planned(made, rule(only(green), only(blue))))).toBe(true);
});

const verified = byTerraform.services[0]!.build;
const next = { ...verified, build: 91, tag: '91', digest: `sha256:${'e'.repeat(64)}` } as const;

test.each<[what: string, brings: typeof verified, changes: readonly Change[], moved: readonly string[]]>([
  ['its build', next, [toUnknown, definitionWith(`${image}:91`)], []],
  [
    'its build, in a task definition that is there already',
    next,
    [service({}, { task_definition: definition(13) })],
    [],
  ],
  ['a task definition that the plan does not tell', next, [toUnknown], []],
  [
    'another build than its own',
    next,
    [toUnknown, definitionWith(`${image}:89`)],
    [`${ofDefinition} from app:12 to a new task definition with ${image}:89`],
  ],
  [
    'its target group, and the rule that leads there',
    next,
    [
      service(
        {},
        { load_balancer: [{}], task_definition: definition(13) },
        { load_balancer: [{ target_group_arn: true }] },
      ),
      rule(only(blue), only(''), { target_group_arn: true }),
    ],
    [],
  ],
  [
    'the rule of something else',
    next,
    [service({}, { task_definition: definition(13) }), rule(only(green), only(blue))],
    [`${ofRule} from 100% green to 100% blue`],
  ],
  ['the end of the service', next, [service({}, null)], [`${ofDefinition} from app:12 to nothing`]],
  ['no other build: the verified one again', verified, [toUnknown, definitionWith(`${image}:90`)], []],
  [
    'no other build: a target group',
    verified,
    [service({}, { load_balancer: [{ target_group_arn: green }] })],
    [`${ofGroups} from blue to green`],
  ],
  [
    'no other build: a rule',
    verified,
    [rule(only(blue), only(green))],
    [`${ofRule} from 100% blue to 100% green`],
  ],
])('a promotion by Terraform brings the service %s', (_, brings, changes, moved) => {
  const release = { schema: 1, parent: null, services: { app: brings } } as unknown as Release;
  const found = whyNotPromote(planned(...changes), byTerraform, release);
  expect(found.map(({ what }) => what.replace('Terraform would move ', '').replace(/\.$/, ''))).toEqual(
    moved,
  );
});

test.each<[Change, string]>([
  [
    rule(only(green), only(blue)),
    'Write `lifecycle { ignore_changes = [action] }` into the resource, or let it move when you promote a release with another build of the service to live.',
  ],
  [
    toUnknown,
    'Let the stack make the task definition with the build that it is given, and change it by nothing else.',
  ],
])('says what to do instead in a promotion', (change, then) => {
  const release = { services: { app: verified } } as unknown as Release;
  expect(whyNotPromote(planned(change), byTerraform, release).map((problem) => problem.next)).toEqual([then]);
});
