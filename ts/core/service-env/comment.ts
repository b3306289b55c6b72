import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import type { Cursor } from './cursor.ts';
import { refuseCharacter } from './character.ts';

/**
 * Comments are not harmless: Groovy expands `\uXXXX` in them before it knows that they are comments, and stops reading the file at
 * U+FFFF wherever it stands.
 */
export function skipLineComment(cursor: Cursor): void {
  while (!cursor.atLineEnd) skipOne(cursor);
}

/** Leaves the cursor behind the closing star and slash. */
export function skipBlockComment(cursor: Cursor): void {
  const start = cursor.at;
  cursor.at += 2;
  while (!cursor.startsWith('*/')) {
    if (cursor.atEnd) throw errors.unclosed.error({ thing: 'comment' }, { place: cursor.place(start) });
    if (cursor.atLineEnd) cursor.skipLine();
    else skipOne(cursor);
  }
  cursor.at += 2;
}

function skipOne(cursor: Cursor): void {
  if (cursor.peek() !== '\\') {
    refuseCharacter(cursor, 'in a comment');
    cursor.at += 1;
    return;
  }
  if (cursor.peek(1) === 'u') {
    const escape = cursor.text.slice(cursor.at, cursor.at + 6).split(/\s/)[0] ?? '\\u';
    throw errors.unicodeEscape.error({ escape, where: 'in a comment' }, { place: cursor.place() });
  }
  // Groovy looks at backslashes in pairs: the second of two begins no escape.
  cursor.at += cursor.peek(1) === '\\' ? 2 : 1;
}
