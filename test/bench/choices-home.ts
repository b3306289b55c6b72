import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildXml } from '../../ts/rehearsal/jenkins/build-xml.ts';

/**
 * A job with a history. Every second build failed, the newest among them. Only the newest 1,000 have a build.xml, as the
 * counts show that none of the others is opened.
 */
export function writeHistory(jobDir: string, { builds, bytes }: { builds: number; bytes: number }): void {
  mkdirSync(join(jobDir, 'builds'), { recursive: true });
  writeFileSync(join(jobDir, 'config.xml'), "<?xml version='1.1' encoding='UTF-8'?>\n<flow-definition/>");
  for (let number = 1; number <= builds; number += 1) {
    const dir = join(jobDir, 'builds', String(number));
    mkdirSync(dir);
    const age = builds - number;
    if (age >= 1_000) continue;
    writeFileSync(join(dir, 'build.xml'), xml(number, age % 2 === 0 ? 'FAILURE' : 'SUCCESS', bytes));
  }
}

export function xml(number: number, result: string, bytes: number): string {
  return buildXml({
    number,
    kind: 'pipeline',
    startedAt: Date.UTC(2026, 0, 1) + number * 60_000,
    displayName: `Fix the rounding of GST - ${number}`,
    paddingBytes: bytes,
    finished: { result, durationMilliseconds: 61_000 },
  });
}
