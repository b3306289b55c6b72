import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutDescriptions } from './without-descriptions.ts';

const config = join(__dirname, '../../core/config');
const schemas = readdirSync(config).filter((name) => name.endsWith('schema.ts'));

test.each(schemas)('%s loses what editors show, and no member', (name) => {
  const file = join(config, name);
  const source = readFileSync(file, 'utf8');
  const slim = withoutDescriptions(source, file);
  const calls = (text: string) => text.match(/\b(?:member|described)\(/g)?.length ?? 0;
  const empty = (text: string) => text.match(/''/g)?.length ?? 0;
  expect(calls(slim)).toBe(calls(source));
  expect(empty(slim) - empty(source)).toBe(calls(source));
});
