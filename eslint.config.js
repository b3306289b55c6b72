import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** `vars → cli → app → core`, `app → ports ← adapters`: which folders a folder must not reach for, and where to go instead. */
const layers = [
  {
    folder: 'core',
    mayNot: ['ports', 'adapters', 'app', 'steps', 'cli', 'lambda', 'rehearsal', 'tools'],
    because: 'ts/core decides and does no I/O: take the value as an argument, or move this to ts/app.',
  },
  {
    folder: 'ports',
    mayNot: ['adapters', 'app', 'steps', 'cli', 'lambda', 'rehearsal', 'tools'],
    because: 'ts/ports says what the application wants, in words of ts/core only.',
  },
  {
    folder: 'adapters',
    mayNot: ['app', 'steps', 'cli', 'lambda', 'rehearsal', 'tools'],
    because: 'an adapter carries out one port; what to do with it belongs in ts/app.',
  },
  {
    folder: 'app',
    mayNot: ['adapters', 'steps', 'cli', 'lambda', 'rehearsal', 'tools'],
    because: 'a use case asks for a port (ts/ports); ts/cli hands it the adapter.',
  },
  {
    folder: 'steps',
    mayNot: ['ports', 'adapters', 'app', 'cli', 'lambda', 'rehearsal', 'tools'],
    because: 'ts/steps only describes steps; ts/cli/run runs them.',
  },
  {
    folder: 'cli',
    mayNot: ['lambda', 'tools'],
    because: 'ts/tools builds the product and is no part of it.',
  },
  {
    folder: 'lambda',
    mayNot: ['steps', 'cli', 'rehearsal', 'tools'],
    because: 'a function in AWS is an entry of its own beside ts/cli: it wires adapters to a use case.',
  },
  {
    folder: 'rehearsal',
    mayNot: ['cli', 'lambda', 'app', 'steps', 'tools', 'adapters'],
    because: 'the rehearsal uses the product as a person does: as a program. It may share ts/core.',
  },
];

const nodeModules = ['node:*', 'fs', 'path', 'child_process', 'os', 'http', 'https'];
const timers = ['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'Product code waits on the Clock port (ts/ports/clock.ts).',
}));
const dateNow = {
  selector:
    "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Product code asks the Clock port for the time (ts/ports/clock.ts).',
};

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'build',
      'coverage',
      'rehearsal',
      'resources',
      '**/target/**',
      'test/fixtures',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['*.config.js'],
    ...tseslint.configs.disableTypeChecked,
  },
  ...layers.map(({ folder, mayNot, because }) => ({
    files: [`ts/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: mayNot.map((other) => `**/${other}/**`), message: because },
            // node:crypto is let through: a hash is a pure function of its bytes, and core's identities are hashes.
            ...(folder === 'core' ? [{ group: [...nodeModules, '!node:crypto'], message: because }] : []),
          ],
        },
      ],
    },
  })),
  {
    files: ['ts/**/*.ts'],
    ignores: ['**/*.test.ts', 'ts/adapters/clock/**', 'ts/rehearsal/**', 'ts/tools/**'],
    rules: { 'no-restricted-globals': ['error', ...timers], 'no-restricted-syntax': ['error', dateNow] },
  },
  {
    files: ['ts/**/*.ts'],
    ignores: ['**/*.test.ts', 'ts/cli/**', 'ts/lambda/**', 'ts/tools/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only ts/cli and ts/lambda touch process.*.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'ts/tools/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
