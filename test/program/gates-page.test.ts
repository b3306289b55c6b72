import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../ts/core/config/parse.ts';
import { gateErrors } from '../../ts/core/errors/catalogue/gate.ts';
import { approval } from '../../ts/core/gates/approval.ts';
import { exceptionNames } from '../../ts/core/gates/exception-names.ts';
import { gates } from '../../ts/core/gates/gates.ts';
import { checkout } from './built-program.ts';
import { fencedBlocks } from './fenced-blocks.ts';

/** What docs/gates.md says is so. The approval is asked of the plan, after all others. */
const told = [...gates, { ...approval, exception: undefined }];

const page = 'docs/gates.md';
const text = readFileSync(join(checkout, page), 'utf8');

test('each gate has its row, in order, with its exception, and its section', () => {
  const rows = [...text.matchAll(/^\| \[(\S+)\]\(#(\S+)\).*\| (\S+) *\|$/gm)];
  expect(rows.map(([, name, anchor, exception]) => [name, anchor, exception?.replaceAll('`', '')])).toEqual(
    told.map(({ name, exception = 'none' }) => [name, name, exception]),
  );
  for (const { name } of told) expect(text).toContain(`\n## ${name}\n`);
});

test('the codes of the table are those of the catalogue, but for what is asked before the gates', () => {
  const table = text.slice(text.indexOf('| gate'), text.indexOf('## Exceptions'));
  const codes = [...table.matchAll(/`(gate-[a-z-]+)`/g)].map(([, code]) => code);
  const asked = Object.values(gateErrors).filter(({ category }) => category === 'refused');
  expect(codes.toSorted()).toEqual(asked.map(({ code }) => code).toSorted());
});

test('each exception is told', () => {
  for (const name of exceptionNames) expect(text).toContain(`--exception ${name}`);
});

test.each(fencedBlocks(page, 'yaml').map((block, index) => [index + 1, block] as const))(
  'YAML block %d is valid',
  (_, block) => {
    expect(() => parseConfig(block, 'promotion.yaml')).not.toThrow();
  },
);
