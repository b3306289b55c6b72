import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import { ProblemError, type Problem } from '../errors/problem.ts';
import { skipBlockComment, skipLineComment } from './comment.ts';
import { Cursor } from './cursor.ts';
import { entryLimit, problemsOfEntry, type ServiceEnvEntry } from './entry.ts';
import { readString } from './string-literal.ts';

/**
 * Reads a service env artifact without running it. The law: a text is taken only if Groovy 2.4 would run it as these assignments
 * to `env` and nothing else (proven against the real Groovy in test/groovy-load); whatever is in doubt is refused.
 *
 * Grammar, line by line: `env.NAME=<integer | 'string' | "string">`, blanks around `=`, a `;` and a comment after the value,
 * comments and blank lines between.
 */
export type ServiceEnvReading =
  | { readonly ok: true; readonly entries: readonly ReadEntry[] }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

export interface ReadEntry extends ServiceEnvEntry {
  /** From 1. */
  readonly line: number;
}

/** More would not help the person who reads them. */
const problemLimit = 20;

/**
 * @param text the file's content, decoded from UTF-8 with a byte order mark kept
 * @param file its name, for the places of problems
 */
export function readServiceEnv(text: string, file?: string): ServiceEnvReading {
  const cursor = new Cursor(text, file);
  const entries: ReadEntry[] = [];
  const problems: Problem[] = [];
  if (cursor.peek() === '\ufeff') {
    problems.push(errors.byteOrderMark.problem({}, cursor.place()));
    cursor.at += 1;
  }
  while (!cursor.atEnd && problems.length < problemLimit && entries.length <= entryLimit) {
    try {
      readLine(cursor, entries, problems);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      cursor.skipLine();
    }
  }
  if (entries.length > entryLimit)
    problems.push(errors.tooMany.problem({ count: entries.length, limit: entryLimit }, cursor.place()));
  const [first, ...others] = problems;
  return first ? { ok: false, problems: [first, ...others] } : { ok: true, entries };
}

/** One line, or one comment; a comment may be followed by an assignment on the same line. */
function readLine(cursor: Cursor, entries: ReadEntry[], problems: Problem[]): void {
  cursor.skipBlanks();
  if (cursor.atLineEnd) cursor.skipLine();
  else if (cursor.startsWith('//')) skipLineComment(cursor);
  else if (cursor.startsWith('/*')) skipBlockComment(cursor);
  else {
    const place = cursor.place();
    const entry = readAssignment(cursor);
    problems.push(...problemsOfEntry(entry, place));
    if (entries.some(({ name }) => name === entry.name))
      problems.push(errors.duplicate.problem({ name: entry.name }, place));
    entries.push(entry);
  }
}

function readAssignment(cursor: Cursor): ReadEntry {
  const { line } = cursor;
  if (cursor.take(/env\.(?=[A-Za-z_$])/y) === undefined)
    throw unexpected(cursor, '`env.NAME=value`, a comment or a blank line');
  const name = cursor.take(/[A-Za-z0-9_$]+/y) ?? '';
  cursor.skipBlanks();
  if (cursor.take(/=/y) === undefined) throw unexpected(cursor, '`=`');
  cursor.skipBlanks();
  const value = readValue(cursor);
  readEnd(cursor, name);
  return { name, value, line };
}

function readValue(cursor: Cursor): string {
  const first = cursor.peek();
  if (first === "'" || first === '"') return readString(cursor);
  const place = cursor.place();
  const number = cursor.take(/[0-9](?:[0-9A-Za-z_]|\.(?=[0-9]))*/y);
  if (number === undefined) throw unexpected(cursor, 'a whole number or a string in quotes');
  if (/^0[0-9]+$/.test(number)) throw errors.leadingZero.error({ digits: number }, { place });
  if (!/^[0-9]{1,18}$/.test(number)) throw errors.number.error({ text: number.slice(0, 60) }, { place });
  return number;
}

/** Nothing may follow that would make the value a part of a longer expression. */
function readEnd(cursor: Cursor, name: string): void {
  skipBlanksAndBlockComments(cursor);
  if (cursor.take(/;/y) !== undefined) skipBlanksAndBlockComments(cursor);
  if (cursor.startsWith('//')) skipLineComment(cursor);
  if (!cursor.atLineEnd)
    throw errors.afterValue.error({ name, found: shown(cursor) }, { place: cursor.place() });
}

function skipBlanksAndBlockComments(cursor: Cursor): void {
  cursor.skipBlanks();
  while (cursor.startsWith('/*')) {
    skipBlockComment(cursor);
    cursor.skipBlanks();
  }
}

function unexpected(cursor: Cursor, expected: string): ProblemError {
  return errors.syntax.error({ found: shown(cursor), expected }, { place: cursor.place() });
}

/** The word or character here, such that it can be printed. */
function shown(cursor: Cursor): string {
  if (cursor.atLineEnd) return 'the end of the line';
  const word = /[A-Za-z0-9_.-]+|[^]/uy;
  word.lastIndex = cursor.at;
  const found = (word.exec(cursor.text)?.[0] ?? '').slice(0, 40);
  return /^[\x20-\x7e]+$/.test(found) ? `\`${found}\`` : JSON.stringify(found);
}
