import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Place, Problem } from '../errors/problem.ts';

/**
 * The errors that `terraform validate -json` found, with their places in the person's tree.
 *
 * @param placeOf the path in the tree of a path as Terraform says it, from the stack's folder
 */
export function diagnosed(json: string, placeOf: (path: string) => string): readonly Problem[] {
  const report = JSON.parse(json) as Report;
  const problems = (report.diagnostics ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ summary, detail = '', range }) => {
      const { line, column } = range?.start ?? {};
      const place: Place = {
        ...(range && { file: placeOf(range.filename) }),
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      };
      return terraformErrors.invalid.problem(
        { summary, detail: detail.replaceAll(/\s+/g, ' ').trim() },
        place,
      );
    });
  // Terraform reports some mistakes once for each time it reads the file.
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

interface Report {
  readonly diagnostics?: readonly {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly range?: {
      readonly filename: string;
      readonly start?: { readonly line: number; readonly column: number };
    };
  }[];
}

/** What a failed Terraform said that is the person's configuration and not the world's state. */
const ofConfiguration =
  /^(?:No value for required variable|Invalid value for (?:input )?variable|Value for undeclared variable|Unsupported |Invalid |Missing |Reference to undeclared|Duplicate |Argument or block definition required|Backend configuration (?:changed|block has changed)|Unreadable module)/;

/** The summaries of the errors in what Terraform printed; the first of them decides what kind of failure it was. */
export function failureOf(output: string): { readonly reason: string; readonly configuration: boolean } {
  const lines = output.split('\n').map((line) => line.replace(/^[│╷╵|]? ?/, ''));
  const errors = lines.flatMap((line) => /^Error: (.*\S)/.exec(line)?.[1] ?? []);
  const unique = [...new Set(errors)].map((one) => one.replace(/[.,:;]+$/, ''));
  const last = lines.findLast((line) => line.trim() !== '')?.trim() ?? 'it said nothing';
  const [first = last] = unique;
  return {
    reason:
      unique.length > 3
        ? `${unique.slice(0, 3).join('; ')} and ${unique.length - 3} more`
        : unique.join('; ') || first,
    configuration: ofConfiguration.test(first),
  };
}
