/** git as a program, in a file of its own beside the bundles that use it (`ts/tools/bundle/parts.ts`). */
export * from 'simple-git';
