import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import { suggest } from '../core/errors/suggest.ts';

/** What the words after `ecs-promote` ask for. */
export type Command =
  | { readonly asks: 'version' }
  | { readonly asks: 'help'; readonly group: string }
  | { readonly asks: 'stepHelp'; readonly step: string }
  | { readonly asks: 'step'; readonly step: string; readonly words: readonly string[] }
  | { readonly asks: 'nothing'; readonly problem: Problem };

/**
 * Finds the step: the longest name that the first words make (`service-env write` before `service-env`). `help release` and
 * `release --help` are the same. `words` are what is left for the step.
 */
export function readCommand(argv: readonly string[], steps: readonly string[]): Command {
  const wantsHelp = argv[0] === 'help' || hasFlag(argv, '--help') || hasFlag(argv, '-h');
  const words = argv[0] === 'help' ? argv.slice(1) : argv;
  const step = [...steps].sort(mostWordsFirst).find((name) => startsWith(words, name.split(' ')));
  if (step && wantsHelp) return { asks: 'stepHelp', step };
  if (step) return { asks: 'step', step, words: words.slice(step.split(' ').length) };

  const named = words.filter((word) => !word.startsWith('-'));
  const group = steps.some((name) => name.startsWith(`${named[0] ?? ''} `)) ? (named[0] ?? '') : '';
  if (wantsHelp && (named.length === 0 || (group && named.length === 1))) return { asks: 'help', group };
  if (named.length === 0 && hasFlag(argv, '--version')) return { asks: 'version' };
  return { asks: 'nothing', problem: notFound(named, group, steps) };
}

function mostWordsFirst(one: string, other: string): number {
  return other.split(' ').length - one.split(' ').length;
}

function startsWith(words: readonly string[], name: readonly string[]): boolean {
  return name.every((word, index) => words[index] === word);
}

function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes(flag);
}

function notFound(named: readonly string[], group: string, steps: readonly string[]): Problem {
  if (named.length === 0) return usageErrors.noStep.problem({ words: '', steps });
  if (group && named.length === 1) {
    const members = steps.filter((name) => name.startsWith(`${group} `));
    return usageErrors.noStep.problem({ words: group, steps: members });
  }
  // Two words may be a misspelt group step, one word with its argument, or both run together.
  const guesses = [named.slice(0, 2).join(' '), named[0] ?? ''];
  const meant = guesses.map((guess) => suggest(guess, steps)).find(Boolean);
  const step = group ? named.slice(0, 2).join(' ') : (named[0] ?? '');
  return usageErrors.unknownStep.problem({ step, meant });
}
