/** Who holds the lock of a state, as Terraform tells it. */
export interface StateLock {
  readonly id: string;
  readonly who: string;
  readonly operation: string;
  /** As Terraform writes it; empty when it does not. */
  readonly created: string;
}

/** What Terraform printed, if it says that the state is locked. A lock without information (a broken one) has empty members. */
export function stateLock(output: string): StateLock | undefined {
  // Lines are wrapped by boxes or not, depending on the version and on colour.
  const said = output.replaceAll(/^[│╷╵|]? ?/gm, '');
  if (!/Error (?:acquiring the state lock|locking state)/.test(said)) return undefined;
  const member = (name: string): string =>
    new RegExp(`^\\s*${name}:[ \\t]*(.*)$`, 'm').exec(said)?.[1]?.trim() ?? '';
  return {
    id: member('ID'),
    who: member('Who'),
    operation: member('Operation')
      .replace(/^OperationType/, '')
      .toLowerCase(),
    created: member('Created'),
  };
}

/** `root@agent-3 (apply, since 2026-11-23 21:35:41)`. */
export function holder({ who, operation, created }: StateLock): string {
  const since = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(created)?.[0];
  const more = [
    ...(operation === '' ? [] : [operation]),
    ...(since === undefined ? [] : [`since ${since} UTC`]),
  ];
  return `${who === '' ? 'somebody' : who}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}
