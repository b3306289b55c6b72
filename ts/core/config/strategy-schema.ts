import * as z from 'zod/mini';
import { lifecycleHooks } from '../appspec/appspec.ts';
import { closedMap } from '../errors/closed-map.ts';
import { pauseStages } from './config.ts';
import { member } from './member.ts';
import * as words from './words.ts';

const application = 'the name of a CodeDeploy application, at most 100 long';
const group = 'the name of a CodeDeploy deployment group, at most 100 long';
const lambda = "a Lambda function's name or ARN";
const codeDeployName = /^\S(?:.{0,98}\S)?$/;

/** An unanswered hook always goes back: the product never sets one to CONTINUE, because silence must not approve. */
const pausesMember = member(
  z.array(
    z.strictObject(
      {
        stage: member(
          z.enum(pauseStages, `one of ${pauseStages.join(', ')}`),
          'Lifecycle stage of ECS at which it waits. Default: POST_TEST_TRAFFIC_SHIFT.',
        ),
        decides: member(
          z.enum(['person', 'checks'], 'person or checks'),
          'Who decides: a person, or the smoke checks on test traffic. Default: person.',
        ),
        minutes: member(
          words.wholeNumberFrom(1, 20_160),
          'Minutes to wait for the answer before ECS goes back. Default: 1440.',
        ),
      },
      'a map such as { stage: POST_TEST_TRAFFIC_SHIFT, minutes: 60 }',
    ),
    'a list such as [{ minutes: 60 }]',
  ),
  'Where it waits for a decision before it goes on.',
);

/** Ranges and defaults are those of ECS' deploymentConfiguration (ECS API reference); `resolve-strategy.ts` fills the defaults in. */
export const strategySchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('rolling') }),
    z.strictObject({
      type: z.literal('blueGreen'),
      bakeMinutes: member(words.minutes(), 'Minutes that the old tasks stay after the shift. Default: 0.'),
      pauses: pausesMember,
    }),
    z.strictObject({
      type: z.literal('canary'),
      percent: member(words.numberFrom(0.1, 100), 'Traffic that goes first. Default: 5.'),
      bakeMinutes: member(words.minutes(), 'Minutes before the rest follows. Default: 10.'),
      pauses: pausesMember,
    }),
    z.strictObject({
      type: z.literal('linear'),
      stepPercent: member(words.numberFrom(3, 100), 'Traffic of each step. Default: 10.'),
      stepBakeMinutes: member(words.minutes(), 'Minutes between two steps. Default: 6.'),
      bakeMinutes: member(
        words.minutes(),
        'Minutes that the old tasks stay after the last step. Default: 0.',
      ),
      pauses: pausesMember,
    }),
    z.strictObject({
      type: z.literal('codeDeploy'),
      application: words.text(application, codeDeployName),
      deploymentGroup: words.text(group, codeDeployName),
      configuration: member(
        words.text("a CodeDeploy configuration's name", codeDeployName),
        "Default: the deployment group's.",
      ),
      pause: member(
        z.boolean('true or false'),
        'A person must let traffic move; the deployment group must wait at ready. Default: false.',
      ),
      hooks: member(
        closedMap(
          'a map such as { AfterAllowTestTraffic: validate-web }',
          Object.fromEntries(
            lifecycleHooks.map((event) => [event, member(words.text(lambda, /^\S+$/), 'A Lambda function.')]),
          ),
        ),
        'Lambda functions that CodeDeploy runs, by lifecycle event. Default: none.',
      ),
    }),
  ],
  'a map such as { type: rolling }',
);

export type StrategyFile = z.output<typeof strategySchema>;
