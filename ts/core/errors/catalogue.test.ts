import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from './catalogue.ts';
import { exitCodes } from './problem.ts';

const entries = Object.values(errorCatalogue).flat();

test('every area file is in the catalogue', async () => {
  const folder = join(__dirname, 'catalogue');
  const codes = new Set(entries.map(({ code }) => code));
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const missing: string[] = [];
  for (const file of files) {
    const exported = (await import(join(folder, file))) as Record<string, Record<string, { code: string }>>;
    for (const { code } of Object.values(exported).flatMap((area) => Object.values(area))) {
      if (!codes.has(code)) missing.push(`${file}: ${code}`);
    }
  }
  expect(missing).toEqual([]);
});

test('no code is used twice', () => {
  const codes = entries.map(({ code }) => code);
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test.each(entries.map((entry) => [entry.code, entry] as const))(
  '%s is a kebab-case code that says what, why and what next in words that are all there',
  (code, { category, exampleProblem }) => {
    const { what, why, next } = exampleProblem();
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(exitCodes[category]).toBeGreaterThan(0);
    // What happened may end in the words of AWS or of git.
    for (const text of [why, next]) expect(text).toMatch(/[.?!:)]$/);
    for (const text of [what, why, next]) {
      expect(text).not.toMatch(/undefined|\[object|NaN| {2}/);
    }
  },
);
