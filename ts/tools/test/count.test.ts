import { groovyLine, summary } from './count.ts';

const ofJest = { runner: 'jest', passed: 10, failed: 0, skipped: 0 };

test.each([
  [[ofJest], '10 passed, 0 failed', true],
  [[ofJest, { ...ofJest, runner: 'maven', passed: 5, failed: 2 }], '15 passed, 2 failed', false],
  [[{ ...ofJest, skipped: 3 }], '10 passed, 0 failed, 3 skipped', true],
  [[ofJest, { ...ofJest, runner: 'maven', passed: 0 }], '10 passed, 1 failed', false],
  [[{ ...ofJest, passed: 0, skipped: 4 }], '0 passed, 1 failed, 4 skipped', false],
  [[], '0 passed, 0 failed', false],
])('of %j it says "%s"', (counts, line, ok) => {
  expect(summary(counts)).toEqual({ line, ok });
});

const modules = ['test/codenarc', 'test/jenkins'];

test('it says how many Groovy tests ran, module by module, also that none did', () => {
  const codenarc = { runner: 'test/codenarc', passed: 3, failed: 0, skipped: 1 };
  const jenkins = { runner: 'test/jenkins', passed: 178, failed: 2, skipped: 0 };
  expect(groovyLine([ofJest, codenarc, jenkins], modules)).toBe(
    '183 Groovy tests ran (test/codenarc 3, test/jenkins 180)',
  );
  expect(groovyLine([{ runner: 'obstacles', passed: 0, failed: 1, skipped: 0 }], modules)).toBe(
    '0 Groovy tests ran',
  );
});
