import { canonicalHash } from '../release/canonical.ts';
import { changesHash } from './changes-hash.ts';
import type { Action, Changes, ResourceChange } from './changes.ts';
import type { StackName } from './request.ts';
import type { Touch } from './touches.ts';

/**
 * What Terraform would do for a promotion, as the promotion's plan holds it: a value that can be printed, hashed, kept in the ledger and
 * compared with what Terraform wants to do later, without any value of a resource in it.
 */
export interface StackChanges {
  readonly stack: string;
  readonly region: string | null;
  /** Of all changes exactly, as `orchestrate plan` prints it. */
  readonly hash: string;
  readonly resources: readonly StackChange[];
}

export interface StackChange {
  readonly address: string;
  readonly action: Action;
  readonly attributes: readonly string[];
  readonly touches: readonly Touch[];
  /** Hash of what each attribute shall be; null where Terraform learns it only when it applies. */
  readonly values: Readonly<Record<string, string | null>>;
}

export function stackChanges({ stack, region }: StackName, changes: Changes): StackChanges {
  return { stack, region, hash: changesHash(changes), resources: changes.resources.map(stackChange) };
}

function stackChange({ address, action, attributes, touches, after, unknown }: ResourceChange): StackChange {
  const known = Object.entries(after).filter(([name]) => !unknown.includes(name));
  // Of a change only what differs counts: the rest may have been changed by a run that was killed.
  const counts = (name: string) => action !== 'change' || attributes.includes(name);
  return {
    address,
    action,
    attributes,
    touches,
    values: Object.fromEntries([
      ...known.filter(([name]) => counts(name)).map(([name, value]) => [name, canonicalHash(value)] as const),
      ...unknown.filter(counts).map((name) => [name, null] as const),
    ]),
  };
}

/**
 * Addresses of what Terraform would do now and was not approved. After a run that was killed half-way what is left is a part of what
 * was approved: the same resources, made what they were to become, as far as that was known then.
 */
export function beyond(approved: StackChanges, now: StackChanges): readonly string[] {
  const before = new Map(approved.resources.map((change) => [change.address, change]));
  return now.resources
    .filter((change) => {
      const [, address = change.address, deposed] = /^(.*?)( \(deposed [^)]*\))?$/.exec(change.address) ?? [];
      const known = before.get(address);
      if (!known) return true;
      // Replacing was interrupted between making the new one and removing the old one.
      if (deposed !== undefined) return !(known.action === 'replace' && change.action === 'destroy');
      return !isSameAct(known.action, change.action) || !isWithin(known.values, change.values);
    })
    .map(({ address }) => address);
}

/** Creating or replacing that was interrupted leaves what Terraform calls tainted, or nothing. */
function isSameAct(approved: Action, now: Action): boolean {
  const makes = (action: Action) => action === 'create' || action === 'replace';
  return approved === now || (makes(approved) && makes(now));
}

function isWithin(approved: StackChange['values'], now: StackChange['values']): boolean {
  return Object.entries(now).every(
    ([name, value]) => Object.hasOwn(approved, name) && (approved[name] === null || approved[name] === value),
  );
}

/**
 * Addresses of what Terraform would do on the way back beyond what the way forward was to do: other resources, or other attributes of
 * theirs. The values differ, of course.
 */
export function besides(forward: StackChanges, back: StackChanges): readonly string[] {
  const named = new Map(forward.resources.map((change) => [change.address, change]));
  return back.resources
    .filter(({ address, attributes }) => {
      const known = named.get(address.replace(/ \(deposed [^)]*\)$/, ''));
      return (
        !known || (known.action !== 'create' && !attributes.every((name) => known.attributes.includes(name)))
      );
    })
    .map(({ address }) => address);
}
