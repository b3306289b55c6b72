import {
  afterClosingTag,
  afterOtherMarkup,
  BrokenXml,
  closingTagOf,
  find,
  isOtherMarkup,
  openingTag,
} from './xml-markup.ts';
import { directText } from './xml-text.ts';

export interface RootChildren {
  readonly root: string;
  /** The text of the first direct child of each wanted name. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads the texts of a document's outermost elements and nothing else: what a build.xml says of the build itself, and not what its
 * actions and its execution say (they hold elements of the same names).
 *
 * A scanner of our own and not saxes, because a list of 100 builds reads some 200 files of 50 kB and a page of Jenkins waits for it:
 * it takes a fraction of the time. It reads what XStream writes and all other well-formed XML without a DOCTYPE, 1.0 and 1.1; a
 * property test holds it against saxes. A document that was cut off is found out, since its elements do not all close. It is more
 * lenient than XML about the rest, in one case on purpose: Jenkins writes `&#x0;`, which no XML allows.
 *
 * @throws BrokenXml
 */
export function readRootChildren(xml: string, wanted: ReadonlySet<string>): RootChildren {
  const root = openingTag(xml, outside(xml, 0) ?? nothing());
  const texts = new Map<string, string>();
  let at = root.end;
  let isOpen = !root.isEmpty;
  while (isOpen) {
    const start = find(xml, '<', at);
    if (isOtherMarkup(xml, start)) {
      at = afterOtherMarkup(xml, start);
    } else if (xml.startsWith('</', start)) {
      at = afterClosingTag(xml, start, root.name);
      isOpen = false;
    } else {
      const { name, end, isEmpty } = openingTag(xml, start);
      const close = isEmpty ? end : closingTagOf(xml, end);
      if (wanted.has(name) && !texts.has(name)) texts.set(name, directText(xml, end, close));
      at = isEmpty ? end : afterClosingTag(xml, close, name);
    }
  }
  if (outside(xml, at) !== undefined) throw new BrokenXml('it has more than one root element');
  return { root: root.name, texts };
}

/** Where the next element begins outside the root; only white space, comments and processing instructions may come before it. */
function outside(xml: string, from: number): number | undefined {
  for (let at = from; ;) {
    const start = xml.indexOf('<', at);
    const between = xml.slice(at, start === -1 ? undefined : start);
    // trim() takes a byte order mark for white space, too.
    if (between.trim() !== '') throw new BrokenXml('it holds text outside its elements');
    if (start === -1) return undefined;
    if (!isOtherMarkup(xml, start)) return start;
    at = afterOtherMarkup(xml, start);
  }
}

function nothing(): never {
  throw new BrokenXml('it holds no element');
}
