import type { Answer, Context } from '../../../ts/cli/context.ts';
import type { Runners } from '../../../ts/cli/host.ts';
import { defineError } from '../../../ts/core/errors/define.ts';

const refusal = defineError<{ who: string }>('fixture-refused', {
  category: 'refused',
  what: ({ who }) => `${who} may not pass.`,
  why: () => 'A gate is closed.',
  next: () => 'Wait until it opens.',
  example: { who: 'nobody' },
});

type Runner = (input: { readonly seconds: number }, context: Context) => Promise<Answer<unknown>>;

const done = { output: { done: true }, text: 'done' };

export const runners: Runners = Object.fromEntries(
  Object.entries<Runner>({
    echo: (input, { report }) => {
      report.line('echoing\nerror fake-code \u001b[31mred\u202e');
      return Promise.resolve({ output: { given: input }, text: JSON.stringify(input) });
    },
    'pairs write': (input) => Promise.resolve({ output: input, text: '' }),
    'pairs read': (input) => Promise.resolve({ output: Object.values(input)[0], text: 'read\n' }),
    sleep: async ({ seconds }, { clock, interrupted, report }) => {
      report.line('asleep');
      await clock.sleep(seconds * 1000, interrupted);
      return done;
    },
    deaf: async ({ seconds }, { clock, report }) => {
      report.line('asleep');
      await clock.sleep(seconds * 1000);
      return done;
    },
    stuck: () => new Promise(() => undefined),
    broken: () => {
      throw new TypeError('nobody foresaw this', { cause: new Error('nor that') });
    },
    refuse: () => Promise.resolve({ ...done, problems: [refusal.problem({ who: 'release\n4f2c' })] }),
    undocumented: () => Promise.resolve({ output: { done: 'perhaps' }, text: 'done' }),
    long: () => Promise.resolve({ output: { done: true }, text: 'x'.repeat(1024 * 1024) }),
  }).map(([name, run]) => [name, () => Promise.resolve({ run })]),
);
