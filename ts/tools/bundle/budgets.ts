import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from '../files.ts';
import type { Bundle, BundleName } from './bundles.ts';
import { distFolder, libraryFolder } from './distribution.ts';
import type { LambdaBundle } from './lambda.ts';
import { measureStart } from './start-time.ts';

/** What a build may cost, with what it does. */
export interface Spent {
  readonly what: string;
  readonly text: string;
  readonly over: boolean;
}

/** Without AWS: the bundle, and with each of the parts a step may load. With AWS: the bundle that holds the clients. */
const sizes: readonly {
  readonly what: string;
  readonly of: readonly BundleName[];
  readonly budget: number;
}[] = [
  { what: 'core', of: ['core'], budget: 300_000 },
  { what: 'core with git', of: ['core', 'git'], budget: 300_000 },
  { what: 'core with YAML', of: ['core', 'yaml'], budget: 300_000 },
  { what: 'core with Terraform', of: ['core', 'terraform'], budget: 300_000 },
  { what: 'AWS', of: ['aws'], budget: 600_000 },
];
const librarySize = 1_000_000;
const lambdaSize = 220_000;

/**
 * CPU time as a multiple of a bare Node's. `core` lists the builds of a job that has none. `aws` plans with a configuration that
 * does not exist, which evaluates all the step imports, AWS clients included, and calls none of them.
 */
const starts = [
  { what: 'start without AWS', ratio: 1.5, words: ['choices', '--jenkins-home', '.', '--job', 'none'] },
  {
    what: 'start with AWS',
    ratio: 2.5,
    words: ['plan', '--environment', 'live', '--release', 'none.json', '--config', 'none.yaml'],
  },
];

/** Beyond a budget by this much counts as over: a busy machine moves the median of pairs by a few hundredths, never by so much. */
const tolerance = 1.2;

/** Sizes against their budgets; exact, so that one byte more is over. */
export function sizeBudgets(bundles: readonly Bundle[], files: Files): readonly Spent[] {
  const library = [...files].filter(([path]) => path.startsWith(`${libraryFolder}/`));
  return [
    ...sizes.map(({ what, of, budget }) => {
      const loaded = bundles.filter(({ name }) => of.includes(name));
      return size(
        what,
        loaded.reduce((sum, { bytes }) => sum + bytes.length, 0),
        budget,
      );
    }),
    size(
      'all that Jenkins copies',
      library.reduce((sum, [, { bytes }]) => sum + bytes.length, 0),
      librarySize,
    ),
  ];
}

/** A function starts the faster the less there is to load, and a deployment waits for it. */
export function lambdaBudgets(lambdas: readonly LambdaBundle[]): readonly Spent[] {
  return lambdas.map(({ file, code }) => size(file, code.length, lambdaSize));
}

function size(what: string, bytes: number, budget: number): Spent {
  return { what, text: `${kilobytes(bytes)}, budget ${kilobytes(budget)}`, over: bytes > budget };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Start times against their budgets, measured on the tree as it would be installed. */
export function startBudgets(files: Files, runs = 11): readonly Spent[] {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-promote-dist-'));
  try {
    for (const [path, { bytes }] of files) {
      if (!path.startsWith(`${distFolder}/`)) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return starts.map(({ what, ratio: budget, words }) => {
      const time = measureStart([join(folder, distFolder, 'bin/ecs-promote.cjs'), ...words], runs);
      const text = `${time.program.toFixed(0)} ms CPU, bare Node ${time.bare.toFixed(0)} ms, ratio ${time.ratio.toFixed(2)}, budget ${budget}`;
      return { what, text, over: !(time.ratio <= budget * tolerance) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
