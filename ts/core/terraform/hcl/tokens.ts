/**
 * The words of Terraform's language, with their places. Only what is asked of a stack's files is read from them (which variables,
 * module sources, versions, backend, and what is written in the syntax of Terraform 0.11), so there is no grammar of expressions here.
 * The parsers on npm are Go compiled to four megabytes of JavaScript, without places and without the old syntax.
 */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'heredoc' | 'mark' | 'newline';
  /** Offsets in the text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What stands in `${…}` of a string or heredoc. */
  readonly inside?: readonly Interpolation[];
}

export interface Interpolation {
  /** Of `${` and behind `}`. */
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/** A text that is not HCL of any version; `at` is an offset. */
export class HclFault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** @throws HclFault for a string, comment, heredoc or bracket without end */
export function tokensOf(text: string): readonly Token[] {
  return read(text, text.startsWith('\ufeff') ? 1 : 0, false).tokens;
}

const name = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const mark = /=>|==|!=|>=|<=|&&|\|\||\.\.\.|[^]/uy;
const blank = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*)+/y;
const heredocStart = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
/** Only these begin a directive; any other `%{` was plain text up to Terraform 0.11. */
const directive = /%\{~?\s*(?:if|else|endif|for|endfor)\b/y;

/** Reads to the end of the text or, inside an interpolation, to the brace that ends it. */
function read(text: string, from: number, inside: boolean): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let braces = 0;
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    const ignored = match(blank, text, at);
    if (ignored !== undefined) at += ignored.length;
    else if (text.startsWith('/*', at)) at = commentEnd(text, at);
    else if (inside && character === '}' && braces === 0) return { tokens, end: at + 1 };
    else {
      if (character === '{') braces += 1;
      if (character === '}') braces -= 1;
      const token = next(text, at);
      tokens.push(token);
      at = token.end;
    }
  }
  if (inside) throw new HclFault('`${` has no `}`', from - 2);
  return { tokens, end: at };
}

function next(text: string, at: number): Token {
  const character = text.charAt(at);
  if (character === '\n') return { kind: 'newline', start: at, end: at + 1, text: '\n' };
  if (character === '"') return string(text, at);
  const tag = match(heredocStart, text, at);
  if (tag !== undefined) return heredoc(text, at, tag);
  for (const [kind, form] of [
    ['name', name],
    ['number', number],
    ['mark', mark],
  ] as const) {
    const found = match(form, text, at);
    if (found !== undefined) return { kind, start: at, end: at + found.length, text: found };
  }
  throw new HclFault('the text cannot be read', at);
}

function string(text: string, start: number): Token {
  const inside: Interpolation[] = [];
  let at = start + 1;
  for (;;) {
    const character = text.charAt(at);
    if (character === '"')
      return { kind: 'string', start, end: at + 1, text: text.slice(start, at + 1), inside };
    if (character === '' || character === '\n') throw new HclFault('a string has no closing quote', start);
    at = afterCharacter(text, at, inside, true);
  }
}

function heredoc(text: string, start: number, head: string): Token {
  const tag = head.replace(/^<<-?/, '').trim();
  const ending = new RegExp(`^[ \\t]*${tag}[ \\t]*\\r?$`, 'my');
  let line = start + head.length;
  while (line < text.length && match(ending, text, line) === undefined) line = lineEnd(text, line) + 1;
  if (line >= text.length) throw new HclFault(`the text after <<${tag} has no line ${tag}`, start);
  const end = line + (match(ending, text, line) ?? '').length;
  const inside: Interpolation[] = [];
  for (let at = start + head.length; at < line;) at = afterCharacter(text, at, inside, false);
  return { kind: 'heredoc', start, end, text: text.slice(start, end), inside };
}

/** The offset behind one character of a template, or behind the whole interpolation that begins there. */
function afterCharacter(text: string, at: number, inside: Interpolation[], escapes: boolean): number {
  if (text.startsWith('$${', at) || text.startsWith('%%{', at)) return at + 3;
  if (escapes && text[at] === '\\') return at + 2;
  const begins = text.startsWith('${', at) || match(directive, text, at) !== undefined;
  if (!begins) return at + 1;
  const { tokens, end } = read(text, at + 2, true);
  inside.push({ start: at, end, tokens });
  return end;
}

function commentEnd(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  if (end === -1) throw new HclFault('a comment has no end', start);
  return end + 2;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function match(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at;
  return form.exec(text)?.[0];
}

/** All tokens, those inside interpolations too, in the order in which they begin. */
export function* everyToken(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    for (const { tokens: inner } of token.inside ?? []) yield* everyToken(inner);
  }
}

/** The value of a string without interpolation; undefined for anything else. */
export function plainString(token: Token | undefined): string | undefined {
  if (token?.kind !== 'string' || (token.inside?.length ?? 0) > 0) return undefined;
  return token.text
    .slice(1, -1)
    .replaceAll(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu,
      (_, short?: string, long?: string, one = '') => {
        const code = short ?? long;
        return code === undefined
          ? (escaped[one as string] ?? (one as string))
          : String.fromCodePoint(Number.parseInt(code, 16));
      },
    )
    .replaceAll('$${', '${')
    .replaceAll('%%{', '%{');
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
