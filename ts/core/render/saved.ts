import * as z from 'zod/mini';
import { renderErrors } from '../errors/catalogue/render.ts';
import { inheritedTags } from '../task-definition/own-tags.ts';
import type { Registrable } from '../task-definition/copy-with-image.ts';

/** A file and what it holds. */
export interface SavedText {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

const expectedDefinition = 'a task definition or the output of `aws ecs describe-task-definition`';

const definitionSchema = z.looseObject({
  family: z.string(),
  containerDefinitions: z.array(z.looseObject({ name: z.string() })).check(z.minLength(1)),
});
const describedSchema = z.looseObject({
  taskDefinition: definitionSchema,
  tags: z.optional(z.array(z.strictObject({ key: z.string(), value: z.string() }))),
});

/**
 * A task definition that a person keeps as a template, or saved from the AWS CLI. Tags that were described with it (`--include TAGS`)
 * go into it, without those that this product or AWS itself put there.
 *
 * @throws render-file-unreadable
 */
export function parseSavedDefinition(saved: SavedText): Registrable {
  const value = jsonOf(saved, expectedDefinition);
  const described = z.safeParse(describedSchema, value);
  if (described.success) {
    const tags = inheritedTags(described.data.tags ?? []);
    return { ...described.data.taskDefinition, ...(tags.length > 0 && { tags }) };
  }
  const plain = z.safeParse(definitionSchema, value);
  if (plain.success) return plain.data;
  const reason = 'family and containerDefinitions are not there';
  throw renderErrors.fileUnreadable.error({ file: saved.file, expected: expectedDefinition, reason });
}

export function jsonOf({ file, text }: SavedText, expected: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw renderErrors.fileUnreadable.error({ file, expected, reason: 'it is not JSON' }, { cause });
  }
}
