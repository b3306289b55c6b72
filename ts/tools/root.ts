import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these tools belong to. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
