import { oneLine } from './one-line.ts';

/**
 * YAML for people, who go on writing where init stops: blocks, remarks behind members, and members that they may want as comments.
 * The program reads YAML with a library and carries none of its writers (`ts/tools/bundle/slim.ts`). What comes from outside is a
 * quoted scalar or a plain one that cannot be anything else, and a remark is one line.
 */
export type Yaml = string | number | boolean | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [name: string]: Yaml | undefined;
}

export interface Remarks {
  /** Behind a member, by its path `services.web.image`. */
  readonly behind: ReadonlyMap<string, string>;
  /** Members that are not there, as lines below the others of a map, by its path; '' for the whole. */
  readonly below: ReadonlyMap<string, readonly string[]>;
}

const longestFlow = 100;

export function yamlOf(map: YamlMap, remarks: Remarks): string {
  return `${block(map, [], remarks).join('\n')}\n`;
}

function block(map: YamlMap, path: readonly string[], remarks: Remarks): readonly string[] {
  const indent = '  '.repeat(path.length);
  const members = Object.entries(map).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const here = [...path, name];
    const remark = remarks.behind.get(here.join('.'));
    const behind = remark === undefined ? '' : ` # ${oneLine(remark)}`;
    const head = `${indent}${scalar(name)}:`;
    return isMap(value) && !staysOnLine(value, here, remarks)
      ? [`${head}${behind}`, ...block(value, here, remarks)]
      : [`${head} ${flow(value)}${behind}`];
  });
  const below = remarks.below.get(path.join('.')) ?? [];
  return [...members, ...below.map((line) => `${indent}# ${oneLine(line)}`)];
}

/** Sections, services and environments are blocks; what is in them is short, unless there is something to say inside. */
function staysOnLine(map: YamlMap, path: readonly string[], { behind, below }: Remarks): boolean {
  const inside = `${path.join('.')}.`;
  const quiet = ![...behind.keys()].some((at) => at.startsWith(inside)) && !below.has(path.join('.'));
  return path.length > 2 && quiet && flow(map).length <= longestFlow;
}

function flow(value: Yaml): string {
  if (isMap(value)) {
    const members = Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [`${scalar(name)}: ${flow(member)}`],
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  if (typeof value === 'object') return `[${value.map(flow).join(', ')}]`;
  return typeof value === 'string' ? scalar(value) : String(value);
}

function isMap(value: Yaml): value is YamlMap {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Words that no version of YAML reads as anything but a text, inside brackets too. */
const plain = /^[A-Za-z/](?:[\w./@+:-]*[\w/])?$/;
/** An image's repository begins with an account, and a slash makes it no number. */
const plainPath = /^[0-9][\w.-]*\/[\w./-]*\w$/;
const meansSomething = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

export function scalar(text: string): string {
  const isPlain = (plain.test(text) && !meansSomething.test(text)) || plainPath.test(text);
  return isPlain ? text : quotedScalar(text);
}

/** In single quotes, as `docs/configuration.md` writes them, where nothing wants an escape; a text of JSON is one of YAML 1.2. */
function quotedScalar(text: string): string {
  if (/^[ -~]*$/.test(text) && !text.includes("'")) return `'${text}'`;
  return JSON.stringify(text).replaceAll(/[\p{C}\u2028\u2029\ufeff]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
