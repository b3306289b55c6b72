import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { approvalsYaml } from '../../ts/core/jobs/approvals.ts';
import { defaultSeedJob, jobsOf } from '../../ts/core/jobs/jobs.ts';
import type { Config } from '../../ts/core/config/config.ts';
import { wantedPlugins } from '../../ts/core/doctor/plugins.ts';

/** Longer than what is read at a time, and stored as it is, so that it is as far to what comes behind it as it looks. */
const weight = new Uint8Array(100_000).map((_, at) => (at * 7919) % 251);

/** The archive of a plugin: the manifest first, as Jenkins' build tools write it, then what weighs. */
export function pluginArchive(name: string, version: string, { manifestFirst = true } = {}): Uint8Array {
  const manifest = Buffer.from(
    `Manifest-Version: 1.0\r\nShort-Name: ${name}\r\nPlugin-Version: ${version}\r\nJenkins-Version: 2.541\r\n\r\n`,
  );
  const rest: Zippable = { 'WEB-INF/lib/x.jar': [weight, { level: 0 }] };
  const first = { 'META-INF/': Buffer.alloc(0), 'META-INF/MANIFEST.MF': manifest };
  return zipSync(manifestFirst ? { ...first, ...rest } : { ...rest, ...first });
}

/** The home of a controller as the image makes it, for the jobs of this configuration. */
export function makeJenkinsHome(home: string, config: Config): void {
  mkdirSync(join(home, 'plugins'), { recursive: true });
  mkdirSync(join(home, 'init.groovy.d'));
  for (const { name, tested } of wantedPlugins)
    writeFileSync(join(home, 'plugins', `${name}.jpi`), pluginArchive(name, tested ?? '1.0'));
  const hashes = config.jenkins
    ? approvalsYaml(jobsOf(config, config.jenkins, defaultSeedJob)).match(/SHA512:[0-9a-f]+/g)
    : [];
  const files = {
    'config.xml': '<hudson><version>2.555.3</version><numExecutors>0</numExecutors></hudson>',
    'scriptApproval.xml': `<scriptApproval><approvedScriptHashes>${(hashes ?? []).map((hash) => `<string>${hash}</string>`).join('')}</approvedScriptHashes></scriptApproval>`,
    'org.jenkinsci.plugins.workflow.libs.GlobalLibraries.xml':
      '<x><libraries><org.jenkinsci.plugins.workflow.libs.LibraryConfiguration><name>ecs-promote</name><defaultVersion>v0.0.0</defaultVersion><allowVersionOverride>false</allowVersionOverride></org.jenkinsci.plugins.workflow.libs.LibraryConfiguration></libraries></x>',
  };
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(home, name), `<?xml version='1.1' encoding='UTF-8'?>\n${text}`);
}
