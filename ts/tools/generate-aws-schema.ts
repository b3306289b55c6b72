import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extracted } from './infrastructure/extract.ts';
import { storedFolder } from './infrastructure/stored-schema.ts';
import { root } from './root.ts';

/** `npm run generate:aws-schema`: to be run when a stack uses a type of the AWS provider that none used before. */
const files = await extracted(root);
rmSync(join(root, storedFolder), { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`${files.size} files in ${storedFolder}`);
