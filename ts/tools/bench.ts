import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.ts';

/** One line of what a benchmark measured. `holds` is left out where there is nothing to hold to. */
export interface Measurement {
  readonly what: string;
  readonly text: string;
  readonly holds?: boolean;
}

/** A file `test/bench/<name>.bench.ts` exports it as `bench`. It makes what it needs in a temporary folder and removes it. */
export interface Bench {
  readonly title: string;
  run(): Promise<readonly Measurement[]>;
}

/** `npm run bench [NAME …]`: all benchmarks, or those named; fails when a promise among them does not hold. */
const wanted = process.argv.slice(2);
const folder = join(root, 'test/bench');
const names = (await readdir(folder))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace(/\.bench\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .toSorted();
const unknown = wanted.filter((name) => !names.includes(name));
let broken = names.length === 0 || unknown.length > 0 ? 1 : 0;
if (unknown.length > 0) console.error(`There is no benchmark ${unknown.join(', ')} in test/bench.`);
for (const name of names) {
  const { bench } = (await import(pathToFileURL(join(folder, `${name}.bench.ts`)).href)) as {
    readonly bench: Bench;
  };
  console.log(`${name}: ${bench.title}`);
  const measurements = await bench.run();
  const width = Math.max(...measurements.map(({ what }) => what.length));
  for (const { what, text, holds } of measurements) {
    console.log(`  ${what.padEnd(width)}  ${text}${holds === false ? ' — DOES NOT HOLD' : ''}`);
    if (holds === false) broken += 1;
  }
}
process.exitCode = broken > 0 ? 1 : 0;
