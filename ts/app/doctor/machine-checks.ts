import type { Config } from '../../core/config/config.ts';
import { judgeLibrary, judgeProgram } from '../../core/doctor/installation.ts';
import { judgeClock, judgeLocale, judgeSpace, judgeTimeZones, noTime } from '../../core/doctor/machine.ts';
import { judgeDocker, judgeGit, judgeNode, type Said } from '../../core/doctor/program-versions.ts';
import { judgeTerraform } from '../../core/doctor/terraform.ts';
import { stackOf } from '../../core/terraform/stack-of.ts';
import { skipped } from '../../core/preflight/row.ts';
import type { Commands } from '../../ports/commands.ts';
import type { Cloud, Machine } from '../../ports/doctor.ts';
import type { StackTree } from '../../ports/terraform.ts';
import { readStack } from '../terraform/prepare.ts';
import type { Examination } from './examine.ts';

export interface MachineTools {
  readonly machine: Machine;
  readonly commands: Commands;
  readonly cloud: Cloud;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  /** Version of Node's time zone data. */
  readonly zoneData: string | undefined;
  /** The tree of stacks beside promotion.yaml, and Terraform as that tree wants it. */
  readonly stacks: () => { readonly tree: StackTree; readonly terraform: { version(): Promise<string> } };
}

export const machineSubject = 'machine';

/** What is looked at on every machine; what is for some kinds of machines only is left out by the caller. */
export function machineChecks(config: Config | undefined, tools: MachineTools): readonly Examination[] {
  const { machine, commands, env } = tools;
  const of = (check: Examination['check'], look: Examination['look']): Examination => ({
    subject: machineSubject,
    check,
    look,
  });
  return [
    of('node', () => Promise.resolve(judgeNode(tools.nodeVersion))),
    of('program', async () => judgeProgram(await machine.installation())),
    of('library', async () =>
      judgeLibrary(env['ECS_PROMOTE_VERSION'], await machine.imageVersion(), await machine.copiedVersions()),
    ),
    of('git', async () => judgeGit(await said(['git', '--version'], commands))),
    of('locale', () => Promise.resolve(judgeLocale(env))),
    of('time-zones', () => Promise.resolve(judgeTimeZones(zonesIn(config), tools.zoneData))),
    of('clock', () => clock(config, tools)),
    of('space', async () => judgeSpace(await machine.spaces())),
    of('docker', async () => {
      const engine = said(['docker', 'version', '--format', '{{.Server.Version}}'], commands);
      return judgeDocker(await engine, await said(['docker', 'buildx', 'version'], commands));
    }),
    of('terraform', () => terraform(config, tools)),
  ];
}

/** Programs that only say their version have no reason to take longer. */
const versionMilliseconds = 10_000;

async function said(words: readonly [string, ...string[]], commands: Commands): Promise<Said> {
  const { ended, tail } = await commands.run({
    words,
    environment: { LC_ALL: 'C' },
    timeoutMilliseconds: versionMilliseconds,
  });
  switch (ended.by) {
    case 'exit':
      return ended.code === 0
        ? { answered: true, text: tail.join('\n') }
        : { answered: false, reason: tail.at(-1) ?? `it ended with ${ended.code}` };
    case 'signal':
      return { answered: false, reason: `it was ended by ${ended.signal}` };
    case 'timeout':
      return { answered: false, reason: `it did not answer within ${versionMilliseconds / 1000} s` };
    case 'notStarted':
      return { answered: false, reason: ended.reason };
  }
}

function zonesIn(config: Config | undefined): readonly string[] {
  const zones = (config?.environments ?? []).flatMap(({ freezes, onDemand }) => [
    ...freezes.map(({ timeZone }) => timeZone),
    onDemand?.timeZone ?? [],
  ]);
  return [...new Set(zones.flat())];
}

/** Without a configuration any region will do: all of AWS has one time. */
async function clock(config: Config | undefined, { cloud }: MachineTools) {
  try {
    return judgeClock(await cloud.time(config?.environments[0]?.region ?? 'us-east-1'));
  } catch (error) {
    return noTime(error instanceof Error ? error.message : String(error));
  }
}

async function terraform(config: Config | undefined, { stacks }: MachineTools) {
  const environments = (config?.environments ?? []).filter(({ engine }) => engine === 'terraform');
  if (environments.length === 0)
    return skipped('terraform' as const, 'no environment here has engine: terraform');
  const { tree, terraform: program } = stacks();
  const folders = await tree.folders();
  const wanted = await Promise.all(
    environments.map(async (environment) => {
      const name = stackOf(environment, folders);
      const { parts } = await readStack(name, tree);
      const constraints = parts.flatMap(({ facts }) =>
        facts.requiredVersions.map(({ constraint }) => constraint),
      );
      return { environment: environment.name, stack: name.stack, constraints };
    }),
  );
  return judgeTerraform(await program.version(), wanted);
}
