import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { programErrors } from '../core/errors/catalogue/program.ts';
import type { LoadRunners, Runners } from './host.ts';
import { reasonOf } from './reason.ts';

/**
 * What lies beside the running bundle. Only bundled code may call these: `folder` is the bundle's `__dirname`.
 *
 * VERSION is a file and not part of the bundle, because it holds the bundles' own hash. In a Jenkins library it lies beside them,
 * in the agent's tree (`lib/`, `bin/`) one folder up.
 */
export function readVersion(folder: string): string {
  const file = [join(folder, 'VERSION'), join(folder, '..', 'VERSION')].find((path) => existsSync(path));
  return file === undefined ? 'of an unknown version' : readFileSync(file, 'utf8').trim();
}

/** Loads another bundle from the same folder when one of its steps is wanted. Errors: `program-bundle-missing`. */
export function besides(folder: string, file: string): LoadRunners {
  return (step) => {
    const path = join(folder, file);
    try {
      return (createRequire(path)(path) as { runners: Runners }).runners;
    } catch (cause) {
      throw programErrors.bundleMissing.error({ step, file: path, reason: reasonOf(cause) }, { cause });
    }
  };
}
