import { columns, oneLine } from './columns.ts';
import { diffReleases } from './diff.ts';
import type { Lineage, LineageLink } from './lineage.ts';
import type { Release } from './release.ts';
import { shortId } from './short-id.ts';

/** The chains, newest release first; what each one changed, and where its document is. */
export function renderLineage({ chains, problems }: Lineage): string {
  const blocks = chains.map((chain) =>
    columns(chain.map((link, at) => cells(link, chain[at + 1]))).join('\n'),
  );
  return [...blocks, ...(problems.length > 0 ? [] : [verdict(chains)])].join('\n\n');
}

function cells(link: LineageLink, older: LineageLink | undefined): readonly string[] {
  if (link.state === 'missing') return [shortId(link.id), 'MISSING'];
  const { state, id, release, source } = link;
  const change = { present: changes(release, older), altered: 'ALTERED', joined: 'as above' }[state];
  const reason = release.derived?.reason;
  const why = reason === undefined || reason === null ? '' : ` (${oneLine(reason, 60)})`;
  return [shortId(id), `${change}${state === 'joined' ? '' : why}`, source];
}

function changes(release: Release, older: LineageLink | undefined): string {
  if (older === undefined) return `first, ${count(Object.keys(release.services).length, 'service')}`;
  if (older.state === 'missing') return 'from what, is not known';
  const rows = diffReleases(older.release, release).filter(({ change }) => change !== 'same');
  if (rows.length === 0) return 'same builds';
  const told = rows.slice(0, 3).map(({ service, from, to }) => {
    if (from === null) return `+${service} ${to.build}`;
    return to === null ? `-${service}` : `${service} ${from.build} → ${to.build}`;
  });
  return [...told, ...(rows.length > 3 ? [`${rows.length - 3} more`] : [])].join(', ');
}

function verdict(chains: Lineage['chains']): string {
  const ids = new Set(chains.flat().map(({ id }) => id));
  return `${count(ids.size, 'release')} in ${count(chains.length, 'line')}, unbroken to the first; no build number has two digests.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
