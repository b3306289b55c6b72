import { join } from 'node:path';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import type { Config } from '../../core/config/config.ts';
import { promotionDisplayName } from '../../core/promotion/display-name.ts';
import { renderQuestion } from '../../core/promotion/question.ts';
import { recordFiles } from '../../core/promotion/record-files.ts';
import type { PromotionRecord } from '../../core/promotion/record.ts';
import type { Context } from '../context.ts';

/** Writes what is to be archived, and answers what `promote` and `restart` have in common. */
export async function promotionAnswer(
  record: PromotionRecord,
  config: Config,
  out: string | undefined,
  { cwd }: Context,
) {
  const written =
    out === undefined
      ? []
      : recordFiles(record, config).map(([name, text]) => [join(out, name), text] as const);
  for (const [path, text] of written) await new WorkspaceFiles(cwd).replaceText(path, text);
  const { result, summary, environment, releaseId, promotion, planHash, running, resumed, question } = record;
  const asked = question && renderQuestion(environment, question);
  return {
    output: {
      result,
      summary,
      environment,
      releaseId,
      promotion,
      planHash,
      running,
      resumed,
      question: question && { id: question.id, text: asked ?? '', deadline: question.deadline },
      displayName: promotionDisplayName(record.release),
      files: written.map(([path]) => path),
    },
    text: asked ?? summary,
    problems: record.problems,
  };
}
