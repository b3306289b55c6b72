/** The message is a clause: "it ends in the middle". */
export class BrokenXml extends Error {}

export interface OpeningTag {
  readonly name: string;
  /** Just after its `>`. */
  readonly end: number;
  readonly isEmpty: boolean;
}

export function openingTag(xml: string, start: number): OpeningTag {
  let nameEnd = start + 1;
  while (!endsName(xml.charCodeAt(nameEnd))) nameEnd += 1;
  const name = xml.slice(start + 1, nameEnd);
  if (!/^[\p{L}_:]/u.test(name)) throw new BrokenXml(`it holds "<${name.slice(0, 20)}", which is no tag`);
  const end = endOfTag(xml, start);
  return { name, end: end + 1, isEmpty: xml.charCodeAt(end - 1) === slash };
}

/** Where the closing tag of the element begins whose opening tag ends at `at`. Names are not compared: most of a file is skipped so. */
export function closingTagOf(xml: string, at: number): number {
  let depth = 1;
  for (let next = at; ;) {
    const start = find(xml, '<', next);
    const kind = xml.charCodeAt(start + 1);
    if (kind === slash) {
      depth -= 1;
      if (depth === 0) return start;
      next = find(xml, '>', start) + 1;
    } else if (kind === exclamationMark || kind === questionMark) {
      next = afterOtherMarkup(xml, start);
    } else {
      const end = endOfTag(xml, start);
      if (xml.charCodeAt(end - 1) !== slash) depth += 1;
      next = end + 1;
    }
  }
}

/** Just after the closing tag at `start`, which must be of `name`. */
export function afterClosingTag(xml: string, start: number, name: string): number {
  const end = find(xml, '>', start);
  if (xml.slice(start + 2, end).trimEnd() !== name) throw new BrokenXml('its elements do not nest');
  return end + 1;
}

export function isOtherMarkup(xml: string, start: number): boolean {
  const kind = xml.charCodeAt(start + 1);
  return kind === exclamationMark || kind === questionMark;
}

/** Just after a comment, a CDATA section or a processing instruction. A DOCTYPE is none of Jenkins' and not read. */
export function afterOtherMarkup(xml: string, start: number): number {
  if (xml.startsWith('<!--', start)) return find(xml, '-->', start + 4) + 3;
  if (xml.startsWith('<![CDATA[', start)) return find(xml, ']]>', start + 9) + 3;
  if (xml.startsWith('<?', start)) return find(xml, '?>', start + 2) + 2;
  throw new BrokenXml('it holds a declaration');
}

export function find(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at === -1) throw new BrokenXml('it ends in the middle');
  return at;
}

/** Where the `>` of a tag is: one in an attribute's value does not count. */
function endOfTag(xml: string, start: number): number {
  for (let at = start + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === greaterThan) return at;
    if (code === doubleQuote || code === singleQuote) at = find(xml, xml.charAt(at), at + 1);
  }
  throw new BrokenXml('it ends in the middle');
}

/** NaN is the end of the text. */
function endsName(code: number): boolean {
  return code === greaterThan || code === slash || code <= space || Number.isNaN(code);
}

const space = 0x20;
const exclamationMark = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const greaterThan = 0x3e;
const questionMark = 0x3f;
