import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as part from './part-yaml.ts';

test('every name that the sources import from yaml is in the part, or it would be undefined in the bundles', () => {
  const folder = join(__dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('part-yaml'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const imported = sources
    .flatMap((source) => [...source.matchAll(/^import \{([^}]+)\} from 'yaml'/gm)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && !name.startsWith('type '));
  expect(imported).not.toEqual([]);
  expect(imported.filter((name) => !(name in part))).toEqual([]);
});
