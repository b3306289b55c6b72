/**
 * A text may have gone through a link, a web page or an encoder of JSON before somebody saved it: `not+found%3A`, `can&#39;t`,
 * `\u003cnil\u003e`. It becomes what it was, as far as that can be told, and any other text stays as it is.
 */
export function decodedText(text: string): string {
  return steps.reduce((so, { pattern, read }) => so.replace(pattern, read), text);
}

const steps: readonly { readonly pattern: RegExp; readonly read: (found: string) => string }[] = [
  { pattern: /\\+u[0-9a-f]{4}/gi, read: (found) => ofCode(found.slice(-4), 16) },
  // A text with blanks in it may quote a link, which is a name: only a word that encodes blanks of its own was encoded as a text.
  { pattern: /^\s*\S*[a-z:.,)]\+\S*\s*$/i, read: ofForm },
  { pattern: /\S*%(?:25)?[0-9a-f]{2}\S*/gi, read: ofLink },
  { pattern: /&(?:amp;)?(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, read: ofPage },
];

function ofForm(text: string): string {
  return isLink(text) || /%(?:25)?20/.test(text) ? text : percent(text.replaceAll('+', ' '));
}

function ofLink(word: string): string {
  if (isLink(word) || !/%(?:25)?20|\+\S*\+/.test(word)) return word;
  const once = percent(/%(?:25)?20/.test(word) ? word : word.replaceAll('+', ' '));
  return once.includes('%20') ? percent(once) : once;
}

function isLink(word: string): boolean {
  return /^\W*https?:\/\//i.test(word);
}

/** Sequence by sequence: one that was cut, or is none of UTF-8, spoils no other. */
function percent(word: string): string {
  return word.replaceAll(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

function ofPage(entity: string): string {
  const [, base, number] = /#(x?)([0-9a-f]+);/i.exec(entity) ?? [];
  if (number !== undefined) return ofCode(number, base === '' ? 10 : 16);
  return entities[entity.replace(/^&(?:amp;)?|;$/gi, '').toLowerCase()] ?? entity;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  colon: ':',
  comma: ',',
  period: '.',
  lpar: '(',
  rpar: ')',
};

function ofCode(digits: string, base: number): string {
  const code = parseInt(digits, base);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
