import { readServiceEnv } from './read.ts';

const unquoted = (value: string) => {
  const reading = readServiceEnv(`env.A=${value}\n`);
  return reading.ok ? reading.entries[0]?.value : reading.problems.map(({ code }) => code).join();
};

describe('readServiceEnv', () => {
  it('accepts the file that the sample pipelines write', () => {
    expect(
      readServiceEnv('env.SERVICE1_BUILD=90\nenv.SERVICE1_COMMIT_MSG="Fix the rounding – GST"\n'),
    ).toEqual({
      ok: true,
      entries: [
        { name: 'SERVICE1_BUILD', value: '90', line: 1 },
        { name: 'SERVICE1_COMMIT_MSG', value: 'Fix the rounding – GST', line: 2 },
      ],
    });
  });

  it('accepts comments, blank lines, blanks around the equals sign and a semicolon', () => {
    const text =
      '// \\\\u0041 of build 9\r\n\r\n/* two\n * lines */ env.A = 1 ; // one\r\n\tenv.B=\'x\' /* y */\n/**/env.C=""';
    const reading = readServiceEnv(text);
    expect(reading.ok && reading.entries.map(({ name, value, line }) => [name, value, line])).toEqual([
      ['A', '1', 4],
      ['B', 'x', 5],
      ['C', '', 6],
    ]);
  });

  it.each([
    ["'a\\b\\t\\n\\f\\r\\\\\\'\\\"\\$'", 'a\b\t\n\f\r\\\'"$'],
    ['"\\$5 \'x\'"', "$5 'x'"],
    ["'\\1\\12\\377\\47 \\4009'", '\x01\n\xff\x27 \x2009'],
    ["'\\u00fc\\uD83D\\ude00'", 'ü😀'],
    ["'\\\\u0022'", '\\u0022'],
    ["'\\u005cuffff'", '\uffff'],
    ['0', '0'],
    ['123456789012345678', '123456789012345678'],
  ])('reads %s as Groovy does', (literal, value) => {
    expect(unquoted(literal)).toBe(value);
  });

  it.each([
    ['010', 'service-env-leading-zero'],
    ['00', 'service-env-leading-zero'],
    ['90L', 'service-env-number'],
    ['0x1F', 'service-env-number'],
    ['1_000', 'service-env-number'],
    ['1.5', 'service-env-number'],
    ['1e3', 'service-env-number'],
    ['1234567890123456789', 'service-env-number'],
    ['-1', 'service-env-syntax'],
    ['', 'service-env-syntax'],
    ['=1', 'service-env-syntax'],
    ['BUILD', 'service-env-syntax'],
    ['null', 'service-env-syntax'],
    ["'a' + 'b'", 'service-env-after-value'],
    ["'a'.toUpperCase()", 'service-env-after-value'],
    ["'a' 'b'", 'service-env-after-value'],
    ['1; sh "x"', 'service-env-after-value'],
    ['1;;', 'service-env-after-value'],
    ['1 /* \n */ env.B=2', 'service-env-after-value'],
    ["'''a'''", 'service-env-triple-quote'],
    ['"""a"""', 'service-env-triple-quote'],
    ['"cost $5"', 'service-env-dollar'],
    ['"${evil()}"', 'service-env-dollar'],
    ["'a", 'service-env-unclosed'],
    ["'a\\", 'service-env-escape'],
    ["'a\\q'", 'service-env-escape'],
    ["'a\\u0022'", 'service-env-unicode-escape'],
    ["'a\\u0041'", 'service-env-unicode-escape'],
    ["'a\\uu00fc'", 'service-env-unicode-escape'],
    ["'a\\uffff'", 'service-env-unicode-escape'],
    ["'a\\u00f'", 'service-env-unicode-escape'],
    ["'\\1\\u0031'", 'service-env-unicode-escape'],
    ["'a\uffffb'", 'service-env-character'],
    ["'a\x01b'", 'service-env-character'],
    ["'a\rb'", 'service-env-character'],
    ["'\\0'", 'service-env-value-nul'],
    ['1 // \\u000aevil()', 'service-env-unicode-escape'],
    ['1 // \\\\\\u000aevil()', 'service-env-unicode-escape'],
    ['1 /* \\u002a/ evil() /*', 'service-env-unicode-escape'],
    ['1 /* a', 'service-env-unclosed'],
    ['1 // \uffff', 'service-env-character'],
    ['1\nenv.A=2', 'service-env-duplicate'],
  ])('refuses env.A=%s', (literal, code) => {
    expect(unquoted(literal)).toBe(code);
  });

  it.each([
    ['\ufeffenv.A=1', 'service-env-byte-order-mark'],
    ['#!/usr/bin/env groovy\nenv.A=1', 'service-env-syntax'],
    ['sh "rm -rf /"', 'service-env-syntax'],
    ['env.A.B=1', 'service-env-syntax'],
    ['env.A+=1', 'service-env-syntax'],
    ['env .A=1', 'service-env-syntax'],
    ["env.'A'=1", 'service-env-syntax'],
    ['environment.A=1', 'service-env-syntax'],
    ['env.\\u0041=1', 'service-env-syntax'],
    ['env.a=1', 'service-env-name'],
    ['env.PATH="/evil"', 'service-env-reserved-name'],
  ])('refuses the file %j', (text, code) => {
    const reading = readServiceEnv(text);
    expect(!reading.ok && reading.problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('reports every bad line with file, line and column', () => {
    const reading = readServiceEnv('env.A=010\nenv.B=1\n  println 1\nenv.C="$x"\n', 'a.env.groovy');
    expect(!reading.ok && reading.problems.map(({ code, place }) => [code, place])).toEqual([
      ['service-env-leading-zero', { file: 'a.env.groovy', line: 1, column: 7 }],
      ['service-env-syntax', { file: 'a.env.groovy', line: 3, column: 3 }],
      ['service-env-dollar', { file: 'a.env.groovy', line: 4, column: 8 }],
    ]);
  });

  it('stops after so many problems and so many assignments that nobody would read on', () => {
    const noise = readServiceEnv('?\n'.repeat(100_000));
    expect(!noise.ok && noise.problems.length).toBe(20);
    const flood = readServiceEnv(Array.from({ length: 101 }, (_, at) => `env.A${at}=1`).join('\n'));
    expect(!flood.ok && flood.problems.map(({ code }) => code)).toEqual(['service-env-too-many']);
  });
});
