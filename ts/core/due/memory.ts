import * as z from 'zod/mini';
import { dueErrors } from '../errors/catalogue/due.ts';
import { checkShape } from '../errors/schema-faults.ts';
import type { DueBefore } from './start.ts';

const memorySchema = z.strictObject({
  version: z.literal(1),
  due: z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});

/** The file in which `due` remembers what it said. Errors: `due-memory`. */
export function parseMemory(text: string, file: string): DueBefore {
  const checked = checkShape(memorySchema, valueOf(text));
  if (!checked.ok) throw dueErrors.memory.error({ file }, { place: { file } });
  return new Map(Object.entries(checked.value.due));
}

export function memoryText(due: DueBefore): string {
  return `${JSON.stringify({ version: 1, due: Object.fromEntries(due) }, null, 2)}\n`;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
