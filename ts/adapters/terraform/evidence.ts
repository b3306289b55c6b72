import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesErrors } from '../../core/errors/catalogue/files.ts';
import { sha256Hex } from '../../core/release/canonical.ts';
import type { Evidence } from '../../ports/terraform.ts';
import { reasonOf } from '../files/reason.ts';

/** Keeps a run in a folder. Each line is there at once: a run that is killed is the one whose log is wanted most. */
export function evidenceIn(folder: string, name: string): Evidence {
  const log = join(folder, `${name}.log`);
  const logged = createHash('sha256');
  const files = new Map<string, string>();
  const write = (path: string, work: () => void): void => {
    try {
      work();
    } catch (cause) {
      throw filesErrors.unwritable.error({ file: path, reason: reasonOf(cause) }, { cause });
    }
  };
  write(log, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(log, '');
  });
  return {
    line: (text) => {
      write(log, () => {
        appendFileSync(log, `${text}\n`);
      });
      logged.update(`${text}\n`);
    },
    file: (file, text) => {
      write(file, () => {
        writeFileSync(join(folder, file), text);
      });
      files.set(file, sha256Hex(text));
    },
    hashes: () => ({ [`${name}.log`]: logged.copy().digest('hex'), ...Object.fromEntries(files) }),
  };
}

export const noEvidence: Evidence = { line: () => undefined, file: () => undefined, hashes: () => ({}) };
