import type { ServiceChange } from './changes.ts';
import { buildsOf } from './words.ts';

/**
 * What moves, on one line of at most `limit` characters: `service1 90→92, service2 41→40`, and how many more do where not all of them
 * fit. Never a part of a service.
 */
export function shortChanges(
  services: readonly Pick<ServiceChange, 'service' | 'change' | 'from' | 'to'>[],
  limit: number,
): string {
  const moving = services.filter(({ change }) => change !== 'same');
  if (moving.length === 0) return 'nothing changes';
  const words = moving.map((change) => `${wordOf(change)}${change.service} ${buildsOf(change, '→')}`);
  const all = words.join(', ');
  if (all.length <= limit) return all;
  let shown = 0;
  while (upTo(words, shown + 1).length <= limit) shown += 1;
  return upTo(words, shown);
}

function upTo(words: readonly string[], shown: number): string {
  const rest = words.length - shown;
  if (shown === 0) return rest === 1 ? '1 service changes' : `${rest} services change`;
  return `${words.slice(0, shown).join(', ')} and ${rest} more`;
}

const marks: Readonly<Partial<Record<ServiceChange['change'], string>>> = {
  added: '+',
  removed: '-',
  sameBuildOtherDigest: '!',
  settings: '~',
};

function wordOf({ change }: Pick<ServiceChange, 'change'>): string {
  return marks[change] ?? '';
}
