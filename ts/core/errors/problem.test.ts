import { ProblemError, type Problem } from './problem.ts';

const problem: Problem = { code: 'a-b', category: 'usage', what: 'A.', why: 'B.', next: 'C.' };

test('an error of another copy of the class, as each bundle has one, is recognised', () => {
  let Copy = ProblemError;
  jest.isolateModules(() => {
    Copy = jest.requireActual<{ ProblemError: typeof ProblemError }>('./problem.ts').ProblemError;
  });
  expect(Copy).not.toBe(ProblemError);
  expect(new Copy([problem])).toBeInstanceOf(ProblemError);
});

test.each([
  new Error('x'),
  Object.assign(new Error('x'), { name: 'ProblemError' }),
  { problems: [problem] },
  null,
])('%p is none', (value) => {
  expect(value instanceof ProblemError).toBe(false);
});
