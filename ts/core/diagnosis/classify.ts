import { bareText, withoutLineBreaks } from './bare-text.ts';
import { blotNames } from './blot-names.ts';
import { classes, isBenignClass, type ClassId } from './classes.ts';
import { decodedText } from './decoded-text.ts';
import { endingOf } from './exit-codes.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import { lastWords } from './rules/lines.ts';
import type { Confidence, Sign, Verdict } from './sign.ts';

/**
 * The class of one thing that was seen. The text decides as far as it says anything; then the exit code; then who stopped the task.
 * That order matters: `Task failed ELB health checks` comes with the exit code of a container that was killed for it.
 */
export function classify(seen: Sign): Verdict {
  const sign = { ...seen, text: decodedText(shortened(seen.text)) };
  return byText(sign) ?? byExit(sign) ?? byStopCode(sign) ?? unknown(sign);
}

/** Reasons of ECS have at most 1,024 characters, and what people paste around them is not much more. */
const longestText = 16_000;

/** So that a log file taken for a message costs no more than a message. */
function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText / 2)}\n${text.slice(-longestText / 2)}`;
}

function byText(sign: Sign): Verdict | undefined {
  const joined = withoutLineBreaks(sign.text);
  const texts = joined === undefined ? [sign.text] : [sign.text, joined];
  const readings = texts.map((text) => ({ text, blotted: blotNames(bareText(text)) }));
  const found = readings.flatMap((reading) => firstFit(sign, reading, readings) ?? []);
  // What stands further up in the table lies further in.
  return found.toSorted((one, other) => one.at - other.at)[0]?.verdict;
}

interface Fit {
  /** Of the rule, in the table. */
  readonly at: number;
  readonly verdict: Verdict;
}

interface Reading {
  readonly text: string;
  readonly blotted: string;
}

function firstFit(sign: Sign, { text, blotted }: Reading, all: readonly Reading[]): Fit | undefined {
  for (const [at, { rule, pattern, within, unless }] of compiled().entries()) {
    if (!applies(rule, sign)) continue;
    const found = outsideOfAdvice(pattern, blotted);
    if (!found || (within && !within.test(blotted))) continue;
    if (unless && all.some((reading) => unless.test(reading.blotted))) continue;
    const evidence = excerpt(text, found.index, found[0].length);
    return { at, verdict: verdict(rule.class, rule.confidence, evidence, rule.advice) };
  }
  return undefined;
}

/** The agent puts advice before the cause (`Check whether the image exists. …`); where both fit, the cause is quoted. */
function outsideOfAdvice(pattern: RegExp, text: string): RegExpExecArray | null {
  const first = findFrom(pattern, text, 0);
  if (first === null || !isAdvice(text, first.index)) return first;
  for (let next: RegExpExecArray | null = first; next; next = findFrom(pattern, text, next.index + 1))
    if (!isAdvice(text, next.index)) return next;
  return first;
}

function findFrom(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  const everywhere = pattern;
  everywhere.lastIndex = from;
  return everywhere.exec(text);
}

/** The sentence before a position begins as advice does. */
function isAdvice(text: string, at: number): boolean {
  const sentence = text.slice(Math.max(0, at - longestAdvice), at);
  return /\b(?:please )?(?:check|verify|ensure|make sure)\s[^.:]*$/i.test(sentence);
}

const longestAdvice = 160;

function applies({ fields }: Rule, { field }: Sign): boolean {
  return fields ? field === undefined || fields.includes(field) : field !== 'log';
}

function byExit({ text, field, exitCode, stopCode }: Sign): Verdict | undefined {
  // Whoever stops a task ends its containers with a signal; their exit codes say nothing then.
  if (stopCode !== undefined && stopCode !== 'EssentialContainerExited') return undefined;
  const essential = stopCode === 'EssentialContainerExited' || /essential\s*container/i.test(text);
  const code = exitCode ?? codeIn(text);
  if (code === undefined)
    return essential ? verdict('exit-code', 'guess', text.trim() || 'EssentialContainerExited') : undefined;
  const { says, advice, ...ending } = endingOf(code);
  const line = field === 'log' ? excerpt(text, 0, 0) : '';
  const evidence = `${line === '' ? '' : `${line}; `}exit code ${code}: ${says}`;
  // Without a word on who ended it, a SIGKILL may be the end of a stop as well.
  if (code === 137 && !essential) return verdict('exit-code', 'guess', evidence, advice);
  return verdict(ending.class, ending.confidence, evidence, advice);
}

function codeIn(text: string): number | undefined {
  const [, code] =
    /exit(?:ed)?(?:\s+with)?(?:\s+(?:exit\s*)?(?:code|status))?\s*[:=]?\s*\(?(\d{1,3})\b/i.exec(text) ?? [];
  return code === undefined ? undefined : Number(code);
}

function byStopCode({ text, stopCode }: Sign): Verdict | undefined {
  const known = stopCode === undefined ? undefined : stopCodes[stopCode];
  return known && verdict(known.class, known.confidence, text.trim() || `stopCode ${stopCode ?? ''}`);
}

/** Task.stopCode in the ECS API reference. */
const stopCodes: Readonly<Record<string, { readonly class: ClassId; readonly confidence: Confidence }>> = {
  UserInitiated: { class: 'stopped-by-user', confidence: 'likely' },
  ServiceSchedulerInitiated: { class: 'scaling-activity', confidence: 'likely' },
  SpotInterruption: { class: 'spot-interruption', confidence: 'certain' },
  TerminationNotice: { class: 'spot-interruption', confidence: 'likely' },
};

/**
 * A text that nobody knows is believed to be harmless when it does not sound like a failure. A healthy application's log is full of
 * failures that it lives with, so of a log only what a process says as it dies counts.
 */
function unknown({ text, field, stopCode }: Sign): Verdict {
  const evidence = excerpt(text, 0, 0) || (stopCode === undefined ? 'nothing' : `stopCode ${stopCode}`);
  if (field === 'log' && lastWords.test(text)) return verdict('exit-code', 'guess', evidence);
  if (field === 'log') return { ...verdict('other', 'guess', evidence), benign: true };
  const harmless = stopCode === undefined && !failure.test(blotNames(text));
  return { ...verdict('other', 'guess', evidence), benign: harmless };
}

const failure =
  /fail|error|exception|unable|cannot|can.?t\b|could\s+not|denied|refus|reject|invalid|missing|not\s+found|time-?d?\s*out|deadline|unhealthy|unavailable|killed|crash|abort|stopped|exit|insufficient|exceed|throttl|panic|fatal|no\s+such|violat|disconnect|misconfigur|impaired|no\s+longer|forced/i;

function verdict(id: ClassId, confidence: Confidence, evidence: string, advice?: string): Verdict {
  return { class: id, confidence, benign: isBenignClass(id), evidence, advice: advice ?? classes[id].advice };
}

const longestEvidence = 200;
/** A clause that began further back would push what decides out of sight. */
const longestLead = 90;

/** From the beginning of the clause with the word that decides to the end of its sentence. */
function excerpt(text: string, from: number, length: number): string {
  const start = clauseStart(text, from);
  const rest = text.slice(start, from + Math.max(longestEvidence, length));
  const end = /\.\s|[\r\n]/.exec(rest.slice(from - start + length));
  const shown = end ? rest.slice(0, from - start + length + end.index) : rest;
  return shown
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
}

function clauseStart(text: string, at: number): number {
  const earliest = Math.max(0, at - longestLead);
  const starts = [...text.slice(earliest, at).matchAll(/[.:;]\s+|[\r\n]+/g)];
  const last = starts.at(-1);
  if (last) return earliest + last.index + last[0].length;
  return earliest === 0 ? 0 : wordStart(text, at);
}

function wordStart(text: string, at: number): number {
  const before = /\S*$/.exec(text.slice(Math.max(0, at - 40), at));
  return at - (before?.[0].length ?? 0);
}

interface CompiledRule {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly within: RegExp | undefined;
  readonly unless: RegExp | undefined;
}

let table: readonly CompiledRule[] | undefined;

/** Compiled when the first text is judged: a start of the program that judges none does not pay for it. */
function compiled(): readonly CompiledRule[] {
  table ??= rules.map((rule) => ({
    rule,
    pattern: expression(rule.pattern, 'gi'),
    within: rule.within === undefined ? undefined : expression(rule.within),
    unless: rule.unless === undefined ? undefined : expression(rule.unless),
  }));
  return table;
}

function expression(source: string, flags = 'i'): RegExp {
  return new RegExp(
    source.replaceAll(' ', '\\s+').replaceAll('\\s+?', '\\s*').replaceAll('.{0', '[^]{0'),
    flags,
  );
}
