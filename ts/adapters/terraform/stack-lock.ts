import { randomUUID } from 'node:crypto';
import { appendFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { kill, pid } from 'node:process';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Report } from '../../ports/report.ts';

const pollMilliseconds = 1000;

export interface StackLock {
  keepFor(processId: number): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a stack on this machine: a file that names the processes which have it, one a line with what it does. It is taken over when
 * none of them lives any more, so a run that was killed blocks nobody, but a Terraform that outlived its run does.
 *
 * @throws ProblemError `orchestrate-busy`
 */
export async function takeStackLock(
  file: string,
  command: string,
  waitMinutes: number,
  { clock, report, interrupted }: { clock: Clock; report: Report; interrupted: AbortSignal },
): Promise<StackLock> {
  const deadline = clock.now() + waitMinutes * 60_000;
  let told = '';
  while (!(await create(file, await lineOf(pid, command)))) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const holder = await liveHolder(text);
    if (holder === undefined) await removeStale(file, text);
    else if (clock.now() >= deadline)
      throw terraformErrors.stackBusy.error({ holder, waitedMinutes: waitMinutes, file });
    else {
      if (holder !== told) report.line(`waiting: ${holder} runs on this stack`);
      told = holder;
      await clock.sleep(pollMilliseconds, interrupted);
    }
  }
  return {
    keepFor: async (processId) => {
      await appendFile(file, await lineOf(processId, command));
    },
    release: () => rm(file, { force: true }),
  };
}

/** Complete from the moment it is there: written beside its place and linked, which fails when the place is taken. */
async function create(file: string, text: string): Promise<boolean> {
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, text, { mode: 0o600 });
  try {
    await link(temporary, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Two that find the same dead lock must not remove the new one of each other: what was moved away is looked at again. */
async function removeStale(file: string, text: string): Promise<void> {
  const moved = `${file}.${randomUUID()}`;
  try {
    await rename(file, moved);
  } catch {
    return;
  }
  if ((await readFile(moved, 'utf8')) !== text) await link(moved, file).catch(() => undefined);
  await rm(moved, { force: true });
}

async function lineOf(processId: number, command: string): Promise<string> {
  return `${processId} ${await startOf(processId)} ${command}\n`;
}

async function liveHolder(text: string): Promise<string | undefined> {
  for (const line of text.split('\n')) {
    const [, processId = '', start = '', command = ''] = /^(\d+) (\S+) (.*)$/.exec(line) ?? [];
    if (processId !== '' && (await lives(Number(processId), start)))
      return `${command} (process ${processId})`;
  }
  return undefined;
}

async function lives(processId: number, start: string): Promise<boolean> {
  try {
    kill(processId, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(processId)) === start;
}

/** When a process started, in ticks since the machine did: its number may be another's by now. Linux only; `-` elsewhere. */
async function startOf(processId: number): Promise<string> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  // The name in brackets may hold blanks and brackets; the fields are counted behind the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended, although its number is not free yet.
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '-');
}
