import { parseConfig } from '../config/parse.ts';
import type { Draft } from './draft.ts';
import type { Unknown } from './findings.ts';
import { configFile } from './findings.ts';
import { jenkinsfiles, usualAgents, type NewFile } from './jenkinsfiles.ts';
import type { Merged } from './merge.ts';
import { promotionYaml } from './promotion-yaml.ts';
import { stackConfigs } from './stack-config.ts';

const jenkinsFolder = 'jenkins';

/** Every file of a first configuration, and all that a person has to say in them. */
export interface FirstFiles {
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly files: readonly NewFile[];
  readonly unknowns: readonly Unknown[];
}

/** The configuration is read back as every step will read it, and what is written beside it follows from that. */
export function firstFiles(draft: Draft, found: Merged): FirstFiles {
  const text = promotionYaml(draft);
  const config = parseConfig(text, configFile);
  const there = found.environments.flatMap(({ stack }) => stack ?? []);
  const stacks = stackConfigs(config, there);
  const agents = {
    build: found.buildAgent ?? usualAgents.build,
    deploy: found.deployAgent ?? usualAgents.deploy,
  };
  return {
    services: config.services.map(({ name }) => name),
    environments: config.environments.map(({ name }) => name),
    files: [{ path: configFile, text }, ...jenkinsfiles(config, jenkinsFolder, agents), ...stacks.files],
    unknowns: [
      ...draft.unknowns,
      ...config.services.map(({ name }) => ({
        file: `${jenkinsFolder}/services/${name}.Jenkinsfile`,
        at: './test.sh',
        what: `how ${name} is tested; the file goes to its repository, as Jenkinsfile`,
      })),
      ...stacks.unknowns,
    ],
  };
}
