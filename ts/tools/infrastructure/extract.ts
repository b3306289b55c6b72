import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { schemaFromBindings } from './bindings.ts';
import { storedPath, storedProviderPath } from './stored-schema.ts';
import { usedTypes } from './used-types.ts';

/** Frozen at provider 6.25.0, which is therefore the oldest that the stacks take: what they use is there. */
const bindings = '@cdktf/provider-aws@21.22.1';

/**
 * The extract of the AWS provider's schema, as it has to be stored: text by path. The bindings are 392 MB, so they are no dependency of
 * the project; they are installed under `build` when somebody extracts or checks.
 */
export async function extracted(root: string): Promise<ReadonlyMap<string, string>> {
  const library = join(installed(root), 'node_modules/@cdktf/provider-aws/lib');
  const style = await resolveConfig(join(root, 'package.json'));
  const written = async (folder: string) => {
    const schema = schemaFromBindings(readFileSync(join(library, folder, 'index.js'), 'utf8'));
    return format(JSON.stringify(schema), { ...style, parser: 'json', objectWrap: 'collapse' });
  };
  const { resources, data } = usedTypes(join(root, 'orchestration/src'));
  const wanted: readonly (readonly [path: string, folder: string])[] = [
    [storedProviderPath, 'provider'],
    ...resources.map((type) => [storedPath('resource', type), folderOf(type)] as const),
    ...data.map((type) => [storedPath('data', type), `data-aws-${folderOf(type)}`] as const),
  ];
  return new Map(
    await Promise.all(wanted.map(async ([path, folder]) => [path, await written(folder)] as const)),
  );
}

/** `aws_ecs_service` is in `lib/ecs-service`. */
function folderOf(type: string): string {
  return type.replace(/^aws_/, '').replaceAll('_', '-');
}

function installed(root: string): string {
  const place = join(root, 'build/infrastructure', bindings.replaceAll(/[^a-z0-9.]+/g, '-').slice(1));
  if (existsSync(place)) return place;
  const unfinished = `${place}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  console.log(`Installing ${bindings} into build/infrastructure`);
  try {
    const options = ['--no-save', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', '--prefix', unfinished, ...options, bindings], { cwd: unfinished });
    renameSync(unfinished, place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return place;
}
