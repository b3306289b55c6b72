import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readServiceEnv } from '../../ts/core/service-env/read.ts';
import { writeServiceEnv } from '../../ts/core/service-env/write.ts';
import { artifactTexts } from './artifact-texts.ts';
import { valuesByCategory, everyCodeUnit, headers } from './values.ts';

/**
 * Writes the cases that the real Groovy is asked about, one JSON document a line, ASCII only:
 * `written.jsonl` – what the writer makes of recorded values; `accepted.jsonl` – texts that the reader takes.
 *
 * usage: tsx generate-cases.ts FOLDER
 */
interface Case {
  readonly category: string;
  readonly text: string;
  readonly entries: readonly (readonly [name: string, value: string])[];
}

const seed = 20_250_101;
/** One to five values a file: what costs time is Groovy's compiler, once a file. */
const writtenFileCount = 3_500;
/** Of each category. */
const acceptedLimit = 3_000;

function writtenFiles(): Case[] {
  const categories = Object.entries(valuesByCategory);
  const perCategory = Math.ceil(writtenFileCount / categories.length);
  const sampled = categories.flatMap(([category, values], at) => {
    const files = fc.record({
      header: fc.option(headers),
      values: fc.array(values, { minLength: 1, maxLength: 5 }),
    });
    return fc.sample(files, { seed: seed + at, numRuns: perCategory }).map((file) => ({ category, ...file }));
  });
  const units = everyCodeUnit().map((value) => ({
    category: 'every code unit',
    header: null,
    values: [value],
  }));
  return [...sampled, ...units].map(({ category, header, values }) => {
    const entries = values.map((value, at) => [`SERVICE${at}_COMMIT_MSG`, value] as const);
    return { category, entries, text: writeServiceEnv(entries, header ?? undefined) };
  });
}

function acceptedTexts(): Case[] {
  return Object.entries(artifactTexts(seed)).flatMap(([category, texts]) => {
    const accepted = [...new Set(texts)].flatMap((text) => {
      const reading = readServiceEnv(text);
      if (!reading.ok || reading.entries.length === 0) return [];
      return [{ category, text, entries: reading.entries.map(({ name, value }) => [name, value] as const) }];
    });
    return accepted.slice(0, acceptedLimit);
  });
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: generate-cases.ts FOLDER');
mkdirSync(folder, { recursive: true });
for (const [name, cases] of Object.entries({ written: writtenFiles(), accepted: acceptedTexts() })) {
  const lines = cases.map((each) => JSON.stringify(each).replace(/[^\n -~]/g, asciiEscape));
  writeFileSync(join(folder, `${name}.jsonl`), lines.join('\n') + '\n', 'ascii');
}

function asciiEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
