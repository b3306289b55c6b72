import { parseLines } from './parse-lines.ts';

test.each([
  ['Task stopped by user', { text: 'Task stopped by user' }],
  ['', { text: '' }],
  [
    '{"text":"a","field":"log","exitCode":1,"stopCode":"X","class":"let pass"}',
    { text: 'a', field: 'log', exitCode: 1, stopCode: 'X' },
  ],
  ['{"text":null,"exitCode":"137","stopCode":null}', { text: '', exitCode: 137 }],
  ['{"text":"a","field":"service event"}', { text: 'a', field: 'event' }],
  ['{"text":"a","field":"whatever","exitCode":null}', { text: 'a' }],
  ['"a \\"quoted\\" text"', { text: 'a "quoted" text' }],
  ['"one" and "two"', { text: '"one" and "two"' }],
])('%s', (line, sign) => {
  expect(parseLines(`${line}\r\n`, 'f')).toEqual([sign]);
});

test('there is a sign for each line, blank ones too, and none for the end of the last', () => {
  expect(parseLines('a\n\nb\n', 'f')).toHaveLength(3);
  expect(parseLines('a\n\nb', 'f')).toHaveLength(3);
  expect(parseLines('', 'f')).toEqual([]);
});

test('lines that open a brace and are no sign are refused together, each with its number', () => {
  expect(() => parseLines('{"text":\nfine\n{"exitCode":"x"}\n{}', 'f.txt')).toThrow(
    /Line 1 [^]*Line 3 [^]*Line 4 /,
  );
});
