import type { Fact, FactDraft } from '../../ts/core/ledger/fact.ts';
import { factBytes, sealFact } from '../../ts/core/ledger/seal.ts';
import { canonicalJson, sha256Hex } from '../../ts/core/release/canonical.ts';
import { provenFrom } from './proven.ts';
import type { Files } from './told-line.ts';

/** What somebody could do to records, tried value by value and file by file rather than from a table. */
export interface Tried {
  readonly count: number;
  /** Alterations that the proof did not find, or did not name: there must be none. */
  readonly unfound: readonly string[];
}

/**
 * Alters each value of the records of the builds and of the environment's facts whose path matches, one at a time; then takes away each
 * file, one at a time.
 *
 * @param values paths as the proof writes them: `plan.exceptions[0].reason`
 * @param untouched files that are on no way of what runs, so that the proof does not look at them
 */
export async function alterEach(
  files: Files,
  environment: string,
  values: RegExp,
  untouched = /^$/,
): Promise<Tried> {
  const noted = new Map([[environment, newestHash(files, environment)]]);
  const unfound: string[] = [];
  let count = 0;
  const attempt = async (what: string, altered: Files, isNamed: (file: string, field: string) => boolean) => {
    const { broken } = await provenFrom(altered, noted, environment);
    count += 1;
    if (!broken.some(({ file, field }) => isNamed(file, field ?? ''))) unfound.push(what);
  };
  for (const [path, bytes] of files) {
    const name = nameOf(path, environment);
    if (name === undefined || untouched.test(name)) continue;
    for (const { at, altered } of path.endsWith('.json') ? alteredValues(bytes, values) : []) {
      const isNamed = (file: string, field: string) =>
        file === name && (!name.endsWith('promotion.json') || namesMember(field, at));
      await attempt(`${name} ${at}`, new Map(files).set(path, written(path, altered)), isNamed);
      if (path.startsWith('ledger/'))
        await attempt(
          `${name} ${at}, sealed anew`,
          sealedAnew(files, environment, path, altered),
          () => true,
        );
    }
    const isMissed = (file: string) => file === name || /^(?:a|the) fact /.test(file);
    await attempt(
      `${name} taken away`,
      new Map([...files].filter(([one]) => one !== path)),
      path.startsWith('ledger/') ? isMissed : (file) => file === name,
    );
  }
  return { count, unfound };
}

/** The place itself; or the member that it is in, where the ledger has only the hash of that. */
function namesMember(field: string, at: string): boolean {
  const [member = ''] = at.split(/[.[]/);
  return field === at || (field.startsWith('one of ') && field.slice(7).split(', ').includes(member));
}

/** As the proof calls it; undefined for what it does not look at: fingerprints, other environments. */
function nameOf(path: string, environment: string): string | undefined {
  const archived = /^home\/jobs\/([^/]+)\/builds\/(\d+)\/archive\/output\/(.+)$/.exec(path);
  if (archived) return `${archived[1]} #${archived[2]} ${archived[3]}`;
  return path.startsWith(`ledger/${environment}/0`) ? path.slice('ledger/'.length) : undefined;
}

function written(path: string, value: unknown): Buffer {
  const isRecord = path.endsWith('promotion.json');
  return Buffer.from(isRecord ? `${JSON.stringify(value, null, 2)}\n` : canonicalJson(value));
}

function alteredValues(bytes: Buffer, values: RegExp): readonly { at: string; altered: unknown }[] {
  const whole: unknown = JSON.parse(bytes.toString('utf8'));
  return leavesOf(whole, '').flatMap(({ at, keys }) => {
    if (!values.test(at)) return [];
    const altered: unknown = structuredClone(whole);
    const last = keys.at(-1) ?? '';
    const holder = keys.slice(0, -1).reduce((from, key) => from[key] as Holder, altered as Holder);
    holder[last] = another(holder[last]);
    return [{ at, altered }];
  });
}

type Holder = Record<string, unknown>;

function leavesOf(value: unknown, at: string, keys: readonly string[] = []): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ at, keys }];
  return Object.entries(value).flatMap(([key, below]) => {
    const plain = at === '' ? key : `${at}.${key}`;
    return leavesOf(below, Array.isArray(value) ? `${at}[${key}]` : plain, [...keys, key]);
  });
}

interface Leaf {
  readonly at: string;
  readonly keys: readonly string[];
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${(value as string | null) ?? ''}x`;
}

/** By somebody who may write to the ledger and knows how: the fact and all after it in their chain, so that it holds. */
function sealedAnew(files: Files, environment: string, path: string, altered: unknown): Files {
  const own = [...files].filter(([one]) => one.startsWith(`ledger/${environment}/0`));
  let tail: Fact | undefined;
  const anew = own.map(([one, bytes]) => {
    const fact = one === path ? altered : JSON.parse(bytes.toString('utf8'));
    const { at } = fact as Fact;
    tail = sealFact(unsealed(fact as Fact), { environment, tail, now: Date.parse(at) });
    return [`ledger/${environment}/${tail.id}.json`, Buffer.from(factBytes(tail))] as const;
  });
  return new Map([...files].filter(([one]) => !own.some(([name]) => name === one)).concat(anew as never));
}

function unsealed(fact: Fact): FactDraft {
  const sealed = ['version', 'id', 'environment', 'previous', 'at'];
  return Object.fromEntries(Object.entries(fact).filter(([member]) => !sealed.includes(member))) as never;
}

function newestHash(files: Files, environment: string): string {
  const [, newest] = [...files].findLast(([path]) => path.startsWith(`ledger/${environment}/0`)) ?? [];
  return sha256Hex(newest ?? '');
}
