import * as z from 'zod/mini';
import { diagnoseErrors } from '../errors/catalogue/diagnose.ts';
import { throwIfAny, type Problem } from '../errors/problem.ts';
import type { Field, Sign } from './sign.ts';

const lineSchema = z.object({
  text: z.nullish(z.string()),
  field: z.nullish(z.string()),
  exitCode: z.nullish(z.union([z.number(), z.string()])),
  stopCode: z.nullish(z.string()),
});

/**
 * One sign a line: a text as it is, or JSON `{text, field, exitCode, stopCode}` of which each may be absent; other members are let
 * pass, so that lines of another program's output can be used as they are.
 *
 * @param file for messages
 * @throws diagnose-line-unreadable for each line that looks like JSON and is none
 */
export function parseLines(text: string, file: string): readonly Sign[] {
  const problems: Problem[] = [];
  const signs = linesOf(text).map((line, index): Sign => {
    const sign = parseLine(line);
    if (sign) return sign;
    problems.push(
      diagnoseErrors.lineUnreadable.problem({ file, line: index + 1 }, { file, line: index + 1 }),
    );
    return { text: '' };
  });
  throwIfAny(problems);
  return signs;
}

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function parseLine(line: string): Sign | undefined {
  const trimmed = line.trim();
  if (!/^\{|^".*"$/.test(trimmed)) return { text: line };
  const json = jsonOf(trimmed);
  if (typeof json === 'string') return { text: json };
  // A text in quotation marks is a text, whether or not it is JSON; one that opens a brace was meant to be.
  if (json === undefined && !trimmed.startsWith('{')) return { text: line };
  const parsed = z.safeParse(lineSchema, json);
  if (!parsed.success) return undefined;
  const { text, field, exitCode, stopCode } = parsed.data;
  const code = exitCode === undefined || exitCode === null || exitCode === '' ? undefined : Number(exitCode);
  if (code !== undefined && !Number.isInteger(code)) return undefined;
  if ((text ?? stopCode ?? code) === undefined) return undefined;
  return {
    text: text ?? '',
    field: fieldNamed(field ?? ''),
    exitCode: code,
    stopCode: stopCode ?? undefined,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** By what the field is called in AWS's answers or, near enough, by people. Any other name says nothing. */
function fieldNamed(name: string): Field | undefined {
  const known: readonly (readonly [RegExp, Field])[] = [
    [/^logs?\b|log.?(line|message)/i, 'log'],
    [/stopped/i, 'stoppedReason'],
    [/target|elb|load.?balancer/i, 'targetHealth'],
    [/status|rollout|deployment/i, 'statusReason'],
    [/event|message/i, 'event'],
    [/container|^reason$/i, 'containerReason'],
  ];
  return known.find(([pattern]) => pattern.test(name))?.[1];
}
