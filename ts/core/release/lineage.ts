import { releaseErrors } from '../errors/catalogue/release.ts';
import type { Problem } from '../errors/problem.ts';
import { buildsWithTwoDigests } from './one-digest-a-build.ts';
import { releaseId } from './release-id.ts';
import type { Release, ReleaseId } from './release.ts';
import { shortId } from './short-id.ts';

/** A release as it was kept somewhere: an archived file, a fact of the ledger. */
export interface ReleaseDocument {
  /** Where it is, for people: a file's name. */
  readonly source: string;
  /** The id under which it is kept; null when it says none itself, as a file called `release.json`. */
  readonly claimedId: ReleaseId | null;
  readonly release: Release;
}

/** One step back in time. `joined`: from here on it is a chain that was told before. */
export type LineageLink =
  | {
      readonly state: 'present' | 'altered' | 'joined';
      readonly id: ReleaseId;
      readonly source: string;
      readonly release: Release;
    }
  | { readonly state: 'missing'; readonly id: ReleaseId };

export interface Lineage {
  /** One for each release that no other one follows; newest link first. */
  readonly chains: readonly (readonly LineageLink[])[];
  /** What is wrong: missing or altered links, circles, build numbers with two digests. */
  readonly problems: readonly Problem[];
}

/**
 * Whether releases follow one another without a gap and nobody changed one since: each names its parent by the hash of that
 * parent's document, so the documents prove each other and nothing else is needed, neither Jenkins nor a network.
 */
export function checkLineage(documents: readonly ReleaseDocument[]): Lineage {
  const known = byId(documents);
  const heads = headsOf(known);
  const told = new Set<ReleaseId>();
  const chains = heads.map((head) => chainFrom(head, known, told));
  const suspects = (head: ReleaseId) =>
    heads.filter((other) => other !== head).map((other) => known.get(other)?.source ?? shortId(other));
  return {
    chains,
    problems: [
      ...documents.flatMap(alteration),
      ...chains.flatMap((chain) => gapsOf(chain, suspects(chain[0]?.id ?? ''))),
      ...chains.flatMap(circleOf),
      ...buildsWithTwoDigests(documents),
    ],
  };
}

type Known = ReadonlyMap<ReleaseId, ReleaseDocument>;

/** A document that is what it claims to be goes before one that only claims it. */
function byId(documents: readonly ReleaseDocument[]): Known {
  const known = new Map<ReleaseId, ReleaseDocument>();
  for (const document of documents) {
    const id = releaseId(document.release);
    if (!known.has(id) || isAltered(document)) known.set(document.claimedId ?? id, document);
  }
  for (const document of documents) {
    if (!isAltered(document)) known.set(releaseId(document.release), document);
  }
  return known;
}

function isAltered({ claimedId, release }: ReleaseDocument): boolean {
  return claimedId !== null && claimedId !== releaseId(release);
}

/** Releases that no other one follows; where all are followed (a circle), the first. */
function headsOf(known: Known): readonly ReleaseId[] {
  const followed = new Set([...known.values()].map(({ release }) => release.parent));
  const heads = [...known.keys()].filter((id) => !followed.has(id));
  return heads.length > 0 ? heads : [...known.keys()].slice(0, 1);
}

function chainFrom(head: ReleaseId, known: Known, told: Set<ReleaseId>): readonly LineageLink[] {
  const chain: LineageLink[] = [];
  for (let id: ReleaseId | null = head; id !== null;) {
    const document = known.get(id);
    if (!document) return [...chain, { state: 'missing', id }];
    const { source, release }: ReleaseDocument = document;
    const state = told.has(id) ? 'joined' : isAltered(document) ? 'altered' : 'present';
    chain.push({ state, id, source, release });
    if (state === 'joined') return chain;
    told.add(id);
    id = release.parent;
  }
  return chain;
}

function alteration(document: ReleaseDocument): readonly Problem[] {
  const { source, claimedId, release } = document;
  return claimedId !== null && isAltered(document)
    ? [
        releaseErrors.altered.problem({
          source,
          claimed: shortId(claimedId),
          found: shortId(releaseId(release)),
        }),
      ]
    : [];
}

function gapsOf(chain: readonly LineageLink[], suspects: readonly string[]): readonly Problem[] {
  const [child, parent] = chain.slice(-2);
  if (!child || parent?.state !== 'missing') return [];
  return [releaseErrors.parentMissing.problem({ child: shortId(child.id), parent: parent.id, suspects })];
}

/** A chain that joins itself. */
function circleOf(chain: readonly LineageLink[]): readonly Problem[] {
  const ids = chain.map(({ id }) => shortId(id));
  const begin = ids.indexOf(ids.at(-1) ?? '');
  return chain.length > 1 && begin < ids.length - 1
    ? [releaseErrors.lineageCycle.problem({ ids: ids.slice(begin, -1) })]
    : [];
}
