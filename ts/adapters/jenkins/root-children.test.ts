import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { readRootChildren } from './root-children.ts';
import { BrokenXml } from './xml-markup.ts';

const wanted = new Set(['result', 'displayName']);
const read = (xml: string) => {
  const { root, texts } = readRootChildren(xml, wanted);
  return { root, ...Object.fromEntries(texts) };
};

describe("the root's direct children", () => {
  it.each([
    ['<r><result>A</result></r>', { root: 'r', result: 'A' }],
    [
      "<?xml version='1.1' encoding='UTF-8'?>\n<r plugin=\"x@1\">\n  <result>A</result>\n</r>\n",
      { root: 'r', result: 'A' },
    ],
    ['\uFEFF<r/>', { root: 'r' }],
    ['<r><a><result>B</result></a><result>A</result></r>', { root: 'r', result: 'A' }],
    ['<r><result>A</result><a><result>B</result></a></r>', { root: 'r', result: 'A' }],
    ['<r><result>A</result><result>B</result></r>', { root: 'r', result: 'A' }],
    ['<r><result/><displayName a="/">x</displayName ></r >', { root: 'r', result: '', displayName: 'x' }],
    ['<r><a b="1>2" c=\'"/>\'><result>B</result></a></r>', { root: 'r' }],
    ['<r><!-- <result>B</result> --><?p <result>?></r>', { root: 'r' }],
    ['<r><a><![CDATA[</a><result>B</result>]]></a></r>', { root: 'r' }],
    [
      '<r><displayName>a&lt;b&amp;&#x1;&#65;&#x1F680;&apos;&quot;&gt;</displayName></r>',
      { root: 'r', displayName: 'a<b&\u0001A🚀\'">' },
    ],
    ['<r><displayName>&#x0;</displayName></r>', { root: 'r', displayName: '\0' }],
    ['<r><displayName>&amp;lt;</displayName></r>', { root: 'r', displayName: '&lt;' }],
    [
      '<r><displayName>a<![CDATA[<b>&amp;]]>c<!--d-->e<f>g</f>h</displayName></r>',
      { root: 'r', displayName: 'a<b>&amp;ceh' },
    ],
    ['<r><результат/><result>A</result></r>', { root: 'r', result: 'A' }],
  ])('of %s', (xml, expected) => {
    expect(read(xml)).toEqual(expected);
  });

  test('are what saxes finds, in any well-formed document', () => {
    fc.assert(
      fc.property(document, (xml) => {
        expect(read(xml)).toEqual(readWithSaxes(xml));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a broken document', () => {
  it.each([
    ['', 'it holds no element'],
    ['\0\0\0', 'it holds text outside its elements'],
    ['hello', 'it holds text outside its elements'],
    ['<r>', 'it ends in the middle'],
    ['<r><result>SUCCESS</result>', 'it ends in the middle'],
    ['<r><result>SUCC', 'it ends in the middle'],
    ['<r><a b="</r>', 'it ends in the middle'],
    ['<r><!--</r>', 'it ends in the middle'],
    ['<r></s>', 'its elements do not nest'],
    ['<r><result>A</displayName></r>', 'its elements do not nest'],
    ['<r/><s/>', 'it has more than one root element'],
    ['<r/>x', 'it holds text outside its elements'],
    ['<r><1/></r>', 'it holds "<1", which is no tag'],
    ['<r><result>&nbsp;</result></r>', 'it holds "&nbsp;", which nothing defines'],
    ['<r><result>a & b</result></r>', 'it holds "& b", which nothing defines'],
    ['<r><result>&#x110000;</result></r>', 'it holds "&#x110000;", which nothing defines'],
    ['<!DOCTYPE r [<!ENTITY x "y">]><r/>', 'it holds a declaration'],
  ])('such as %j is refused: %s', (xml, message) => {
    expect(() => read(xml)).toThrow(new BrokenXml(message));
  });

  test('is found wherever it was cut off', () => {
    const cutOff = document.chain((xml) =>
      fc
        .integer({ min: 0, max: xml.lastIndexOf('</flow-build>') + 12 })
        .map((length) => xml.slice(0, length)),
    );
    fc.assert(
      fc.property(cutOff, (xml) => {
        expect(() => read(xml)).toThrow(BrokenXml);
      }),
      { numRuns: 500 },
    );
  });
});

const name = fc.constantFrom('result', 'displayName', 'completed', 'a', 'org.jenkinsci.Action_-1', 'entry');
const text = fc
  .array(
    fc.constantFrom(
      'SUCCESS',
      'é',
      '🚀',
      ' ',
      '\n',
      '&lt;',
      '&amp;',
      '&#xd;',
      '&#x1F680;',
      '&apos;',
      '"',
      "'",
      '>',
      'x-1',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const other = fc.constantFrom('<!-- <r> -->', '<?pi </r> ?>', '<![CDATA[</r>&amp;<x>]]>', '<![CDATA[]]>');
const attributes = fc.constantFrom('', ' plugin="a@1"', ' a=">"', " a='\"/>' b='2'", ' ', '\n');
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, text, other, tie('element')), { maxLength: 5 }),
    )
    .map(([tag, attribute, content]) =>
      content.length === 0
        ? `<${tag}${attribute}/>`
        : `<${tag}${attribute}>${content.join('')}</${tag}${attribute.trim() === '' ? attribute : ''}>`,
    ),
}));
const document = fc
  .tuple(
    fc.constantFrom('', "<?xml version='1.1' encoding='UTF-8'?>\n", '<?xml version="1.0"?>'),
    fc.constantFrom('', '<!-- a -->\n'),
    fc.array(fc.oneof(element, other, text), { maxLength: 8 }),
    fc.constantFrom('', '\n', '<!-- </x> -->'),
  )
  .map(
    ([header, before, content, after]) =>
      `${header}${before}<flow-build>${content.join('')}</flow-build>${after}`,
  );

function readWithSaxes(xml: string): Record<string, string> {
  const found: Record<string, string> = {};
  const path: string[] = [];
  let text: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    path.push(tag.name);
    if (path.length === 1) found['root'] = tag.name;
    if (path.length === 2 && wanted.has(tag.name) && !(tag.name in found)) text = '';
  });
  const append = (more: string) => {
    if (path.length === 2 && text !== undefined) text += more;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', (tag) => {
    if (path.length === 2 && text !== undefined) found[tag.name] = text;
    if (path.length === 2) text = undefined;
    path.pop();
  });
  parser.write(xml).close();
  return found;
}
