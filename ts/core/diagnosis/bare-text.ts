/**
 * What consoles, command lines and JSON put around a text, or into it, becomes as many blanks, so that a position in the result is one
 * in the text: `STOPPED (Task failed …)`, `"stoppedReason": "…",`, `\"AGENT\"`.
 */
export function bareText(text: string): string {
  return renderings.reduce((so, { pattern }) => so.replace(pattern, blanks), text);
}

/**
 * A terminal breaks words at its edge, and indents what follows. Undefined where it was no terminal that broke the lines; positions are
 * not those of the text.
 */
export function withoutLineBreaks(text: string): string | undefined {
  const lines = text.trim().split(/\r?\n/);
  const isTerminal = lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= narrowestTerminal);
  return isTerminal ? lines.map((line) => line.trim()).join('') : undefined;
}

const narrowestTerminal = 40;

const day =
  /\d{4}[-/]\d\d?[-/]\d\d?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2} [a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2}(?:, ?\d{4},?)?/;
const hour = /\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[ap]m)?/;
const zone = /Z|UTC|GMT|\(?(?:UTC|GMT)?[-+]\d\d?:?(?:\d\d)?\)?/;
const seconds = /1\d{9}(?:\d{3})?(?:\.\d+)?/;

const renderings: readonly { readonly pattern: RegExp }[] = [
  // 2026-11-25T19:00:00Z …, Nov 25, 2026, 19:00 (UTC+1:00) …, [19:00:01] …, 1764005941.858 …
  {
    pattern: new RegExp(
      `^\\s*[[(|]?(?:(?:(?:${day.source})[T ,|]+(?:at )?)?${hour.source}(?:\\s?(?:${zone.source}))?|${seconds.source}(?=\\s))[\\])]?(?:\\s*[-|:,]\\s|\\s)\\s*`,
      'i',
    ),
  },
  // what a form calls it: Stopped reason: …, Status reason …
  {
    pattern:
      /^\s*(?:(?:stopped|status|rollout(?: state)?|target health|health(?: status)?|deployment|failure) (?:reason|details|description)|reason|details|status|state|health|message|description)\s*[:=]\s*/i,
  },
  // "stoppedReason": "…",
  { pattern: /^\s*(?:\\*["'])?[a-z]\w*(?:\\*["'])?\s*:\s*\\*"(?=\S)/i },
  { pattern: /\\*"\s*,?\s*$/ },
  // botocore.exceptions.WaiterError: Waiter ServicesStable failed: …: what was waited for in vain is told by what follows
  { pattern: /(?:[\w.]*waitererror\W+)?\bwaiter \w+ failed:/i },
  // the console of old: STOPPED (…)
  { pattern: /(?<=^\W*stopped\s*)\(/i },
  // JSON in JSON
  { pattern: /\\+(?=["'])/g },
  { pattern: /\\+[nrt](?![a-z])|\\n(?=\s|[A-Z(])/g },
];

function blanks(found: string): string {
  return ' '.repeat(found.length);
}
