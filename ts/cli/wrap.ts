/** Breaks text at spaces to lines of at most `width` columns, all of them after `indent`; a longer word stays whole (paths, URLs). */
export function wrap(text: string, indent: string, width = 100): string {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last === undefined || indent.length + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => indent + line).join('\n');
}

/** Two columns: names padded to the longest (but not beyond 36), what they mean wrapped beside them. */
export function table(rows: readonly (readonly [name: string, about: string])[]): string {
  const column = Math.min(36, Math.max(0, ...rows.map(([name]) => name.length))) + 4;
  return rows
    .map(([name, about]) => {
      const wrapped = wrap(about, ' '.repeat(column));
      const head = `  ${name}`;
      return head.length + 2 > column ? `${head}\n${wrapped}` : head.padEnd(column) + wrapped.trimStart();
    })
    .join('\n');
}
