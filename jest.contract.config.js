import common from './jest.config.js';

/** Tests that speak with programs of others; `npm test` sees to those (ts/tools/test/python.ts). @type {import('jest').Config} */
export default {
  ...common,
  roots: ['<rootDir>/test/contract'],
  testPathIgnorePatterns: ['/node_modules/'],
};
