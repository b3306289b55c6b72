/**
 * A text as a Groovy string in single quotes, where `$` is a character like any other: ASCII, on one line, and the same text again for
 * Groovy 2.4 whatever is in it (`UnicodeEscapingReader`, `STRING_LITERAL`; `test/groovy-load` asks the real one).
 */
export function quoted(value: string): string {
  return `'${value.replace(/[^ -~]|['\\]/g, escape)}'`;
}

const named: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

/** `unit` is one UTF-16 code unit: a lone surrogate is written, and loaded, as what it is. */
function escape(unit: string): string {
  const code = unit.charCodeAt(0);
  if (named[unit] !== undefined) return named[unit];
  // Three octal digits: fewer would take a following digit along.
  if (code < 0x80) return `\\${code.toString(8).padStart(3, '0')}`;
  // Groovy's lexer takes U+FFFF for the end of the file, so it must only come to be after lexing: the first escape becomes a
  // backslash that the expansion does not look at again, and the lexer's own escape does the rest.
  if (code === 0xffff) return '\\u005cuffff';
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
