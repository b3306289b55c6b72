import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { eagerly, withoutModelledErrors, withPlainKeys } from './sdk-source.ts';

const root = join(__dirname, '../../..');
const scope = join(root, 'node_modules/@aws-sdk');
const clients = readdirSync(scope).filter((name) => name.startsWith('client-'));

function read(client: string, file: string): string {
  return readFileSync(join(scope, client, 'dist-es', file), 'utf8');
}

test.each([
  [
    'names that are taken out at once, by name',
    'const { a, b } = await import("x");',
    'import { a as eager0_a, b as eager0_b } from "x";\nconst { a, b } = { a: eager0_a, b: eager0_b };',
  ],
  ['a module', 'const x = await import("x");', 'import * as eager0 from "x";\nconst x = eager0;'],
  ['a promise', 'import("x").then(f);', 'import * as eager0 from "x";\nPromise.resolve(eager0).then(f);'],
  [
    'several',
    'const { a } = await import("x");\nconst { a: c } = await import("y");',
    'import { a as eager0_a } from "x";\nimport * as eager1 from "y";\nconst { a } = { a: eager0_a };\nconst { a: c } = eager1;',
  ],
])('a lazy import becomes one at the top: %s', (_, source, expected) => {
  expect(eagerly(source)).toBe(expected);
});

/** EC2 has none. */
const withErrors = clients.filter((client) => existsSync(join(scope, client, 'dist-es/models/errors.js')));

test.each(withErrors)(
  '%s registers no errors but its base, and those that the SDK asks again for',
  (client) => {
    const classes = read(client, 'models/errors.js');
    const registered = (source: string): readonly (string | undefined)[] =>
      [...source.matchAll(/registerError\(\w+\$, (\w+)\)/g)].map(([, name]) => name);
    const schemas = read(client, 'schemas/schemas_0.js');
    const all = registered(schemas);
    const left = registered(withoutModelledErrors(schemas, classes));
    expect(left.length).toBeLessThan(all.length);
    expect(left[0]).toMatch(/ServiceException$/);
    expect(left.slice(1)).toHaveLength((classes.match(/\$retryable = /g) ?? []).length);
  },
);

test.each(clients)('the schemas of %s say the same with plain keys', (client) => {
  const schemas = read(client, 'schemas/schemas_0.js')
    .replaceAll(/^(import .*|export \{.*|.*\.registerError\(.*)$/gm, '')
    .replaceAll(/new TypeRegistry\(\w+\)|TypeRegistry\.for\(\w+\)/g, '{}')
    .replaceAll(/^export /gm, '');
  const plain = withPlainKeys(schemas);
  expect(plain).not.toMatch(/[{,]\s*\[_\w+\]:/);
  const names = [...schemas.matchAll(/^var (\w+\$?) = \[/gm)].map(([, name]) => name);
  const valuesOf = (source: string): unknown =>
    runInNewContext(`${source}\nJSON.stringify([${names.join(', ')}])`);
  expect(names.length).toBeGreaterThan(5);
  expect(valuesOf(plain)).toBe(valuesOf(schemas));
});

describe('what the SDK makes of a refusal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-promote-slim-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const run = (...words: readonly string[]): string =>
    execFileSync(process.execPath, words, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const testing = join(__dirname, 'testing');
  const source = join(testing, 'refusals.ts');
  type Refusals = readonly { readonly what: string; readonly name: string }[];

  test('is the same in the bundles, but for the code that a query protocol gives as AWS sent it', () => {
    const whole = JSON.parse(run(tsx, source)) as Refusals;
    const bundled = join(folder, 'refusals.mjs');
    run(tsx, join(testing, 'slimmed.ts'), source, bundled);
    const slimmed = JSON.parse(run(bundled)) as Refusals;
    expect(whole.length).toBeGreaterThan(10);
    const differences: Readonly<Record<string, object>> = {
      elb: { name: 'TargetGroupNotFound' },
      'sts, several regions': { message: expect.stringContaining('cannot sign with sigv4a') as unknown },
    };
    expect(slimmed).toEqual(whole.map((one) => ({ ...one, ...differences[one.what] })));
  });
});

test('no source names an error by its class where AWS sends another code: it would be found in tests and not in the bundles', () => {
  const renamed = clients.flatMap((client) =>
    [...read(client, 'schemas/schemas_0.js').matchAll(/^export var (\w+)\$ = \[-3,[^]*?^\];/gm)].flatMap(
      ([text, name = '']) => {
        const [, code] = /\[_aQE\]: \[`([^`]+)`/.exec(text) ?? [];
        return code === undefined || code === name ? [] : [name];
      },
    ),
  );
  expect(renamed).toContain('TargetGroupNotFoundException');
  const folder = join(root, 'ts');
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(core|app|adapters|cli)\/.*\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return renamed
        .filter((name) => new RegExp(`\\b${name}\\b`).test(text))
        .map((name) => `${file} names ${name}`);
    });
  expect(named).toEqual([]);
});
