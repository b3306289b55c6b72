import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factBytes, sealFact } from '../../ts/core/ledger/seal.ts';
import { exampleDrafts } from '../../ts/core/ledger/example-facts.ts';
import { builtProgram } from './built-program.ts';
import { spawnSync } from 'node:child_process';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-place-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** A folder with a ledger whose `test` has one verification, by the given person. */
function ledgerIn(folder: string, name: string): void {
  const now = Date.UTC(2026, 10, 2);
  const draft = { ...exampleDrafts.verification, by: { name } };
  const fact = sealFact(draft, { environment: 'test', tail: undefined, now });
  mkdirSync(join(folder, 'test'), { recursive: true });
  writeFileSync(join(folder, 'test', `${fact.id}.json`), factBytes(fact));
}

function status(cwd: string, ...more: readonly string[]): string {
  const config = ['--config', join(dir, 'team', 'promotion.yaml')];
  const { stdout } = spawnSync(
    process.execPath,
    [builtProgram(), 'status', '--no-live', ...config, ...more],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  return stdout;
}

test('a ledger in the file is meant from the file, a ledger in a flag from where the program runs', () => {
  mkdirSync(join(dir, 'elsewhere'));
  ledgerIn(join(dir, 'team', 'ledger'), 'anna');
  ledgerIn(join(dir, 'elsewhere', 'ledger'), 'ben');
  writeFileSync(
    join(dir, 'team', 'promotion.yaml'),
    'version: 1\nledger: ledger\ndefaults: { region: eu-west-1 }\nservices: { service1: { image: acme/service1 } }\nenvironments: { test: { cluster: test } }\n',
  );
  expect(status(join(dir, 'elsewhere'))).toContain('by anna');
  expect(status(join(dir, 'elsewhere'), '--ledger', 'ledger')).toContain('by ben');
  expect(readdirSync(dir).sort()).toEqual(['elsewhere', 'team']);
});
