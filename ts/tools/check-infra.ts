import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkovFindings } from './infrastructure/checkov.ts';
import { extracted } from './infrastructure/extract.ts';
import { root } from './root.ts';

/**
 * `npm run check:infra`: what takes too long, or installs too much, for `npm test`. The stored schema is what the provider's bindings
 * say, and checkov finds nothing in the stacks that is not silenced with a reason beside it.
 */
const checks: readonly (readonly [name: string, problems: () => Promise<readonly string[]>])[] = [
  ['the stored schema is that of the bindings; else: npm run generate:aws-schema', schemaProblems],
  ['checkov finds nothing', () => checkovFindings(root)],
];

for (const [name, problems] of checks) {
  const found = await problems();
  console.log(`${found.length === 0 ? 'ok    ' : 'failed'}  ${name}`);
  for (const line of found) console.log(`        ${line}`);
  if (found.length > 0) process.exitCode = 1;
}

async function schemaProblems(): Promise<readonly string[]> {
  const files = await extracted(root);
  return [...files].flatMap(([path, text]) => {
    const stored = join(root, path);
    if (!existsSync(stored)) return [`${path} is missing`];
    return readFileSync(stored, 'utf8') === text ? [] : [`${path} says something else`];
  });
}
