/**
 * The tags by which this product knows its own task definitions again. Besides release, service and promotion a copy remembers how far
 * back the newest revision was that someone else registered (`40/12`: looking from revision 40 down, 12 was the first one), so that
 * finding it costs a request or two after a thousand promotions as after one.
 */
import { ecsErrors } from '../errors/catalogue/ecs.ts';
import type { TaskDefinition } from '../live/live.ts';

export type WrittenFor = NonNullable<TaskDefinition['writtenFor']>;

/** Between `from` and the copy only revisions registered at the same moment can lie; between `foreign` and `from` only our own. */
export interface LookBack {
  /** The newest revision when the copy was made. */
  readonly from: number;
  /** The newest one at or below `from` that this product did not write; 0: there is none. */
  readonly foreign: number;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const prefix = 'ecs-promote:';
/** Letters, digits, spaces and + - = . _ : / @, at most 256 (ECS API reference, `Tag`). */
const allowedValue = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]{1,256}$/u;

/**
 * @throws ecs-tag-not-allowed for a value that AWS does not take as a tag
 */
export function ownTags(writtenFor: WrittenFor, lookBack: LookBack): readonly Tag[] {
  const tags = [
    { key: `${prefix}release`, value: writtenFor.releaseId },
    { key: `${prefix}service`, value: writtenFor.service },
    { key: `${prefix}promotion`, value: writtenFor.promotion },
    { key: `${prefix}template`, value: `${lookBack.from}/${lookBack.foreign}` },
  ];
  for (const { key, value } of tags) {
    if (!allowedValue.test(value)) throw ecsErrors.tagNotAllowed.error({ tag: key, value });
  }
  return tags;
}

/** Undefined when this product did not write the revision: any of the three tags missing means someone else did. */
export function writtenForOf(tags: readonly Tag[]): WrittenFor | undefined {
  const [releaseId, service, promotion] = ['release', 'service', 'promotion'].map((name) =>
    valueOf(tags, name),
  );
  return releaseId !== undefined && service !== undefined && promotion !== undefined
    ? { releaseId, service, promotion }
    : undefined;
}

/** Undefined where the tag is missing or not of our making; then one looks at every revision. */
export function lookBackOf(tags: readonly Tag[]): LookBack | undefined {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(valueOf(tags, 'template') ?? '');
  return match ? { from: Number(match[1]), foreign: Number(match[2]) } : undefined;
}

/** The tags a copy takes over: what the template's owner put there, without ours and without those AWS reserves for itself. */
export function inheritedTags(tags: readonly Tag[]): readonly Tag[] {
  return tags.filter(({ key }) => !key.startsWith(prefix) && !/^aws:/i.test(key));
}

function valueOf(tags: readonly Tag[], name: string): string | undefined {
  return tags.find(({ key }) => key === `${prefix}${name}`)?.value;
}
