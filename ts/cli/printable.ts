/**
 * Makes text safe for a console and a build log: control characters and the marks that turn text around are written out as escapes,
 * so that a commit message can neither colour the log nor pretend to be a line of ours.
 */
export function printable(text: string): string {
  return text.replaceAll(
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (found) => escapes[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Several lines as they are, each of them safe, all but the first indented so that none can pass for a line of its own. */
export function printableLines(text: string): string {
  return text.replace(/\n$/, '').split('\n').map(printable).join('\n  ');
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
