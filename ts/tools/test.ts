import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { ensureChromium } from './test/chromium.ts';
import { groovyLine, isEmpty, summary, type Count } from './test/count.ts';
import { ensureJava } from './test/java.ts';
import { runContract, runJest } from './test/jest.ts';
import { mavenModules, runMaven } from './test/maven.ts';
import { ensurePythonEnvironment } from './test/python.ts';

/**
 * `npm test`: all tests of all runners, and as the last line how many. With words (`npm test -- ts/core -t "a name"`) only jest runs,
 * on what they say.
 */
const words = process.argv.slice(2);
const isWhole = words.length === 0;
const modules = isWhole ? mavenModules(root) : [];
const obstacles = isWhole
  ? [ensureJava(), ensurePythonEnvironment(root), ensureChromium()].filter((each) => each !== undefined)
  : [];
// Without them the other tests would pass and the whole look well.
const counts =
  obstacles.length === 0 ? runAll() : [{ runner: 'obstacles', passed: 0, failed: 1, skipped: 0 }];
const { line, ok } = summary(counts);

mkdirSync(join(root, 'build'), { recursive: true });
writeFileSync(join(root, 'build', 'tests.txt'), `${line}\n`);
for (const { runner } of counts.filter(isEmpty)) console.log(`${runner} executed no test`);
for (const obstacle of obstacles) console.log(obstacle);
if (isWhole) console.log(groovyLine(counts, modules));
console.log(line);
process.exitCode = ok ? 0 : 1;

function runAll(): readonly Count[] {
  return [
    runJest(root, words),
    ...(isWhole ? [runContract(root)] : []),
    ...modules.map((module) => runMaven(root, module)),
  ];
}
