import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { wasVerified } from '../../ts/core/gates/example.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import type { Digest, ServiceBuild } from '../../ts/core/release/release.ts';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';

export interface Size {
  readonly services: number;
  /** Of each service, between what was verified and what is to come. */
  readonly commits: number;
}

const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';

/**
 * In `dir` a configuration, a ledger in which `live` has build 90 of every service and `staging` build 92, the release of the latter, and
 * a repository `shop` with all commits; in AWS what runs in `live`.
 */
export async function layOut(dir: string, aws: TestAws, { services, commits }: Size): Promise<void> {
  const ids = history(join(dir, 'shop'), services * commits + 1);
  const names = Array.from({ length: services }, (_, at) => `service${at}`);
  await aws.ecs.send(new CreateClusterCommand({ clusterName: 'appcluster-live' }));
  const before: Record<string, ServiceBuild> = {};
  const after: Record<string, ServiceBuild> = {};
  for (const [at, name] of names.entries()) {
    await aws.ecr.send(new CreateRepositoryCommand({ repositoryName: name }));
    const build = async (number: number, commit: string | undefined): Promise<ServiceBuild> => ({
      build: number,
      commit: commit ?? null,
      subject: `Change ${number} of what ${name} does for customers`,
      image: `${registry}/${name}`,
      tag: String(number),
      digest: (await aws.push(name, String(number))) as Digest,
    });
    const old = await build(90, ids[at * commits]);
    before[name] = old;
    after[name] = await build(92, ids[(at + 1) * commits]);
    const image = `${old.image}@${old.digest}`;
    await aws.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: name,
        containerDefinitions: [{ name, image, memory: 128 }],
      }),
    );
    await aws.ecs.send(
      new CreateServiceCommand({
        cluster: 'appcluster-live',
        serviceName: name,
        taskDefinition: name,
        desiredCount: 1,
      }),
    );
  }
  aws.emulator.clock.advance(600_000);
  writeFileSync(join(dir, 'promotion.yaml'), configuration(names));
  writeFileSync(join(dir, 'release.json'), releaseBytes(aRelease(after)));
  const ledger = await openLedger(join(dir, 'ledger'), { clock: systemClock, cwd: dir, env: {} });
  const promotion = { promotion: '01KB0Z3N7V0000000000000000' };
  await ledger.append('live', { ...wasVerified(aRelease(before)), ...promotion });
  await ledger.append('staging', { ...wasVerified(aRelease(after)), ...promotion });
  await ledger.close();
}

/** A repository with so many commits in a row; answers their ids, the first one first. */
function history(folder: string, length: number): readonly string[] {
  mkdirSync(folder);
  const git = (words: readonly string[], input = '') =>
    execFileSync('git', ['-C', folder, ...words], {
      input,
      env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      maxBuffer: 100_000_000,
    }).toString();
  git(['init', '--quiet', '--initial-branch=main']);
  const commits = Array.from({ length }, (_, at) => {
    const message = `Change ${at} of what customers see when they pay`;
    const who = `Ann Author <ann@acme.example> ${1_700_000_000 + at} +0000`;
    return `commit refs/heads/main\ncommitter ${who}\ndata ${message.length}\n${message}\n`;
  });
  git(['fast-import', '--quiet'], commits.join('\n'));
  return git(['rev-list', '--reverse', 'main']).trim().split('\n');
}

function configuration(names: readonly string[]): string {
  return [
    'version: 1',
    'ledger: ledger',
    'defaults: { region: ap-southeast-2 }',
    'services:',
    ...names.map((name) => `  ${name}: { image: ${registry}/${name} }`),
    'environments:',
    '  staging: { cluster: appcluster-staging }',
    '  live: { cluster: appcluster-live, promotesFrom: staging, approval: { from: [release-managers] } }',
    '',
  ].join('\n');
}
