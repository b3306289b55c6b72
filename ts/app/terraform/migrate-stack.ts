import type { Finding } from '../../core/terraform/old-syntax/finding.ts';
import type { StackName } from '../../core/terraform/request.ts';
import { edited } from '../../core/terraform/source.ts';
import type { Files } from '../../ports/files.ts';
import type { Report } from '../../ports/report.ts';
import type { StackTree } from '../../ports/terraform.ts';
import { oldSyntaxOf, readStack } from './prepare.ts';

export interface Migration {
  /** Files that were written, from the folder of the copy. */
  readonly files: readonly string[];
  readonly changed: number;
  /** What only a person can decide. */
  readonly left: readonly Finding[];
}

/**
 * Writes the stack, its configuration and the modules it uses in the syntax of today into another folder, of the same layout. The
 * tree is not touched. Only the files that Terraform reads are written: templates and scripts are the same for every version.
 */
export async function migrateStack(
  name: StackName,
  { tree, copy, report }: { tree: StackTree; copy: Files; report: Report },
): Promise<Migration> {
  const stack = await readStack(name, tree);
  const findings = oldSyntaxOf(stack);
  const files = stack.parts.flatMap((one) => one.files);
  for (const { path, text } of files) {
    const here = findings.filter(({ place }) => place.file === path);
    await copy.replaceText(
      path,
      edited(
        text,
        here.flatMap(({ edits }) => edits),
      ),
    );
    for (const { place, found, instead, refused, edits } of here) {
      if (refused)
        report.line(`${path}:${place.line}: ${found} → ${instead}${edits.length > 0 ? '' : ' (by hand)'}`);
    }
  }
  return {
    files: files.map(({ path }) => path),
    changed: findings.filter(({ edits }) => edits.length > 0).length,
    left: findings.filter(({ edits }) => edits.length === 0),
  };
}
