import fc from 'fast-check';
import { attribute, bodyOf, stringAttribute } from './body.ts';
import { everyToken, HclFault, plainString, tokensOf } from './tokens.ts';

/** Texts in which a brace, a quote or a comment sign is not what it seems. The one variable in each must be found, and its end. */
const hostile: readonly (readonly [what: string, text: string])[] = [
  ['a brace in a string', 'variable "x" { default = "}" }'],
  ['a quote in a string', 'variable "x" { default = "\\"}" }'],
  ['a backslash at the end of a string', 'variable "x" { default = "\\\\" }'],
  ['a comment sign in a string', 'variable "x" { default = "# // /* {" }'],
  ['a quote in a comment', 'variable "x" { # "{\n}'],
  ['a brace in a comment of two slashes', '// }\nvariable "x" {}'],
  ['a block comment over lines', '/* variable "y" {\n } " */ variable "x" {}'],
  ['strings in an interpolation in a string', 'variable "x" { default = "${join(",", ["}", "{"])}" }'],
  ['an interpolation in an interpolation', 'variable "x" { default = "${file("${path.module}/}")}" }'],
  ['an escaped interpolation', 'variable "x" { default = "$${ %%{ {" }'],
  ['a percent sign before a brace, as in a log format', 'variable "x" { default = "%{Referer}i" }'],
  ['a directive', 'variable "x" { default = "%{ if true }}%{ endif }" }'],
  ['a heredoc with braces', 'variable "x" {\n default = <<EOT\n } {{ "\nEOT\n}'],
  ['an indented heredoc', 'variable "x" {\n default = <<-EOT\n   }\n   EOT\n}'],
  ['a heredoc whose tag begins a line of it', 'variable "x" {\n default = <<EOT\nEOTA }\nEOT\n}'],
  ['an interpolation with a brace in a heredoc', 'variable "x" {\n default = <<EOT\n${"}"}\nEOT\n}'],
  ['an object over lines with commas', 'variable "x" {\n default = {\n a = 1,\n b = { c = [1, 2] }\n }\n}'],
  ['a conditional over lines in brackets', 'variable "x" {\n default = (\n true ? 1 :\n 2)\n}'],
  ['line ends of Windows', 'variable "x" {\r\n  default = <<EOT\r\n}\r\nEOT\r\n}\r\n'],
  ['a byte order mark', '\ufeffvariable "x" {}'],
  ['a name without quotes', 'variable x {}'],
  ['a name with hyphens and digits', 'variable "x" { default = a-1.b_2 }'],
];

test.each(hostile)('%s does not hide where a block ends', (_, text) => {
  const { blocks } = bodyOf(`${text}\nvariable "after" {}\n`);
  expect(blocks.map(({ type, labels }) => [type, ...labels])).toEqual([
    ['variable', 'x'],
    ['variable', 'after'],
  ]);
});

test.each([
  ['a string without end', 'a = "x\n', 4],
  ['a comment without end', 'a = 1 /* x', 6],
  ['a heredoc without end', 'a = <<EOT\nx\n', 4],
  ['an interpolation without end', 'a = "${x"\n', 8],
  ['a block without end', 'variable "x" {\n', 13],
  ['a bracket without end', 'a = [1,\n', 0],
  ['a closing brace too many', 'a = 1\n}\n', 6],
  ['an attribute without value', 'a =\n', 0],
  ['a name alone', 'a\n', 1],
])('%s is a fault with its place', (_, text, at) => {
  let fault: unknown;
  try {
    bodyOf(text);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(HclFault);
  expect(fault).toMatchObject({ at });
});

test('any text is read or is a fault, and tokens lie in order within it', () => {
  const characters = fc.constantFrom(...'ab1 \n"\'{}[]()$%=#/*\\<EOT,.~-é'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 60 }), (text) => {
      try {
        let end = 0;
        for (const token of tokensOf(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        bodyOf(text);
      } catch (error) {
        if (!(error instanceof HclFault)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});

test('any value comes back from the string that Terraform would write for it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const written = JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{');
      expect(stringAttribute(bodyOf(`a = ${written}\n`), 'a')).toBe(
        value.replaceAll('\b', 'b').replaceAll('\f', 'f'),
      );
    }),
  );
});

test('a string with an interpolation has no plain value', () => {
  const { value } = attribute(bodyOf('a = "x${y}"\n'), 'a')!;
  expect(plainString(value[0])).toBeUndefined();
  expect([...everyToken(value)].map(({ text }) => text)).toEqual(['"x${y}"', 'y']);
});
