import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lambdaBudgets, sizeBudgets, startBudgets } from '../bundle/budgets.ts';
import { bundleAll, takers, type Bundle } from '../bundle/bundles.ts';
import { distFolder, distribution } from '../bundle/distribution.ts';
import { allowed, bundledPackages, forbidden } from '../bundle/licences.ts';
import { bundleLambdas, type LambdaBundle } from '../bundle/lambda.ts';
import { differences, type Files } from '../files.ts';
import { generatedFiles } from '../generate/generated.ts';

/** The bundles of the sources as they are, made once for all checks. */
export interface Built {
  readonly bundles: readonly Bundle[];
  readonly lambdas: readonly LambdaBundle[];
  readonly files: Files;
}

export async function built(root: string): Promise<Built> {
  const bundles = await bundleAll(root);
  const lambdas = await bundleLambdas(root);
  return { bundles, lambdas, files: await distribution(root, bundles, lambdas) };
}

export async function bundlesFresh(root: string, { files }: Built): Promise<readonly string[]> {
  return differences(root, files, [distFolder]);
}

/** Builds once more from a copy in another folder: a path, a date or an order that slipped into a bundle shows here. */
export async function bundlesReproducible(root: string, { files }: Built): Promise<readonly string[]> {
  const copy = await mkdtemp(join(tmpdir(), 'ecs-promote-check-'));
  try {
    for (const part of ['ts', 'package.json', 'tsconfig.json', 'LICENSE']) {
      await cp(join(root, part), join(copy, part), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const again = (await built(copy)).files;
    const found = [...files].flatMap(([path, { bytes }]) => [
      ...(again.get(path)?.bytes.equals(bytes) ? [] : [`${path} differs when built in another folder`]),
      ...(bytes.includes(root) ? [`${path} names the folder it was built in`] : []),
    ]);
    return found;
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** A module that was dropped can leave an empty function behind. */
const trace = 200;
/** And a step's definition one for each module that it takes from the entry. */
const traces = 600;

/** What must never get into a bundle, because steps that do not need it would pay for it. */
export function bundleContents({ bundles }: Built): readonly string[] {
  return [...strangersIn(bundles), ...heldTwice(bundles)];
}

function strangersIn(bundles: readonly Bundle[]): readonly string[] {
  const forbiddenIn: readonly (readonly [Bundle['name'] | 'any', RegExp, string])[] = [
    ['core', /node_modules\/(@aws-sdk|@smithy|@aws-crypto)\//, 'AWS code'],
    ['any', /zod\/v4\/core\/(to-json-schema|json-schema-processors)/, "zod's JSON Schema writer"],
    ['any', /zod\/v4\/classic\//, "the whole of zod instead of 'zod/mini'"],
    ['any', /zod\/v4\/locales\/(?!en\.)/, "zod's languages"],
  ];
  return bundles.flatMap((bundle) => {
    const { name, file } = bundle;
    return forbiddenIn.flatMap(([where, pattern, what]) => {
      const bytes = bytesOf(bundle, (path) => pattern.test(path));
      const concerned = where === 'any' || where === name;
      return concerned && bytes > trace ? [`${file} holds ${bytes} bytes of ${what}`] : [];
    });
  });
}

/** What the entry has, the bundles that it loads must take from it (`bundle/shared.ts`). */
function heldTwice(bundles: readonly Bundle[]): readonly string[] {
  const entry = bundles.find(({ name }) => name === 'core');
  return bundles.flatMap((bundle) => {
    if (!entry || !takers.includes(bundle.name)) return [];
    const bytes = bytesOf(
      bundle,
      (path) => /^(ts|node_modules)\//.test(path) && bytesOf(entry, (other) => other === path) > 0,
    );
    return bytes > traces ? [`${bundle.file} holds ${bytes} bytes of what ${entry.file} has`] : [];
  });
}

function bytesOf({ metafile }: Bundle, chosen: (path: string) => boolean): number {
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .reduce((sum, [path, { bytesInOutput }]) => sum + (chosen(path) ? bytesInOutput : 0), 0);
}

export async function licenceProblems(root: string, { bundles, lambdas }: Built): Promise<readonly string[]> {
  const packages = await bundledPackages(root, [...bundles, ...lambdas]);
  return forbidden(packages).map(
    ({ name, version, licence }) =>
      `${name} ${version} is under ${licence}, which is not on the list (${[...allowed].join(', ')})`,
  );
}

export async function budgetProblems({ bundles, lambdas, files }: Built): Promise<readonly string[]> {
  const all = new Map([...files, ...(await generatedFiles())]);
  return [...sizeBudgets(bundles, all), ...lambdaBudgets(lambdas), ...startBudgets(files)]
    .filter(({ over }) => over)
    .map(({ what, text }) => `${what}: ${text}`);
}
