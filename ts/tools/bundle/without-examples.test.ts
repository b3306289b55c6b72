import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutExamples } from './without-examples.ts';

test('the examples of a catalogue file go, and every sentence stays', () => {
  const file = join(__dirname, '../../core/errors/catalogue/terraform.ts');
  const source = readFileSync(file, 'utf8');
  const slim = withoutExamples(source, file);
  const count = (text: string, form: RegExp) => text.match(form)?.length ?? 0;
  expect(count(slim, /example: undefined as never/g)).toBe(count(source, /^ +example: /gm));
  for (const member of [/\bwhat: /g, /\bwhy: /g, /\bnext: /g, /defineError</g]) {
    expect(count(slim, member)).toBe(count(source, member));
  }
  expect(slim.length).toBeLessThan(source.length);
});
