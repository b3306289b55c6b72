/**
 * What can be read off a Jenkinsfile without running it: strings that are written out, outside comments. A string with `$` in it is made
 * when the job runs, so nothing is known of it. Old Jenkinsfiles are not always correct Groovy; a quote without its other half ends with
 * its line.
 */
const parts =
  /'''(?:[^]*?'''|[^]*$)|"""(?:[^]*?"""|[^]*$)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*(?:[^]*?\*\/|[^]*$)/g;

/** The text with blanks in place of its comments, so that lines and columns stay. */
export function withoutComments(text: string): string {
  return text.replace(parts, (part) => (part.startsWith('/') ? part.replaceAll(/[^\n]/g, ' ') : part));
}

/** The value of the first `name: '…'` or `name = '…'`; undefined where it is not written out. */
export function stringOf(text: string, name: string): string | undefined {
  const [, , value] =
    new RegExp(`(?<![\\w$])${name}\\s*[:=]\\s*(['"])((?:[^'"$\\\\\\n]){1,400})\\1`).exec(text) ?? [];
  return value;
}
