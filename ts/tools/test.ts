import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { isEmpty, summary, type Count } from './test/count.ts';
import { ensureJava } from './test/java.ts';
import { runJest } from './test/jest.ts';
import { mavenModules, runMaven } from './test/maven.ts';

/**
 * `npm test`: all tests of all runners, and as the last line how many. With words (`npm test -- ts/core -t "a name"`) only jest runs,
 * on what they say.
 */
const words = process.argv.slice(2);
const modules = words.length > 0 ? [] : mavenModules(root);
const obstacle = modules.length > 0 ? ensureJava() : undefined;
// Without Java the other tests would pass and the whole look well.
const counts = obstacle === undefined ? runAll() : [{ runner: 'maven', passed: 0, failed: 1, skipped: 0 }];
const { line, ok } = summary(counts);

mkdirSync(join(root, 'build'), { recursive: true });
writeFileSync(join(root, 'build', 'tests.txt'), `${line}\n`);
for (const { runner } of counts.filter(isEmpty)) console.log(`${runner} executed no test`);
if (obstacle !== undefined) console.log(obstacle);
console.log(line);
process.exitCode = ok ? 0 : 1;

function runAll(): readonly Count[] {
  return [runJest(root, words), ...modules.map((module) => runMaven(root, module))];
}
