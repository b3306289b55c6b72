import { HtmlValidate } from 'html-validate';
import { boardOf } from '../../ts/core/board/board.ts';
import { boardFiles } from '../../ts/core/board/render/page.ts';
import { eventfulBoard } from '../../ts/core/board/testing/eventful.ts';
import { longLedger } from '../../ts/core/board/testing/long-ledger.ts';

/** What only says how HTML is written is Prettier's, which formats the templates. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'void-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'error',
    'no-inline-style': 'error',
    'require-sri': 'off',
  },
});

test.each([
  ['in which everything happened', eventfulBoard],
  [
    'of years',
    () => boardOf({ ...longLedger({ environments: 12, services: 40, records: 1000 }), live: null, days: 90 }),
  ],
  [
    'of an empty ledger',
    () => boardOf({ ...longLedger({ environments: 2, services: 3, records: 0 }), live: null, days: 90 }),
  ],
])('a board %s is valid HTML', async (_, board) => {
  const [page] = boardFiles(board());
  const { results } = await validator.validateString(page?.text ?? '');
  expect(
    results.flatMap(({ messages }) =>
      messages.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
    ),
  ).toEqual([]);
});

test('a page that is not valid would be found', async () => {
  const { valid } = await validator.validateString(
    '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>',
  );
  expect(valid).toBe(false);
});
