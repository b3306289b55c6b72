import { html, oneLine } from './markup.ts';

it('escapes every value that is not markup', () => {
  const hostile = `<img src=x onerror="alert('1')">&amp;`;
  expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</p>',
  );
});

it('puts in markup, lists of it and numbers, and nothing for null', () => {
  const items = [html`<li>${1}</li>`, html`<li>${'<'}</li>`];
  // prettier-ignore
  expect(html`<ul>${items}${null}</ul>`.text).toBe('<ul><li>1</li><li>&lt;</li></ul>');
});

it('leaves out how the source is indented, and no blank of what is put in', () => {
  // prettier-ignore
  const paragraph = html`<p>
    ${'a  b'}
  </p>`;
  expect(paragraph.text).toBe('<p>\na  b\n</p>');
});

test.each([
  { what: 'line breaks', text: 'one\ntwo\r\n\nthree', line: 'one two three' },
  { what: 'a right-to-left override', text: 'safe\u202egnp.exe', line: 'safegnp.exe' },
  { what: 'colours of a terminal', text: '\u001b[31mred\u001b[0m', line: 'red' },
  { what: 'what is too long', text: 'a'.repeat(100), line: `${'a'.repeat(19)}…` },
  { what: 'Arabic, which stays', text: 'إصلاح التقريب', line: 'إصلاح التقريب' },
])('makes one line of $what', ({ text, line }) => {
  expect(oneLine(text, 20)).toBe(line);
});

it('does not look at the whole of a huge text', () => {
  expect(oneLine('a\u0301'.repeat(5_000_000), 20)).toHaveLength(20);
});
