import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textFile, type Files, type GeneratedFile } from '../files.ts';
import { isInLibrary, type Bundle } from './bundles.ts';
import type { LambdaBundle } from './lambda.ts';
import { bundledPackages, licenceDocument } from './licences.ts';

/** The folder that Jenkins copies from into a build, and the tree that goes onto the agent's image. */
export const libraryFolder = 'resources/ecs-promote';
export const distFolder = 'dist';

const launcher = `#!/usr/bin/env node
'use strict';
require('../lib/ecs-promote.cjs');
`;

/** Everything that is made of the bundles, as files from the root. */
export async function distribution(
  root: string,
  bundles: readonly Bundle[],
  lambdas: readonly LambdaBundle[],
): Promise<Files> {
  const version = textFile(`${await versionOf(root, bundles)}\n`);
  const inLibrary = bundles.filter(({ name }) => isInLibrary(name));
  const licences = licenceDocument(await bundledPackages(root, bundles));
  const dist = new Map<string, GeneratedFile>([
    ['LICENSE', { bytes: await readFile(join(root, 'LICENSE')) }],
    ['THIRD-PARTY-LICENCES.txt', textFile(licences)],
    ['VERSION', version],
    ['bin/ecs-promote.cjs', { ...textFile(launcher), executable: true }],
    ...bundles.map(({ file, bytes }) => [`lib/${file}`, { bytes }] as const),
    ...lambdas.map(({ file, zip }) => [`lambda/${file}`, { bytes: zip }] as const),
  ]);
  return new Map([
    ...inLibrary.map(({ file, bytes }) => [`${libraryFolder}/${file}`, { bytes }] as const),
    [`${libraryFolder}/VERSION`, version],
    ...[...dist].map(([path, file]) => [`${distFolder}/${path}`, file] as const),
    [`${distFolder}/SHA256SUMS`, textFile(checksums(dist))],
  ]);
}

/**
 * `0.1.0+1f2e3d4c5b6a`: the package's version and the hash of all bundles, so that a changed bundle is never taken for the one on
 * an agent's image.
 */
async function versionOf(root: string, bundles: readonly Bundle[]): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const { file, bytes } of bundles) hash.update(`${file} ${bytes.length}\n`).update(bytes);
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

/** As `sha256sum -c` reads it. */
function checksums(files: Files): string {
  return [...files]
    .map(([path, { bytes }]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`)
    .join('');
}
