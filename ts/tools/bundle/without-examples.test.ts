import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutExamples } from './without-examples.ts';

const catalogue = join(__dirname, '../../core/errors/catalogue');

test.each(readdirSync(catalogue).filter((name) => name.endsWith('.ts')))(
  '%s loses its examples and keeps every sentence',
  (name) => {
    const file = join(catalogue, name);
    const source = readFileSync(file, 'utf8');
    const slim = withoutExamples(source, file);
    const count = (text: string, form: RegExp) => text.match(form)?.length ?? 0;
    expect(count(slim, /example: undefined as never/g)).toBe(count(source, /^ +example: /gm));
    for (const member of [/\bwhat: \(/g, /\bwhy: \(/g, /\bnext: \(/g, /defineError/g]) {
      expect(count(slim, member)).toBe(count(source, member));
    }
    // A file that only puts others together has none to lose.
    if (source.includes('example: ')) expect(slim.length).toBeLessThan(source.length);
    else expect(slim).toBe(source);
  },
);
