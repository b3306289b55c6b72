import { toJSONSchema } from 'zod/v4/core';
import type { Step } from '../../steps/step.ts';

/** `docs/reference/steps.schema.json`: JSON Schemas of each step's input and output, for programs that call or check them. */
export function stepSchemas(steps: readonly Step[]): string {
  const schemas = steps.map(({ name, input, output }) => [
    name,
    {
      input: toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
      output: toJSONSchema(output, { io: 'output', unrepresentable: 'any' }),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(schemas), null, 2)}\n`;
}
