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

const renderings: readonly { readonly pattern: RegExp }[] = [
  // "stoppedReason": "…",
  { pattern: /^\s*(?:\\*["'])?[a-z]\w*(?:\\*["'])?\s*:\s*\\*"(?=\S)/i },
  { pattern: /\\*"\s*,?\s*$/ },
  // the console of old: STOPPED (…)
  { pattern: /(?<=^\W*stopped\s*)\(/i },
  // JSON in JSON
  { pattern: /\\+(?=["'])/g },
  { pattern: /\\+[nrt](?![a-z])|\\n(?=\s|[A-Z(])/g },
];

function blanks(found: string): string {
  return ' '.repeat(found.length);
}
