import { createHash } from 'node:crypto';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import { placed } from '../../core/terraform/module-sources.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Report } from '../../ports/report.ts';
import type { WantedWorkplace, Workplace, Workplaces } from '../../ports/terraform.ts';
import { reasonOf } from '../files/reason.ts';
import { takeStackLock, type StackLock } from './stack-lock.ts';

interface Around {
  readonly clock: Clock;
  readonly report: Report;
  readonly interrupted: AbortSignal;
}

/**
 * Workplaces in a cache folder of the user, one folder for each stack of each tree: Terraform's data (providers, downloaded modules,
 * which backend was configured) stays there; each run has a copy of the stack beside it, so nothing is ever written into the tree.
 */
export class CachedWorkplaces implements Workplaces {
  readonly #root: string;
  readonly #cache: string;
  readonly #around: Around;

  /**
   * @param root of the tree, absolute
   * @param cache folder for all of them, absolute
   */
  constructor(root: string, cache: string, around: Around) {
    this.#root = root;
    this.#cache = cache;
    this.#around = around;
  }

  async open(wanted: WantedWorkplace): Promise<Workplace> {
    const place = join(this.#cache, await this.#nameOf(wanted));
    try {
      await mkdir(place, { recursive: true, mode: 0o700 });
      const lock = await takeStackLock(join(place, 'lock'), wanted.command, wanted.waitMinutes, this.#around);
      return await this.#assembled(place, wanted, lock).catch(async (cause: unknown) => {
        await lock.release();
        throw cause;
      });
    } catch (cause) {
      if (cause instanceof ProblemError || this.#around.interrupted.aborted) throw cause;
      throw terraformErrors.workplace.error({ path: place, reason: reasonOf(cause) }, { cause });
    }
  }

  /** Readable, and different for each tree: `ap-southeast-2-appcluster-test-1f2e3d4c5b6a`. */
  async #nameOf({ folders }: WantedWorkplace): Promise<string> {
    const hash = createHash('sha256').update(`${await realpath(this.#root)}\n${folders.config}`);
    return `${folders.config.split('/').slice(1).join('-')}-${hash.digest('hex').slice(0, 12)}`;
  }

  async #assembled(place: string, wanted: WantedWorkplace, lock: StackLock): Promise<Workplace> {
    // Whoever left a run here is dead: we have the lock.
    const left = (await readdir(place)).filter((name) => name.startsWith('run-'));
    await Promise.all(left.map((name) => rm(join(place, name), { recursive: true, force: true })));
    const folder = await mkdtemp(join(place, 'run-'));
    const data = join(place, 'data');
    await mkdir(data, { recursive: true, mode: 0o700 });
    const stack = await copyStack(this.#root, folder, wanted);
    return {
      stack,
      folder,
      data,
      write: async (name, text) => {
        await writeFile(join(folder, name), text, { mode: 0o600 });
        return join(folder, name);
      },
      providerLock: () => readFile(join(stack, '.terraform.lock.hcl'), 'utf8').catch(() => ''),
      keepFor: (processId) => lock.keepFor(processId),
      close: async () => {
        await rm(folder, { recursive: true, force: true });
        await lock.release();
      },
    };
  }
}

/**
 * The stack, the modules, and the folders of other modules whose texts are written anew, as copies: through a link they would be written
 * in the tree. Everything else of the tree (and of the repository it lies in) is a link beside them.
 */
async function copyStack(root: string, folder: string, { folders, texts }: WantedWorkplace): Promise<string> {
  const above = join(folder, 'tree');
  const tree = join(above, basename(root));
  const [beside, within] = copiedToo(folders, texts);
  await mkdir(join(tree, 'src'), { recursive: true });
  await linkOthers(root, tree, ['src', ...beside]);
  await linkOthers(join(root, 'src'), join(tree, 'src'), [basename(folders.source), 'modules', ...within]);
  const repository = dirname(root);
  if ((await readdir(repository)).includes('.git')) await linkOthers(repository, above, [basename(root)]);
  for (const path of [...beside, ...within.map((name) => `src/${name}`)])
    await copy(join(root, path), join(tree, path));

  const stack = join(tree, folders.source);
  await copy(join(root, folders.source), stack);
  if ((await readdir(join(root, 'src'))).includes('modules'))
    await copy(join(root, 'src/modules'), join(tree, 'src/modules'));
  await copy(join(root, folders.config), stack);
  for (const [path, text] of texts) {
    const isConfig = path.startsWith(`${folders.config}/`);
    await writeFile(isConfig ? join(stack, basename(path)) : join(tree, placed(path)), text);
  }
  return stack;
}

/** The folders beside `src`, and those in it beside the stack and `modules`, that hold a text which is written anew. */
function copiedToo(
  { source, config }: WantedWorkplace['folders'],
  texts: WantedWorkplace['texts'],
): readonly [beside: readonly string[], within: readonly string[]] {
  const paths = [...texts.keys()]
    .filter((path) => !path.startsWith(`${config}/`))
    .map((path) => placed(path).split('/'));
  const beside = paths.flatMap(([first = '']) => (first === 'src' ? [] : [first]));
  const within = paths.flatMap(([first, second = '']) => (first === 'src' ? [second] : []));
  const apart = [basename(source), 'modules'];
  return [[...new Set(beside)], [...new Set(within)].filter((name) => !apart.includes(name))];
}

/** What Terraform leaves behind where it is run by hand is no part of the stack. */
const notOfTheStack = /^(?:\.terraform|.*\.tfstate(?:\..*)?|\.git)$/;

/** Links are followed, but not those that lead nowhere (locks of editors are such) or back to where they lie. */
async function copy(from: string, to: string): Promise<void> {
  const filter = async (path: string) =>
    path === from || (!notOfTheStack.test(basename(path)) && (await leadsOn(path)));
  await cp(from, to, { recursive: true, dereference: true, force: true, filter });
  await makeWritable(to);
}

async function leadsOn(path: string): Promise<boolean> {
  const leadsTo = await realpath(path).catch(() => undefined);
  return leadsTo !== undefined && !`${await realpath(dirname(path))}/`.startsWith(`${leadsTo}/`);
}

/** A tree may be read-only; in its copy Terraform keeps its lock file, and we write texts and remove all of it in the end. */
async function makeWritable(folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true });
  for (const path of [folder, ...inside.map((name) => join(folder, name))]) {
    const { mode } = await stat(path);
    if ((mode & 0o200) === 0) await chmod(path, mode | 0o200);
  }
}

async function linkOthers(from: string, to: string, except: readonly string[]): Promise<void> {
  const names = (await readdir(from)).filter((name) => !except.includes(name) && !notOfTheStack.test(name));
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
}
