/**
 * What the sources take from yaml, in a file of its own beside the bundles that use it (`ts/tools/bundle/parts.ts`). By name, so that
 * the rest of yaml can be dropped; a test keeps the list complete.
 */
export { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
