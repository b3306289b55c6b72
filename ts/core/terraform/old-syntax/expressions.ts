import { everyToken, type Interpolation, type Token } from '../hcl/tokens.ts';
import type { HclFile } from '../source.ts';
import type { Found } from './finding.ts';

/** What is found in any expression, wherever it stands. */
export function expressionRules({ text, tokens }: HclFile, lists: ReadonlySet<string>): readonly Found[] {
  return [
    ...levels(tokens).flatMap((level) => [...listInList(level, text, lists), ...listAndMapCalls(level)]),
    ...onlyInterpolation(tokens, text),
    ...plainPercent(tokens),
  ];
}

/** The tokens of the file, and of each interpolation in it, by themselves. */
function levels(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const inner = tokens.flatMap(({ inside = [] }) => inside.flatMap((one) => levels(one.tokens)));
  return [tokens, ...inner];
}

const givesList = new Set(
  'split concat keys values compact distinct flatten slice sort list matchkeys chunklist formatlist'.split(
    ' ',
  ),
);

/** `["${split(",", var.subnets)}"]`: Terraform 0.11 made one list of it. Whatever is a list already is now kept as an element. */
function listInList(level: readonly Token[], text: string, lists: ReadonlySet<string>): readonly Found[] {
  return level.flatMap((open, at) => {
    if (open.text !== '[' || !isValue(level[at - 1])) return [];
    const close = closing(level, at);
    const elements = level.slice(at + 1, close).filter(({ kind }) => kind !== 'newline');
    const last = level[close];
    if (!last || !elements.some((token) => isListString(token, lists))) return [];
    const [only] = elements;
    const alone = elements.filter(({ text: mark }) => mark !== ',').length === 1 && only !== undefined;
    const inner = alone ? only.inside?.[0] : undefined;
    const found = text.slice(open.start, last.end).replaceAll(/\s+/g, ' ');
    return [
      {
        at: open.start,
        found,
        instead: inner ? text.slice(inner.start + 2, inner.end - 1).trim() : `flatten(${found})`,
        refused: true,
        edits: inner
          ? [
              { start: open.start, end: only?.start ?? 0, text: '' },
              { start: only?.end ?? 0, end: last.end, text: '' },
            ]
          : [
              { start: open.start, end: open.start, text: 'flatten(' },
              { start: last.end, end: last.end, text: ')' },
            ],
      },
    ];
  });
}

/** Whether a bracket behind this token begins a list, and is no index. */
function isValue(before: Token | undefined): boolean {
  return before?.kind === 'mark' && !/^[)\]]$/.test(before.text);
}

function isListString(token: Token, lists: ReadonlySet<string>): boolean {
  const only = wholly(token);
  if (!only) return false;
  const words = only.tokens.filter(({ kind }) => kind !== 'newline');
  const [first, second, third] = words;
  if (first?.text === 'var' && words.length === 3) return lists.has(third?.text ?? '');
  if (second?.text === '(' && first?.kind === 'name')
    return givesList.has(first.text) && closing(words, 1) === words.length - 1;
  return (
    words.every(({ kind, text }) => kind !== 'mark' || /^[.*[\]]$/.test(text)) &&
    words.some(({ text }) => text === '*')
  );
}

/** `list(a, b)` and `map(k, v)`, which are no functions any more. */
function listAndMapCalls(level: readonly Token[]): readonly Found[] {
  return level.flatMap((token, at) => {
    const isCall = token.kind === 'name' && level[at + 1]?.text === '(' && level[at - 1]?.text !== '.';
    if (!isCall || !['list', 'map'].includes(token.text) || isTypeOf(level, at)) return [];
    const open = level[at + 1] ?? token;
    const end = closing(level, at + 1);
    const close = level[end];
    if (!close) return [];
    const commas = topCommas(level, at + 2, end);
    const isList = token.text === 'list';
    return [
      {
        at: token.start,
        found: `${token.text}(…)`,
        instead: isList ? 'tolist([…])' : 'tomap({…})',
        refused: true,
        edits: [
          { start: token.start, end: open.end, text: isList ? 'tolist([' : 'tomap({' },
          ...(isList ? [] : commas.filter((_, index) => index % 2 === 0)).map(({ start, end: after }) => ({
            start,
            end: after,
            text: ' =',
          })),
          { start: close.start, end: close.end, text: isList ? '])' : '})' },
        ],
      },
    ];
  });
}

/** `type = list(string)` is a type, and so is `map(list(string))`. */
function isTypeOf(level: readonly Token[], at: number): boolean {
  const line = level.slice(0, at);
  const start = line.findLastIndex(({ kind }) => kind === 'newline') + 1;
  return line
    .slice(start)
    .some(({ text }, index, words) => text === '=' && words[index - 1]?.text === 'type');
}

/** `"${var.region}"` is the same as `var.region`. Terraform takes both. */
function onlyInterpolation(tokens: readonly Token[], text: string): readonly Found[] {
  const flat = [...everyToken(tokens)];
  return flat.flatMap((token, at) => {
    const only = wholly(token);
    const next = flat.slice(at).find(({ start }) => start >= token.end);
    const isName = next && ['=', ':', '{'].includes(next.text);
    if (!only || isName) return [];
    const inner = text.slice(only.start + 2, only.end - 1);
    const many = inner.trim().includes('\n');
    return [
      {
        at: token.start,
        found: token.text.replaceAll(/\s+/g, ' '),
        instead: inner.trim().replaceAll(/\s+/g, ' '),
        refused: false,
        edits: [
          { start: token.start, end: only.start + 2, text: many ? '(' : '' },
          { start: only.end - 1, end: token.end, text: many ? ')' : '' },
        ],
      },
    ];
  });
}

/** `%{` was text. It begins a directive now, and where it is one already it was tokenised so. */
function plainPercent(tokens: readonly Token[]): readonly Found[] {
  return [...everyToken(tokens)].flatMap((token) => {
    if (token.kind !== 'string' && token.kind !== 'heredoc') return [];
    return [...token.text.matchAll(/(?<!%)%\{/g)]
      .map(({ index }) => token.start + index)
      .filter((at) => !(token.inside ?? []).some(({ start, end }) => start <= at && at < end))
      .map((at) => ({
        at,
        found: '%{',
        instead: '%%{',
        refused: true,
        edits: [{ start: at, end: at, text: '%' }],
      }));
  });
}

/** The interpolation that a string consists of. */
function wholly(token: Token): Interpolation | undefined {
  const [only, ...others] = token.inside ?? [];
  const whole =
    token.kind === 'string' &&
    only &&
    others.length === 0 &&
    only.start === token.start + 1 &&
    only.end === token.end - 1;
  return whole && !token.text.startsWith('"%') && only.tokens.length > 0 ? only : undefined;
}

/** Where the bracket that is opened at `at` is closed. */
function closing(level: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < level.length; index += 1) {
    const { kind, text } = level[index] ?? {};
    if (text === undefined) break;
    if (kind === 'mark' && /^[([{]$/.test(text)) depth += 1;
    if (kind === 'mark' && /^[)\]}]$/.test(text) && (depth -= 1) === 0) return index;
  }
  return level.length;
}

function topCommas(level: readonly Token[], from: number, to: number): readonly Token[] {
  const commas: Token[] = [];
  for (let index = from; index < to; index += 1) {
    const token = level[index];
    if (token?.text === ',') commas.push(token);
    if (token?.kind === 'mark' && /^[([{]$/.test(token.text)) index = closing(level, index);
  }
  return commas;
}
