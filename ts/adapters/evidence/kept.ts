import { join } from 'node:path';
import { ProblemError } from '../../core/errors/problem.ts';
import { sha256Hex } from '../../core/release/canonical.ts';
import type { Files } from '../../ports/files.ts';
import type { Report } from '../../ports/report.ts';
import type { Witness } from '../../ports/witness.ts';

/** Below the folder that the build archives. */
const folder = 'evidence';

/** Keeps evidence in the folder `out`; without one it is seen, and kept nowhere. A full disk is told and does no harm. */
export function keepingIn(out: string | undefined, files: Files, report: Report): Witness['keep'] {
  return async (evidence) => {
    if (out === undefined) return {};
    const kept: Record<string, string> = {};
    for (const { name, text } of evidence) {
      try {
        await files.replaceText(join(out, folder, name), text);
        kept[`${folder}/${name}`] = sha256Hex(text);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        report.line(`Evidence is not kept: ${error.problems.map(({ what }) => what).join(' ')}`);
      }
    }
    return kept;
  };
}
