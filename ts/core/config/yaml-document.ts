import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { YAMLError } from 'yaml';
import { configErrors } from '../errors/catalogue/config.ts';
import type { Place, Problem } from '../errors/problem.ts';
import type { Path } from '../errors/schema-faults.ts';

/** A YAML file as a value, with the way back from a member to its line and column. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where the value of a member stands; the nearest one above it when it is not written there itself (a merged or missing member). */
  readonly placeOf: (path: Path) => Place;
  /** Where the name of a member stands. */
  readonly placeOfKey: (path: Path, key: string) => Place;
  /** The member's text as written, when it is a plain one without quotes. */
  readonly unquoted: (path: Path) => string | null;
}

export type YamlReading =
  | { readonly ok: true; readonly document: YamlDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Enough to write one block once and use it in every environment; far below what an alias bomb needs. */
const aliasLimit = 100;

/** Reads one YAML 1.2 document. Every syntax error is a problem with line and column; nothing is guessed. */
export function readYaml(text: string, file: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    strict: true,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0)
    return refused(errors.map((error) => syntaxProblem(error, text, placeAt(error.pos[0]))));
  // Version 1.1 takes yes for true and 12:30 for a number; the bundles carry version 1.2 only (ts/tools/bundle/slim.ts).
  if (document.directives.yaml.version === '1.1')
    return refused([configErrors.yamlVersion.problem({}, { file, line: 1, column: 1 })]);
  const strangeKeys = oddKeys(document);
  if (strangeKeys.length > 0) return refused(strangeKeys.map((node) => oddKeyProblem(node, placeAt)));
  if (document.contents === null) return refused([configErrors.empty.problem({ file }, { file })]);
  try {
    return { ok: true, document: opened(document, file, placeAt) };
  } catch (error) {
    // Aliases and merges are followed only now; the library throws plain errors for those that lead nowhere or too far.
    if (!(error instanceof Error)) throw error;
    return refused([configErrors.alias.problem({ detail: error.message }, { file })]);
  }
}

function refused(problems: readonly Problem[]): YamlReading {
  return { ok: false, problems };
}

function syntaxProblem(error: YAMLError, text: string, place: Place): Problem {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return configErrors.duplicateKey.problem({ key: wordAt(text, error.pos[0]) }, place);
    case 'MULTIPLE_DOCS':
      return configErrors.severalDocuments.problem({}, place);
    case 'TAB_AS_INDENT':
      return configErrors.tab.problem({}, place);
    default:
      return configErrors.yaml.problem({ detail: error.message }, place);
  }
}

function wordAt(text: string, offset: number): string {
  return /^[^\s:,{}]*/.exec(text.slice(offset, offset + 80))?.[0] ?? '';
}

/**
 * Keys that are lists, maps or aliases would be made into texts, and `__proto__` is no member like others in JavaScript: schemas pass
 * over it. Neither has any use here.
 */
function oddKeys(document: Document): readonly (Node | null)[] {
  const found: (Node | null)[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value === '__proto__') found.push(key as Node | null);
    },
  });
  return found;
}

function oddKeyProblem(node: Node | null, placeAt: (offset: number) => Place): Problem {
  return configErrors.yaml.problem({ detail: 'a key must be a plain word' }, placeAt(node?.range?.[0] ?? 0));
}

function opened(document: Document, file: string, placeAt: (offset: number) => Place): YamlDocument {
  const placeOfNode = (node: Node | null | undefined): Place =>
    node?.range ? placeAt(node.range[0]) : { file, line: 1, column: 1 };
  return {
    value: document.toJS({ maxAliasCount: aliasLimit }),
    placeOf: (path) => placeOfNode(nearest(document, path).node),
    placeOfKey: (path, key) => {
      const { node } = nearest(document, path);
      return placeOfNode(keyNode(node, key) ?? node);
    },
    unquoted: (path) => {
      const { node, exact } = nearest(document, path);
      return exact && isScalar(node) && node.type === 'PLAIN' ? (node.source ?? null) : null;
    },
  };
}

/** Walks down as far as the path is written; aliases lead to what they stand for. */
function nearest(document: Document, path: Path): { readonly node: Node | null; readonly exact: boolean } {
  let node: Node | null = document.contents;
  for (const step of path) {
    const inside: Node | null = isAlias(node) ? (node.resolve(document) ?? null) : node;
    const next = memberOf(inside, step);
    if (!next) return { node, exact: false };
    node = next;
  }
  return { node, exact: true };
}

function memberOf(node: Node | null, step: string | number): Node | null {
  const member: unknown =
    isSeq(node) && typeof step === 'number' ? node.items[step] : pairOf(node, String(step))?.value;
  return (member as Node | null | undefined) ?? null;
}

function keyNode(node: Node | null, key: string): Node | null {
  return (pairOf(node, key)?.key as Node | undefined) ?? null;
}

function pairOf(node: Node | null, key: string) {
  return isMap(node)
    ? node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === key)
    : undefined;
}
