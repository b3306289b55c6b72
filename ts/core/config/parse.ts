import type { Problem } from '../errors/problem.ts';
import { throwIfAny } from '../errors/problem.ts';
import { checkShape } from '../errors/schema-faults.ts';
import { checks } from './checks/index.ts';
import type { Config } from './config.ts';
import { draftOf } from './draft.ts';
import { resolve } from './resolve.ts';
import { promotionFileSchema } from './schema.ts';
import { schemaProblem } from './schema-problems.ts';
import { readYaml } from './yaml-document.ts';

/**
 * Reads `promotion.yaml`. Throws a ProblemError with every problem of the file, in the order of its lines, each with line and column.
 *
 * @param file the file's name, for the problems
 */
export function parseConfig(text: string, file: string): Config {
  const reading = readYaml(text, file);
  if (!reading.ok) return refuse(reading.problems);
  const { document } = reading;
  const shape = checkShape(promotionFileSchema, document.value);
  const draft = draftOf(document);
  const problems = [
    ...(shape.ok ? [] : shape.faults.map((fault) => schemaProblem(fault, document))),
    ...checks.flatMap((check) => check(draft)),
  ];
  return shape.ok && problems.length === 0 ? resolve(shape.value) : refuse(problems);
}

function refuse(problems: readonly Problem[]): never {
  throwIfAny(problems.toSorted(byPlace));
  throw new Error('a file was refused without a problem');
}

function byPlace({ place: a }: Problem, { place: b }: Problem): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
