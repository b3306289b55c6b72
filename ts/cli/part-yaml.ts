/** The YAML reader, in a file of its own beside the bundles that use it (`ts/tools/bundle/parts.ts`). */
export * from '../core/config/yaml-document.ts';
