import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Types of a provider that Terraform files name, sorted. */
export interface UsedTypes {
  readonly resources: readonly string[];
  readonly data: readonly string[];
}

/** All that the files of a folder, and of those within, name of the AWS provider. */
export function usedTypes(folder: string): UsedTypes {
  const text = terraformFiles(folder)
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  const named = (kind: string) => {
    const pattern = new RegExp(`^${kind} "(aws_\\w+)"`, 'gm');
    return [...new Set([...text.matchAll(pattern)].map(([, type = '']) => type))].sort();
  };
  return { resources: named('resource'), data: named('data') };
}

/** Paths of the `.tf` files below a folder, from there, sorted. */
export function terraformFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tf') && !path.includes('.terraform/'))
    .sort();
}
