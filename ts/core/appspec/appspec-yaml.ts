/** For people and for files; in a module of its own, so that what only sends JSON carries no YAML writer. */
import { stringify } from 'yaml';
import type { AppSpec } from './appspec.ts';

/** As `appspec.yaml` is written by hand: `version: 0.0` is a number that YAML writers would shorten to `0`. */
export function appSpecYaml({ Resources, Hooks }: AppSpec): string {
  return `version: 0.0\n${stringify({ Resources, Hooks }, { lineWidth: 0 })}`;
}
