import { join } from 'node:path';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import type { Config } from '../../core/config/config.ts';
import { promotionDisplayName } from '../../core/promotion/display-name.ts';
import { renderQuestion, secondsLeft } from '../../core/promotion/question.ts';
import { recordFiles } from '../../core/promotion/record-files.ts';
import type { PromotionRecord } from '../../core/promotion/record.ts';
import type { Context } from '../context.ts';

/** Writes what is to be archived, and answers what `promote` and `restart` have in common. */
export async function promotionAnswer(
  record: PromotionRecord,
  config: Config,
  out: string | undefined,
  { cwd, clock }: Context,
) {
  const written =
    out === undefined
      ? []
      : recordFiles(record, config).map(([name, text]) => [join(out, name), text] as const);
  for (const [path, text] of written) await new WorkspaceFiles(cwd).replaceText(path, text);
  const { result, summary, environment, releaseId, promotion, planHash, running, resumed, question } = record;
  const asked = question && {
    id: question.id,
    text: renderQuestion(environment, question),
    deadline: question.deadline,
    secondsLeft: secondsLeft(question, clock.now()),
    from: mayAnswer(environment, config),
  };
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
      question: asked,
      displayName: promotionDisplayName(record.release),
      files: [...written.map(([path]) => path), ...record.evidence.map((name) => join(out ?? '', name))],
    },
    text: asked?.text ?? summary,
    problems: record.problems,
  };
}

/** Whoever may let a promotion begin may let it go on. */
function mayAnswer(name: string, { environments }: Config): string[] {
  const approval = environments.find((environment) => environment.name === name)?.approval;
  return [...(approval?.people ?? approval?.from ?? [])];
}
