import type { Draft } from './draft.ts';
import { configFile } from './findings.ts';
import { yamlOf, type YamlMap } from './yaml.ts';

/** The draft as the file, with a remark at each place that a person must look at. */
export function promotionYaml({ file, unknowns }: Draft): string {
  const here = unknowns.filter((one) => one.file === configFile);
  const behind = here.filter(({ example }) => example === undefined);
  const below = new Map<string, string[]>();
  for (const { at, what, example } of here) {
    if (example === undefined) continue;
    const map = at.slice(0, Math.max(0, at.lastIndexOf('.')));
    below.set(map, [...(below.get(map) ?? []), `${example} # ${what}`]);
  }
  const text = yamlOf(file as YamlMap, {
    behind: new Map(behind.map(({ at, what }) => [at, what])),
    below,
  });
  return [
    '# The first promotion.yaml, by `ecs-promote init`. Whatever has a remark wants your word.',
    '# All of it: docs/configuration.md of ecs-promote.',
    text,
  ].join('\n');
}
