/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/ts', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Those of test/contract need programs of others: jest.contract.config.js.
  testPathIgnorePatterns: ['/node_modules/', '/target/', '/test/contract/'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // These ship as ES modules only, which jest's CommonJS loader cannot take as they are.
  transformIgnorePatterns: ['/node_modules/(?!(canonicalize|ulid)/)'],
  // Its package.json names only the `import` condition, which a CommonJS loader does not ask for.
  moduleNameMapper: { '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js' },
  testTimeout: 30_000,
};
