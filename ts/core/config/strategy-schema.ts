import * as z from 'zod/mini';
import * as words from './words.ts';
import { member } from './member.ts';

const application = 'the name of a CodeDeploy application, at most 100 long';
const group = 'the name of a CodeDeploy deployment group, at most 100 long';
const codeDeployName = /^\S(?:.{0,98}\S)?$/;

/** Ranges and defaults are those of ECS' deploymentConfiguration (ECS API reference); `resolve-strategy.ts` fills the defaults in. */
export const strategySchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('rolling') }),
    z.strictObject({
      type: z.literal('blueGreen'),
      bakeMinutes: member(words.minutes(), 'Minutes that the old tasks stay after the shift. Default: 0.'),
    }),
    z.strictObject({
      type: z.literal('canary'),
      percent: member(words.numberFrom(0.1, 100), 'Traffic that goes first. Default: 5.'),
      bakeMinutes: member(words.minutes(), 'Minutes before the rest follows. Default: 10.'),
    }),
    z.strictObject({
      type: z.literal('linear'),
      stepPercent: member(words.numberFrom(3, 100), 'Traffic of each step. Default: 10.'),
      stepBakeMinutes: member(words.minutes(), 'Minutes between two steps. Default: 6.'),
      bakeMinutes: member(
        words.minutes(),
        'Minutes that the old tasks stay after the last step. Default: 0.',
      ),
    }),
    z.strictObject({
      type: z.literal('codeDeploy'),
      application: words.text(application, codeDeployName),
      deploymentGroup: words.text(group, codeDeployName),
      configuration: member(
        words.text("a CodeDeploy configuration's name", codeDeployName),
        "Default: the deployment group's.",
      ),
    }),
  ],
  'a map such as { type: rolling }',
);

export type StrategyFile = z.output<typeof strategySchema>;
