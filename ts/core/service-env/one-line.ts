/**
 * An assignment as one line that a POSIX shell reads back as the same value: bare where nothing in it means anything to a shell,
 * else in single quotes, or as `$'…'` (bash, ksh, zsh) when there are control characters, which must not reach a terminal raw.
 */
export function oneLine(name: string, value: string): string {
  return `${name}=${quoted(value)}`;
}

function quoted(value: string): string {
  if (/^[\w@%+:,./-]*$/.test(value)) return value;
  if (!unprintable.test(value)) return `'${value.replaceAll("'", "'\\''")}'`;
  return `$'${value.replace(/['\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escape)}'`;
}

const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function escape(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
