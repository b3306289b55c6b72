import { missingPart } from './missing-part.ts';

test('a part that is not beside the program is known by its name, wherever in the chain of causes', () => {
  const missing = new Error("Cannot find module './ecs-promote-preflight.cjs'\nRequire stack: …");
  expect(missingPart(missing)).toBe('ecs-promote-preflight.cjs');
  expect(missingPart(new Error('no clients', { cause: missing }))).toBe('ecs-promote-preflight.cjs');
  expect(missingPart(new Error("Cannot find module './other.cjs'"))).toBeUndefined();
});
