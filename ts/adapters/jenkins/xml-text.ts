import { afterOtherMarkup, BrokenXml, closingTagOf, find, isOtherMarkup, openingTag } from './xml-markup.ts';

/** The text of an element from the end of its opening tag to its closing tag; elements in it and comments are left out. */
export function directText(xml: string, from: number, to: number): string {
  let text = '';
  for (let at = from; ;) {
    const markup = xml.indexOf('<', at);
    if (markup === -1 || markup >= to) return text + resolved(xml.slice(at, to));
    text += resolved(xml.slice(at, markup));
    at = afterElementOrOther(xml, markup);
    if (xml.startsWith('<![CDATA[', markup)) text += xml.slice(markup + 9, at - 3);
  }
}

function afterElementOrOther(xml: string, start: number): number {
  if (isOtherMarkup(xml, start)) return afterOtherMarkup(xml, start);
  const { end, isEmpty } = openingTag(xml, start);
  return isEmpty ? end : find(xml, '>', closingTagOf(xml, end)) + 1;
}

function resolved(raw: string): string {
  return raw.includes('&') ? raw.replace(/&([^;&]*)(;?)/g, resolve) : raw;
}

function resolve(reference: string, name: string, semicolon: string): string {
  const character = semicolon === '' ? undefined : (entities.get(name) ?? byNumber(name));
  if (character === undefined)
    throw new BrokenXml(`it holds "${reference.slice(0, 20)}", which nothing defines`);
  return character;
}

function byNumber(name: string): string | undefined {
  const hex = /^#x([0-9a-f]{1,8})$/i.exec(name)?.[1];
  const decimal = /^#([0-9]{1,8})$/.exec(name)?.[1];
  const code = hex === undefined ? Number(decimal ?? NaN) : parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
