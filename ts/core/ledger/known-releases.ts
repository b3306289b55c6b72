/**
 * A release of two hundred services stands in two facts of each environment that it comes to. The facts that were read share one object
 * of it, which is parsed and looked at once (`fact-schema.ts`): a ledger of thousands of facts takes half of the time and of the memory.
 */
const releases = new Map<string, { readonly text: string; readonly release: object }>();

/**
 * `JSON.parse` of a fact's text, except that a release which was read before, byte by byte the same, is the same object. Throws a
 * SyntaxError as it does.
 */
export function parseSharing(text: string): unknown {
  const place = placeOfId(text);
  if (place === undefined) return JSON.parse(text);
  const known = releases.get(place.id);
  if (known && !text.includes(mark) && standsBefore(place.at, known.text, text)) {
    const start = place.at - known.text.length;
    const value = JSON.parse(`${text.slice(0, start)}"${mark}"${text.slice(place.at)}`) as unknown;
    // What was cut out may have been a member of something else, or one of two.
    if (hasRelease(value) && value.release === mark) return Object.assign(value, { release: known.release });
  }
  const value = JSON.parse(text) as unknown;
  if (!known && hasRelease(value)) remember(value.release, place, text);
  return value;
}

/** Stands for the release while the rest is parsed. A text that holds it is parsed as it is. */
const mark = 'ecs-promote: a release that is known';
const idMember = ',"releaseId":"';

/** Canonical JSON has the id right behind the release; `at` is where the release ends. */
function placeOfId(text: string): Place | undefined {
  const at = text.lastIndexOf(idMember);
  if (at < 0) return undefined;
  return { at, id: text.slice(at + idMember.length, at + idMember.length + 64) };
}

interface Place {
  readonly at: number;
  readonly id: string;
}

function remember(release: unknown, { at, id }: Place, text: string): void {
  if (typeof release !== 'object' || release === null) return;
  const own = JSON.stringify(release);
  if (standsBefore(at, own, text)) releases.set(id, { text: own, release });
}

function standsBefore(end: number, release: string, text: string): boolean {
  return text.startsWith(release, end - release.length);
}

function hasRelease(value: unknown): value is { release: unknown } {
  return typeof value === 'object' && value !== null && 'release' in value;
}
