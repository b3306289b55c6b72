import type { HclFile } from '../source.ts';
import { placeAt } from '../source.ts';
import { blockRules } from './blocks.ts';
import { expressionRules } from './expressions.ts';
import type { Finding, Found } from './finding.ts';

/**
 * What in a file is written as Terraform 0.11 and older wanted it, in the order of the text.
 *
 * @param lists names of the variables of the file's folder that are lists: `["${var.subnets}"]` was one list, and is two now
 */
export function oldSyntax(file: HclFile, lists: ReadonlySet<string> = new Set()): readonly Finding[] {
  const found: readonly Found[] = isValues(file.path)
    ? quotedNames(file)
    : [...blockRules(file.body), ...expressionRules(file, lists)];
  return found
    .map(({ at, ...rest }) => ({ ...rest, place: placeAt(file, at) }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

function isValues(path: string): boolean {
  return path.endsWith('.tfvars');
}

/** `"service1-build" = "90"` of a tfvars file. */
function quotedNames({ body }: HclFile): readonly Found[] {
  return body.attributes
    .filter(({ nameToken }) => nameToken.kind === 'string')
    .map(({ name, nameToken: { start, end, text } }) => {
      const plain = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name);
      return {
        at: start,
        found: text,
        instead: plain ? name : 'a name of letters, digits, "-" and "_"',
        refused: true,
        edits: plain ? [{ start, end, text: name }] : [],
      };
    });
}
