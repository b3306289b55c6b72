import {
  CreateListenerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { TestAws } from '../testing/aws.ts';
import type { ElbState } from './state.ts';
import { findRule, percentOf, sharesOf, shiftTraffic } from './traffic.ts';

let aws: TestAws;
let blue: string;
let green: string;
let state: ElbState;
let listenerArn: string;

beforeEach(async () => {
  aws = await TestAws.start();
  blue = await aws.targetGroup('blue');
  const created = await aws.elb.send(new CreateTargetGroupCommand({ Name: 'green', TargetType: 'ip' }));
  green = created.TargetGroups![0]!.TargetGroupArn!;
  state = aws.emulator.world.region('123456789012', 'ap-southeast-2').elb;
  listenerArn = [...state.listeners.keys()][0]!;
});
afterEach(() => aws.close());

const ruleOf = (arn: string): NonNullable<ReturnType<typeof findRule>> => findRule(state, arn)!;

test('a listener stands for its default rule, whose only target group gets everything', () => {
  expect(percentOf(ruleOf(listenerArn), blue)).toBe(100);
  expect(percentOf(ruleOf(listenerArn), green)).toBe(0);
  expect(findRule(state, `${listenerArn}x`)).toBeUndefined();
});

test.each([
  [0, 100, 0],
  [10, 90, 10],
  [33.3, 667, 333],
  [0.1, 999, 1],
  [100, 0, 100],
])('%d percent are the weights %i and %i', async (percent, from, to) => {
  shiftTraffic(ruleOf(listenerArn), green, blue, percent);
  expect(sharesOf(ruleOf(listenerArn)).map(({ weight }) => weight)).toEqual([from, to]);
  expect(percentOf(ruleOf(listenerArn), green)).toBeCloseTo(percent, 10);
  const { Listeners } = await aws.elb.send(new DescribeListenersCommand({ ListenerArns: [listenerArn] }));
  expect(Listeners![0]!.DefaultActions).toMatchObject([
    {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: from },
          { TargetGroupArn: green, Weight: to },
        ],
      },
    },
  ]);
});

test('a rule is moved by itself, and keeps who may log in', async () => {
  const login = {
    Type: 'authenticate-oidc' as const,
    Order: 1,
    AuthenticateOidcConfig: {
      Issuer: 'https://login.acme.example',
      AuthorizationEndpoint: 'https://login.acme.example/authorize',
      TokenEndpoint: 'https://login.acme.example/token',
      UserInfoEndpoint: 'https://login.acme.example/user',
      ClientId: 'shop',
    },
  };
  const { Rules } = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: listenerArn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/shop/*'] }],
      Actions: [login, { Type: 'forward', TargetGroupArn: blue, Order: 2 }],
    }),
  );
  const ruleArn = Rules![0]!.RuleArn!;
  shiftTraffic(ruleOf(ruleArn), green, blue, 100);
  const { Rules: now } = await aws.elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
  expect(now![0]!.Actions!.map(({ Type }) => Type)).toEqual(['authenticate-oidc', 'forward']);
  expect(percentOf(ruleOf(listenerArn), blue)).toBe(100);
});

test('a person may move traffic by hand, by rule and by listener', async () => {
  const weighted = [
    {
      Type: 'forward' as const,
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: 1 },
          { TargetGroupArn: green, Weight: 3 },
        ],
      },
    },
  ];
  await aws.elb.send(new ModifyListenerCommand({ ListenerArn: listenerArn, DefaultActions: weighted }));
  expect(percentOf(ruleOf(listenerArn), green)).toBe(75);
  const { Rules } = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: listenerArn,
      Priority: 1,
      Conditions: [],
      Actions: [{ Type: 'forward', TargetGroupArn: blue }],
    }),
  );
  const RuleArn = Rules![0]!.RuleArn!;
  await aws.elb.send(new ModifyRuleCommand({ RuleArn, Actions: weighted }));
  expect(percentOf(ruleOf(RuleArn), green)).toBe(75);
});

test.each([
  [
    'an unknown rule',
    (): object => new ModifyRuleCommand({ RuleArn: 'arn:none', Actions: [] }),
    'RuleNotFound',
  ],
  [
    'a group that is not there',
    (): object =>
      new ModifyListenerCommand({
        ListenerArn: listenerArn,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: 'arn:none' }],
      }),
    'TargetGroupNotFound',
  ],
])('%s cannot be moved', async (_what, command, name) => {
  await expect(aws.elb.send(command() as ModifyRuleCommand)).rejects.toMatchObject({
    name: expect.stringContaining(name),
  });
});

test('a rule that answers by itself sends nothing anywhere', async () => {
  const { LoadBalancerArn } = (
    await aws.elb.send(new DescribeListenersCommand({ ListenerArns: [listenerArn] }))
  ).Listeners![0]!;
  const { Listeners } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Port: 81,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
    }),
  );
  expect(sharesOf(ruleOf(Listeners![0]!.ListenerArn!))).toEqual([]);
  expect(percentOf(ruleOf(Listeners![0]!.ListenerArn!), blue)).toBe(0);
});
