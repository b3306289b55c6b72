import type { Action, Changes, ResourceChange } from './changes.ts';

/** What of a change people read. */
type Shown = Pick<ResourceChange, 'address' | 'action' | 'attributes' | 'touches'>;

const signs: Readonly<Record<Action, string>> = {
  create: '+',
  change: '~',
  replace: '±',
  destroy: '-',
  forget: '.',
  read: '<',
};

/** What is most worth a look comes last, next to the question that follows. */
const order: readonly Action[] = ['read', 'forget', 'create', 'change', 'replace', 'destroy'];

/** The changes as people read them: one line a resource, with what it touches, and the numbers at the end. */
export function renderChanges(changes: {
  readonly resources: readonly Shown[];
  readonly outputs: Changes['outputs'];
}): string {
  const { resources, outputs } = changes;
  if (isNothing(changes)) return 'Nothing would change.';
  const sorted = order.flatMap((action) => resources.filter((one) => one.action === action));
  return [
    ...sorted.map(line),
    ...(outputs.length > 0 ? [`  ~ outputs: ${outputs.join(', ')}`] : []),
    `${numbers(resources)}${warning(resources)}`,
  ].join('\n');
}

/** Whether applying would do nothing. */
export function isNothing({
  resources,
  outputs,
}: {
  readonly resources: readonly unknown[];
  readonly outputs: readonly unknown[];
}): boolean {
  return resources.length === 0 && outputs.length === 0;
}

/** `2 to create, 1 to replace`. */
export function numbers(resources: readonly Shown[]): string {
  const counted = order.map(
    (action) => [action, resources.filter((one) => one.action === action).length] as const,
  );
  const said = counted.filter(([, count]) => count > 0).map(([action, count]) => `${count} to ${action}`);
  return said.length === 0 ? 'No resource would change' : said.join(', ');
}

function line({ action, address, attributes, touches }: Shown): string {
  const what =
    attributes.length > 0 && action !== 'create' && action !== 'destroy' ? ` (${short(attributes)})` : '';
  const marks = touches.length > 0 ? `  [${touches.join(', ')}]` : '';
  return `  ${signs[action]} ${action.padEnd(7)} ${address}${what}${marks}`;
}

function short(names: readonly string[]): string {
  return names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
}

function warning(resources: readonly Shown[]): string {
  const touched = (['traffic', 'data', 'IAM'] as const).flatMap((touch) => {
    const count = resources.filter((one) => one.action !== 'read' && one.touches.includes(touch)).length;
    return count === 0 ? [] : [`${touch} ${count}`];
  });
  return touched.length === 0 ? '' : `; touches ${touched.join(', ')}`;
}
