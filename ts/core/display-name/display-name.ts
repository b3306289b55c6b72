import { cleanText } from './clean.ts';
import { shorten } from './shorten.ts';

/** What a build is called in Jenkins, and what its description says. Both are clean text (`clean.ts`). */
export interface DisplayName {
  /** One line unless the whole message was asked for; never empty. */
  readonly displayName: string;
  /** The whole message; may be empty. */
  readonly description: string;
}

export interface DisplayNameOptions {
  /** The whole message is the name, as the sample pipelines have it. */
  readonly wholeMessage?: boolean;
  /** In characters as a person counts them (grapheme clusters); at least 1. */
  readonly maxLength?: number;
  /** The name of a build whose message shows nothing. */
  readonly fallback?: string;
}

/** Choice lists show about this much of a line. */
export const defaultMaxLength = 120;

/** Of a description, and of a name that is the whole message: build.xml is read whenever the build is listed. */
export const messageMaxLength = 4000;

/** A message beyond this is not one that anybody wrote. In UTF-16 code units. */
const readAtMost = 100_000;

/**
 * @param message the commit message, decoded to text
 * @returns the subject as git understands it (`%s`: the first paragraph on one line) and the message
 */
export function displayNameOf(message: string, options: DisplayNameOptions = {}): DisplayName {
  const text = withoutOuterBlankLines(cleanText(message.slice(0, readAtMost)));
  const whole = shorten(
    text,
    options.wholeMessage ? (options.maxLength ?? messageMaxLength) : messageMaxLength,
  );
  const name = options.wholeMessage ? whole : shorten(subjectOf(text), options.maxLength ?? defaultMaxLength);
  return {
    displayName: showsSomething(name) ? name : (options.fallback ?? '(no message)'),
    description: showsSomething(text) ? shorten(text, messageMaxLength) : '',
  };
}

/** A text of one line, for names of people and the like. */
export function oneLineOf(text: string, maxLength = defaultMaxLength): string {
  return shorten(cleanText(text.slice(0, readAtMost)).replace(/\n+/g, ' ').trim(), maxLength);
}

function subjectOf(text: string): string {
  return (text.split(/\n{2,}/)[0] ?? '').replaceAll('\n', ' ').trim();
}

function withoutOuterBlankLines(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
}

/** A mark or a joiner alone has no picture of its own. */
function showsSomething(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(text);
}
