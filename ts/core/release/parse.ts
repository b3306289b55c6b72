import { releaseErrors } from '../errors/catalogue/release.ts';
import type { Place, Problem } from '../errors/problem.ts';
import { ProblemError } from '../errors/problem.ts';
import { checkShape, pathText, shown, type SchemaFault } from '../errors/schema-faults.ts';
import { releaseBytes, releaseId } from './release-id.ts';
import type { Release } from './release.ts';
import { releaseSchema } from './schema.ts';

/**
 * Reads `release.json`. Only the canonical text is a release: another text of the same value would have another SHA-256 than the
 * release's id, so it is refused with the id that it would have. Throws a ProblemError with everything that is wrong.
 *
 * @param file the file's name, for the problems
 */
export function parseRelease(text: string, file: string): Release {
  const release = checkRelease(parseJson(text, file), file);
  const canonical = releaseBytes(release);
  if (text !== canonical) {
    throw releaseErrors.notCanonical.error(
      { file, id: releaseId(release), detail: difference(text, canonical) },
      { place: { file } },
    );
  }
  return release;
}

/** The same for a value that was already read, e.g. the member of a ledger's fact. */
export function checkRelease(value: unknown, file: string): Release {
  const place = { file };
  const checked = checkShape(releaseSchema, value);
  if (!checked.ok) {
    const [first, ...others] = checked.faults;
    throw new ProblemError([problemOf(first, place), ...others.map((fault) => problemOf(fault, place))]);
  }
  if (checked.value.derived && checked.value.parent === null) {
    const expected = 'the id of the release that this one was derived from';
    throw releaseErrors.value.error({ where: 'parent', value: 'null', expected, suggestion: '' }, { place });
  }
  return checked.value;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw releaseErrors.json.error({ file, detail: jsonDetail(text, cause) }, { place: { file }, cause });
  }
}

function jsonDetail(text: string, cause: unknown): string {
  if (text.trim() === '') return 'it is empty';
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.startsWith('Unexpected end') ? 'it ends too early' : message;
}

function problemOf(fault: SchemaFault, place: Place): Problem {
  const where = pathText(fault.path, 'the release');
  switch (fault.kind) {
    case 'unknownKey':
      return releaseErrors.unknownKey.problem({ ...fault, where }, place);
    case 'missing':
      return releaseErrors.missingKey.problem({ ...fault, where }, place);
    case 'badKey':
      return releaseErrors.value.problem(
        { where: `a name in ${where}`, value: shown(fault.key), expected: fault.expected, suggestion: '' },
        place,
      );
    case 'value':
      return releaseErrors.value.problem({ ...fault, where, value: shown(fault.value) }, place);
  }
}

function difference(text: string, canonical: string): string {
  if (text.trimEnd() === canonical) return 'a line break or white space stands at its end';
  if (text.startsWith('\ufeff')) return 'a byte order mark stands at its start';
  let at = 0;
  while (text[at] === canonical[at]) at += 1;
  const [found, wanted] = [text, canonical].map((whole) => shown(whole.slice(at, at + 12)));
  return `at character ${at + 1} stands ${found} instead of ${wanted}`;
}
