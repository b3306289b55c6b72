import { cleanText } from '../../display-name/clean.ts';
import { shorten } from '../../display-name/shorten.ts';

/** Text of HTML or SVG in which everything from outside is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = Markup | string | number | null | readonly Content[];

/**
 * A template whose values are escaped unless they are markup themselves, so that nothing has to be remembered where a commit message is
 * put in. Null is nothing; of a list each is put in. How the source is indented does not get into the page.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    dense(parts)
      .map((part, at) => part + markupOf(values[at] ?? null))
      .join(''),
  );
}

/** Each template once. */
const known = new WeakMap<TemplateStringsArray, readonly string[]>();

function dense(parts: TemplateStringsArray): readonly string[] {
  const found = known.get(parts) ?? parts.map((part) => part.replaceAll(/\s*\n\s*/g, '\n'));
  known.set(parts, found);
  return found;
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map(markupOf).join('');
}

/** For text and for attributes in double quotes. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * What somebody wrote, as one line of at most so many characters, without what turns text around or draws over its neighbours. How
 * long it was does not matter: what is beyond the first few thousand characters is not even looked at.
 */
export function oneLine(text: string, most: number): string {
  return shorten(cleanText(text.slice(0, 4096)).replaceAll(/\n+/g, ' '), most);
}
