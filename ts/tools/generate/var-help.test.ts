import type { Var } from '../../steps/vars/var.ts';
import { varCatalogue } from './var-catalogue.ts';
import { varHelp } from './var-help.ts';

const asIs: Var = {
  name: 'ecsGreet',
  summary: 'Say hello',
  about: ['It is friendly.'],
  calledIn: 'node',
  own: [
    { name: 'who', required: true, about: 'Whom' },
    { name: 'how', fallback: "'loud'", about: 'How' },
  ],
  answers: 'nothing',
  plugins: ['Greeting'],
  example: "ecsGreet(who: 'Mei')",
};

test('the help of a var reads well with and without its line breaks', () => {
  expect(varHelp(asIs)).toBe(`ecsGreet: Say hello.
It is friendly.
- Called inside node.
- who (required): Whom
- how (default 'loud'): How
- Answers nothing.
- Plugins: Greeting.
- Example: ecsGreet(who: 'Mei')
`);
});

test.each(['a <b>', 'x > y', 'this & that'])('refuses %s, which HTML would take for markup', (text) => {
  expect(() => varHelp({ ...asIs, about: [text] })).toThrow('the help of ecsGreet holds');
});

test('what Groovy knows of a var are its arguments, and which must be given', () => {
  const text = varCatalogue([asIs, { ...asIs, name: 'ecsNod', own: [] }], ['a.cjs']);
  expect(text).toContain('ecsGreet: [who: true, how: false],');
  expect(text).toContain('ecsNod: [:],');
  expect(text).toContain("return ['a.cjs', 'VERSION']");
});
