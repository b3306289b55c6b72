import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockSchema, ProviderSchema } from './schema.ts';
import type { UsedTypes } from './used-types.ts';

/** Where the extract lies, one file a type, so that two people who add types do not meet. */
export const storedFolder = 'test/infrastructure/aws';

export function storedPath(kind: 'resource' | 'data', type: string): string {
  return `${storedFolder}/${kind}/${type}.json`;
}

export const storedProviderPath = `${storedFolder}/provider.json`;

/** The schema of the types in use, from the files that `npm run generate:aws-schema` writes. */
export function storedSchema(root: string, { resources, data }: UsedTypes): ProviderSchema {
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as BlockSchema;
  return {
    provider: read(storedProviderPath),
    resources: Object.fromEntries(resources.map((type) => [type, read(storedPath('resource', type))])),
    data: Object.fromEntries(data.map((type) => [type, read(storedPath('data', type))])),
  };
}
