import { parseConfig } from '../../ts/core/config/parse.ts';
import { doctorCheckIds } from '../../ts/core/doctor/checks.ts';
import { errorCatalogue } from '../../ts/core/errors/catalogue.ts';
import { fencedBlocks } from '../program/fenced-blocks.ts';
import { pages, textOf } from './pages.ts';

/** A configuration is known by its first line; an excerpt of one, or a file of another kind, does not begin so. */
const configurations = pages().flatMap((page) =>
  fencedBlocks(page, 'yaml')
    .filter((block) => /^version: 1$/m.test(block))
    .map((block, index) => [page, index + 1, block] as const),
);

test.each(configurations)('%s: promotion.yaml number %d is accepted', (_page, _index, block) => {
  expect(() => parseConfig(block, 'promotion.yaml')).not.toThrow();
});

const codes = new Set(
  Object.values(errorCatalogue)
    .flat()
    .map(({ code }) => code),
);

test('each error that a page shows, or links to, is in the catalogue', () => {
  const named = pages().flatMap((page) => {
    const text = textOf(page);
    const shown = [...text.matchAll(/^error ([a-z0-9-]+)/gm)];
    const linked = [...text.matchAll(/errors\.md#([a-z0-9-]+)/g)];
    return [...shown, ...linked].map(([, code = '']) => `${page}: ${code}`);
  });
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter((one) => !codes.has(one.split(': ')[1] ?? ''))).toEqual([]);
});

/** Named alike, and no errors: a command of orchestrate, a variable of a stack, checks of the doctor. */
const otherNames: readonly string[] = ['plan-destroy', 'aws-region', ...doctorCheckIds];

test('each code of a gate, a plan or a promotion that a page names is in the catalogue', () => {
  const named = pages().flatMap((page) =>
    [
      ...textOf(page).matchAll(
        /`((?:gate|plan|promote|preflight|ledger|aws|config|release|ecr)-[a-z-]+[a-z])`/g,
      ),
    ].map(([, code = '']) => `${page}: ${code}`),
  );
  const known = (code = '') => codes.has(code) || otherNames.includes(code);
  expect(named.filter((one) => !known(one.split(': ')[1]))).toEqual([]);
});
