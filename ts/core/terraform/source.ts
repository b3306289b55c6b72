import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Place } from '../errors/problem.ts';
import { bodyOf, type Body } from './hcl/body.ts';
import { HclFault, type Token } from './hcl/tokens.ts';

/** One file of a stack, its path from the orchestration root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A `.tf` or `.tfvars` file, read. */
export interface HclFile extends SourceFile {
  readonly body: Body;
  readonly tokens: readonly Token[];
}

/** @throws ProblemError `terraform-unreadable` with file, line and column */
export function readHcl(file: SourceFile): HclFile {
  try {
    const { tokens, ...body } = bodyOf(file.text);
    return { ...file, body, tokens };
  } catch (cause) {
    if (!(cause instanceof HclFault)) throw cause;
    throw terraformErrors.unreadable.error(
      { detail: cause.message },
      { place: placeAt(file, cause.at), cause },
    );
  }
}

/** Line and column, from 1, of an offset. */
export function placeAt({ path, text }: SourceFile, offset: number): Required<Place> {
  const before = text.slice(0, offset).split('\n');
  return { file: path, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** A change of a text: what stands from `start` to `end` is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Carries out edits that lie apart or one in another; of nested replacements each must leave the inner one's text alone. */
export function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => b.start - a.start || b.end - a.end || b.order - a.order);
  return inOrder.reduce(
    (changed, { start, end, text: by }) => changed.slice(0, start) + by + changed.slice(end),
    text,
  );
}
