import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactFile } from '../../core/ledger/chain.ts';
import { gitIn, type Environment } from './git-program.ts';
import { hiddenCredentials } from './hidden-credentials.ts';

/** One branch of a remote repository, read and written without a checkout. */
export interface GitStore {
  /** Fetches the branch's newest commit; undefined when the repository has no such branch. Rejects with git's own error. */
  newest(): Promise<string | undefined>;
  /** The commit that was newest when it was last asked or pushed; undefined when nothing was fetched yet. Costs nothing. */
  lastSeen(): string | undefined;
  folders(commit: string): Promise<readonly string[]>;
  files(commit: string, folder: string): Promise<readonly FactFile[]>;
  /** Makes the commit that adds one file, on top of `parent` or as the first one; it is not pushed. */
  commit(addition: Addition): Promise<string>;
  /** Rejects with git's own error when the branch has moved on. */
  push(commit: string): Promise<void>;
  close(): Promise<void>;
}

export interface Addition {
  readonly parent: string | undefined;
  readonly folder: string;
  readonly name: string;
  readonly content: string;
  readonly message: string;
  /** Milliseconds. */
  readonly at: number;
}

const tipRef = 'refs/ecs-promote/tip';
/** What we have made; apart from the tip, so that a push that was rejected leaves that as it was fetched. */
const newRef = 'refs/ecs-promote/new';
const identity = { name: 'ecs-promote', email: 'ecs-promote@localhost' };

/**
 * The branch's newest state in a bare repository of our own in the temporary folder. Not in a cache that outlives the process: what a
 * killed git leaves there (locks, half a pack) would stop every later run, and a ledger's newest state is small.
 */
export function gitStore(address: string, branch: string, inherited: Environment): GitStore {
  const { remote, environment } = hiddenCredentials(address, inherited);
  const ref = `refs/heads/${branch}`;
  const blobs = new Map<string, string>();
  // A tree never changes under its hash, and a promotion reads the same ones again and again.
  const trees = new Map<string, Promise<readonly Entry[]>>();
  let opened: Promise<string> | undefined;
  let known: string | undefined;

  const git = async (args: readonly string[], stdin?: string): Promise<string> =>
    gitIn(await folderOf(), environment, stdin).raw([...args]);
  const folderOf = (): Promise<string> => (opened ??= mkdtemp(join(tmpdir(), 'ecs-promote-ledger-')));
  let format: string | undefined;

  const prepare = async (hash: string | undefined): Promise<void> => {
    if (format !== undefined) return;
    format = hash?.length === 64 ? 'sha256' : 'sha1';
    await git(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
  };

  const entries = (tree: string): Promise<readonly Entry[]> => {
    const read = trees.get(tree) ?? readTree(git, tree);
    trees.set(tree, read);
    read.catch(() => trees.delete(tree));
    return read;
  };
  const newest = async (): Promise<string | undefined> => {
    const heads = parseHeads(await git(['ls-remote', '--', remote, 'HEAD', ref]));
    const tip = heads.get(ref);
    await prepare(tip ?? heads.get('HEAD'));
    if (tip === undefined || tip === known) return (known = tip);
    await git(['fetch', '--quiet', '--no-tags', '--depth=1', '--', remote, `+${ref}:${tipRef}`]);
    // What was fetched may be newer than what was listed.
    return (known = (await git(['rev-parse', '--verify', tipRef])).trim());
  };

  const files = async (commit: string, folder: string): Promise<readonly FactFile[]> => {
    const tree = (await entries(commit)).find(({ name, type }) => name === folder && type === 'tree');
    if (!tree) return [];
    const found = (await entries(tree.hash)).filter(({ name }) => name.endsWith('.json'));
    const missing = found.filter(({ hash }) => !blobs.has(hash)).map(({ hash }) => hash);
    if (missing.length > 0) {
      const reading = gitIn(await folderOf(), environment, `${missing.join('\n')}\n`);
      const contents = parseBatch((await reading.binaryCatFile(['--batch'])) as Buffer);
      for (const [hash, text] of contents) blobs.set(hash, text);
    }
    return found.map(({ name, hash }) => ({ name, text: blobs.get(hash) ?? '' }));
  };

  const commit = async (addition: Addition): Promise<string> => {
    // One process writes blob, trees and commit; object by object it would take eight.
    const hash = (await git(['fast-import', '--quiet', '--force'], importStream(addition))).trim();
    if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(hash)) throw new Error(`git fast-import answered "${hash}"`);
    return hash;
  };

  return {
    newest,
    lastSeen: () => known,
    folders: async (at) => (await entries(at)).filter(({ type }) => type === 'tree').map(({ name }) => name),
    files,
    commit,
    push: async (made) => {
      // Nobody's hooks are ours to run, and the branch is only ever added to: no force.
      await git(['push', '--porcelain', '--no-verify', '--', remote, `${made}:${ref}`]);
      known = made;
    },
    close: async () => {
      const folder = await opened;
      opened = undefined;
      format = undefined;
      known = undefined;
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

type Git = (args: readonly string[], stdin?: string) => Promise<string>;

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly hash: string;
  readonly name: string;
}

async function readTree(git: Git, tree: string): Promise<readonly Entry[]> {
  const lines = (await git(['ls-tree', '-z', tree])).split('\0').filter((line) => line !== '');
  return lines.map((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', type = '', hash = ''] = line.slice(0, tab).split(' ');
    return { mode, type, hash, name: line.slice(tab + 1) };
  });
}

/**
 * The commands for `git fast-import`; the last one makes it answer the commit's hash. Texts are counted in bytes, so nothing in them
 * can be taken for a command; folder and name come from environment names and ULIDs, which need no quoting.
 */
function importStream({ parent, folder, name, content, message, at }: Addition): string {
  const by = `${identity.name} <${identity.email}> ${Math.floor(at / 1000)} +0000`;
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return [
    `commit ${newRef}\nmark :1\nauthor ${by}\ncommitter ${by}\n${data(message)}`,
    parent === undefined ? '' : `from ${parent}\n`,
    `M 100644 inline ${folder}/${name}\n${data(content)}`,
    'get-mark :1\n',
  ].join('');
}

/** `<hash>\t<ref>` lines of ls-remote. */
function parseHeads(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((pair) => pair.length === 2);
  return new Map(pairs.map(([hash = '', name = '']) => [name, hash]));
}

/** `<hash> blob <bytes>\n<content>\n`, one after the other. */
function parseBatch(bytes: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    const [hash = '', , size = '0'] = bytes.toString('utf8', at, end).split(' ');
    const start = end + 1;
    found.set(hash, bytes.toString('utf8', start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return found;
}
