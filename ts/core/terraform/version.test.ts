import { readsOldSyntax, satisfies } from './version.ts';

test.each([
  ['1.11.4', '>= 1.9', true],
  ['1.11.4', '>= 1.9, < 1.11', false],
  ['1.11.4', '~> 1.9', true],
  ['2.0.0', '~> 1.9', false],
  ['1.9.9', '~> 1.9.2', true],
  ['1.9.1', '~> 1.9.2', false],
  ['1.10.0', '~> 1.9.2', false],
  ['1.11.4', '1.11.4', true],
  ['1.11.4', '= 1.11.3', false],
  ['1.11.4', '!= 1.11.4', false],
  ['1.11.4', '> 1.11.4', false],
  ['1.11.4', '<= 1.11.4', true],
  ['1.12.0-rc1', '>= 1.12.0', false],
  ['1.12.0-rc1', '> 1.12.0-beta2', true],
  ['0.10.8', '~> 0.10', true],
  ['1.10.0', '>= 1.9.0', true],
  ['1.11.4', '>> 1', undefined],
  ['1.11.4', '', undefined],
])('%s with %j is %s', (version, constraint, fits) => {
  expect(satisfies(version, constraint)).toBe(fits);
});

test.each([
  ['0.11.14', true],
  ['0.12.0', false],
  ['1.11.4', false],
])('whether %s reads the old syntax is %s', (version, old) => {
  expect(readsOldSyntax(version)).toBe(old);
});
