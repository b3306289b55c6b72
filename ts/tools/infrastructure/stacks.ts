import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Stacks of `orchestration/src`, by name. */
export function stackNames(root: string): readonly string[] {
  return folders(join(root, 'orchestration/src')).filter((name) => name !== 'modules');
}

/** Stacks and modules (`modules/network`) that have tests of their own. */
export function testedFolders(root: string): readonly string[] {
  const modules = folders(join(root, 'orchestration/src/modules')).map((name) => `modules/${name}`);
  return [...stackNames(root), ...modules].filter((name) =>
    existsSync(join(root, 'orchestration/src', name, 'tests')),
  );
}

/** An example of a stack's settings. */
export interface Configuration {
  /** From `orchestration`, such as `config/ap-southeast-2/app-cluster-live`. */
  readonly folder: string;
  readonly stack: string;
}

/** The example settings; where a stack has several, their folders begin with its name: `app-cluster-live` is one of `app-cluster`. */
export function configurations(root: string): readonly Configuration[] {
  const stacks = stackNames(root);
  const config = join(root, 'orchestration/config');
  const regions = folders(config).filter((name) => !existsSync(join(config, name, 'tf-config.tf')));
  const found = [
    ...folders(config).filter((name) => !regions.includes(name)),
    ...regions.flatMap((region) => folders(join(config, region)).map((name) => `${region}/${name}`)),
  ];
  return found.map((path) => {
    const name = path.split('/').at(-1) ?? path;
    const [stack] = stacks
      .filter((one) => name === one || name.startsWith(`${one}-`))
      .sort((a, b) => b.length - a.length);
    if (stack === undefined) throw new Error(`config/${path} is of no stack in src`);
    return { folder: `config/${path}`, stack };
  });
}

function folders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
