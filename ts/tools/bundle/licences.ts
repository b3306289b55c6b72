import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packageOf, type Bundle } from './bundles.ts';

/** Licences that allow shipping inside a program under MIT, with their text beside it. */
export const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
]);

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression from its package.json. */
  readonly licence: string;
  /** The text it ships; undefined when it ships none. */
  readonly text: string | undefined;
}

/** The npm packages of which anything is in the bundles, by name. */
export async function bundledPackages(
  root: string,
  bundles: readonly Pick<Bundle, 'metafile'>[],
): Promise<readonly BundledPackage[]> {
  const folders = new Set(
    bundles.flatMap(({ metafile }) =>
      Object.values(metafile.outputs).flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
          bytesInOutput > 0 ? (packageOf(path)?.folder ?? []) : [],
        ),
      ),
    ),
  );
  const found = await Promise.all([...folders].map((folder) => describe(resolve(root, folder))));
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

async function describe(folder: string): Promise<BundledPackage> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file === undefined ? undefined : await readFile(join(folder, file), 'utf8');
  return { name, version, licence: license ?? 'none', text };
}

/** Packages whose licence is not on the list. Of `A OR B` one is enough, of `A AND B` both must be. */
export function forbidden(packages: readonly BundledPackage[]): readonly BundledPackage[] {
  return packages.filter(({ licence }) => !isAllowed(licence));
}

function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((id) => allowed.has(id.trim())));
}

/** One document of all licences; packages with the same text share it. */
export function licenceDocument(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>();
  for (const one of packages) {
    const text = (one.text ?? `Licensed under ${one.licence}; the package ships no text.`)
      .replaceAll('\r\n', '\n')
      .trim();
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const parts = [...byText].map(([text, group]) => {
    const names = group.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${names.join('\n')}\n\n${text}\n`;
  });
  return `The programs in lib/ contain code of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
