import { classes } from '../core/diagnosis/classes.ts';
import { classify } from '../core/diagnosis/classify.ts';
import { parseLines } from '../core/diagnosis/parse-lines.ts';
import { parseSaved, type SavedFile } from '../core/diagnosis/parse-saved.ts';
import { signsOf, type ServicePicture } from '../core/diagnosis/picture.ts';
import type { Verdict } from '../core/diagnosis/sign.ts';
import { verdictOf } from '../core/diagnosis/verdict-of.ts';
import type { Files } from '../ports/files.ts';
import type { Pictures } from '../ports/pictures.ts';

export interface ServiceVerdict extends Verdict {
  readonly service: string;
}

/** A hundred events a service, ten services and a hundred tasks an answer come to less than one. */
const limitBytes = 32 * 1024 * 1024;

/** One verdict for each line of the file. */
export async function diagnoseLines(file: string, files: Files): Promise<readonly Verdict[]> {
  return parseLines(await files.readText(file, limitBytes), file).map(classify);
}

/** One verdict for each service in the saved answers of AWS. */
export async function diagnoseSaved(
  saved: Readonly<Record<'services' | 'tasks' | 'targets', string | undefined>>,
  files: Files,
): Promise<readonly ServiceVerdict[]> {
  const read = async (file: string | undefined): Promise<SavedFile | undefined> =>
    file === undefined ? undefined : { file, text: await files.readText(file, limitBytes) };
  const [services, tasks, targets] = [
    await read(saved.services),
    await read(saved.tasks),
    await read(saved.targets),
  ];
  return parseSaved({ services, tasks, targets }).map(judge);
}

/** One verdict for each of the services, as they are now. */
export async function diagnoseLive(
  ecsServices: readonly string[],
  pictures: Pictures,
): Promise<readonly ServiceVerdict[]> {
  return (await pictures.of(ecsServices)).map(judge);
}

function judge(picture: ServicePicture): ServiceVerdict {
  return { service: picture.service, ...(verdictOf(signsOf(picture)) ?? nothingSeen) };
}

const nothingSeen: Verdict = {
  class: 'other',
  confidence: 'guess',
  benign: true,
  evidence: 'no event, stopped task or unhealthy target',
  advice: classes.other.advice,
};
