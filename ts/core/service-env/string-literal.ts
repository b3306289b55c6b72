import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import { refuseCharacter } from './character.ts';
import type { Cursor } from './cursor.ts';

const named: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
  $: '$',
};

/** How the writer, and nobody else, spells U+FFFF. */
const endOfFileUnit = '\\u005cuffff';

/**
 * Reads a Groovy string of one line in single or double quotes and gives its value, by the rules of Groovy 2.4's `STRING_LITERAL`
 * and `ESC`. Leaves the cursor behind the closing quote.
 */
export function readString(cursor: Cursor): string {
  const start = cursor.at;
  const quote = cursor.peek();
  if (cursor.startsWith(quote.repeat(3))) throw errors.tripleQuote.error({}, { place: cursor.place() });
  cursor.at += 1;
  let value = '';
  while (cursor.peek() !== quote) {
    if (cursor.atLineEnd) throw errors.unclosed.error({ thing: 'string' }, { place: cursor.place(start) });
    value += readCharacter(cursor, quote);
  }
  cursor.at += 1;
  return value;
}

function readCharacter(cursor: Cursor, quote: string): string {
  const unit = cursor.peek();
  if (unit === '\\') return readEscape(cursor);
  if (unit === '$' && quote === '"') throw errors.dollar.error({}, { place: cursor.place() });
  refuseCharacter(cursor, 'in a string');
  cursor.at += 1;
  return unit;
}

function readEscape(cursor: Cursor): string {
  const next = cursor.peek(1);
  if (next === 'u') return readUnicodeEscape(cursor);
  const octal = cursor.take(/\\(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/y);
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal.slice(1), 8));
  const value = Object.hasOwn(named, next) ? named[next] : undefined;
  if (value === undefined) {
    const escape = next.trim() === '' ? '\\ (before a blank or the end of the line)' : `\\${next}`;
    throw errors.escape.error({ escape }, { place: cursor.place() });
  }
  cursor.at += 2;
  return value;
}

/**
 * Groovy expands these before it reads the string. An expanded ASCII character could close the string, begin an escape or lengthen
 * an octal one, so only characters beyond ASCII are taken, for which expanding early and late is the same.
 */
function readUnicodeEscape(cursor: Cursor): string {
  if (cursor.startsWith(endOfFileUnit)) {
    cursor.at += endOfFileUnit.length;
    return '\uffff';
  }
  const escape = cursor.text.slice(cursor.at, cursor.at + 6);
  const code = /^\\u[0-9a-fA-F]{4}$/.test(escape) ? Number.parseInt(escape.slice(2), 16) : -1;
  if (code < 0x80 || code === 0xffff) {
    throw errors.unicodeEscape.error(
      { escape, where: 'in a string and is not a character beyond ASCII' },
      { place: cursor.place() },
    );
  }
  cursor.at += escape.length;
  return String.fromCharCode(code);
}
