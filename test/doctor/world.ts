import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import type { Call } from '../../ts/adapters/aws/call.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { policySurroundings } from '../../ts/adapters/ecs/policy-surroundings.ts';
import { directoryLedger } from '../../ts/adapters/ledger/directory.ts';
import { examineThis, type Installed } from '../../ts/cli/wiring/doctor.ts';
import { policyFor } from '../../ts/cli/wiring/policy.ts';
import type { Config } from '../../ts/core/config/config.ts';
import { parseConfig } from '../../ts/core/config/parse.ts';
import type { DoctorRow } from '../../ts/core/doctor/row.ts';
import type { PolicyStatement } from '../../ts/core/policy/document.ts';
import type { Problem } from '../../ts/core/errors/problem.ts';
import { exampleDrafts } from '../../ts/core/ledger/example-facts.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { makeJenkinsHome } from './jenkins-home.ts';

const accountId = '123456789012';
export const roleOfLive = `arn:aws:iam::${accountId}:role/ecs-promote-live`;
const registry = `${accountId}.dkr.ecr.ap-southeast-2.amazonaws.com`;

const yaml = `version: 1
ledger: ledger
defaults: { region: ap-southeast-2, accountId: "${accountId}" }
jenkins: { repository: "git@github.com:acme/deployments.git" }
services: { service1: { image: ${registry}/service1 } }
environments:
  live: { cluster: appcluster-live, assumeRole: "${roleOfLive}" }
  sandbox: { cluster: appcluster-sandbox, assumeRole: "${roleOfLive}", promotesFrom: live }
`;

const withoutRetry: Call = (_, send) => send({});

type Input = Parameters<typeof examineThis>[0];

/** A machine, a team's repository on it, and the AWS that it reaches: all of them well. */
export class DoctorWorld {
  readonly aws: TestAws;
  readonly dir: string;
  readonly env: Record<string, string>;
  /** Milliseconds that the machine's clock is ahead. */
  skew = 0;
  signal: AbortSignal = new AbortController().signal;

  private constructor(aws: TestAws, dir: string) {
    this.aws = aws;
    this.dir = dir;
    this.env = {
      PATH: `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`,
      HOME: dir,
      LANG: 'C.UTF-8',
      JAVA_OPTS: '-Xmx2g',
      ECS_PROMOTE_HOME: join(dir, 'image'),
      AWS_ENDPOINT_URL: aws.emulator.url,
      AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
      AWS_SECRET_ACCESS_KEY: 'very-secret-indeed',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  static async start(): Promise<DoctorWorld> {
    const aws = await TestAws.start();
    const world = new DoctorWorld(aws, mkdtempSync(join(tmpdir(), 'doctor-')));
    for (const folder of ['bin', 'work', 'image']) mkdirSync(join(world.dir, folder));
    world.write('work/promotion.yaml', yaml);
    world.write('image/VERSION', `${world.version}\n`);
    world.program('docker', 'echo 29.1');
    world.install();
    await world.deploy();
    const ledger = directoryLedger(join(world.dir, 'work', 'ledger'), systemClock);
    // What was changed in the newest fact no chain tells.
    for (let count = 0; count < 2; count++) await ledger.append('live', exampleDrafts.stop);
    return world;
  }

  config(text = yaml): Config {
    return parseConfig(text, 'promotion.yaml');
  }

  /** On a controller that is well; answers its folder. */
  makeHome(): string {
    const home = join(this.dir, 'home');
    makeJenkinsHome(home, this.config());
    return home;
  }

  /** VERSION has the hash of the one bundle. */
  get version(): string {
    const hash = createHash('sha256').update('x.cjs 5\n').update('code\n');
    return `0.0.0+${hash.digest('hex').slice(0, 12)}`;
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.dir, path, '..'), { recursive: true });
    writeFileSync(join(this.dir, path), text);
  }

  /** A program in front of the PATH. */
  program(name: string, script: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.dir, 'bin', name), 0o755);
  }

  /** Runs one of these. */
  run(name: string): void {
    execFileSync(join(this.dir, 'bin', name), { env: this.env, stdio: 'ignore' });
  }

  /** What AWS holds that the role is allowed, as `ecs-promote policy` prints it, but for one action. */
  async allow(without?: string): Promise<void> {
    const { ecs, elb, emulator } = this.aws;
    const config = this.config();
    const Statement: PolicyStatement[] = [];
    for (const environment of config.environments) {
      const access = { ecs, elb, cluster: environment.cluster, call: withoutRetry };
      const wish = { role: 'deployer', environment, services: undefined } as const;
      const { document } = await policyFor(wish, config, (each) => policySurroundings(access, each));
      Statement.push(...document.Statement);
    }
    const policy = JSON.stringify({
      Statement: Statement.map((statement) => ({
        ...statement,
        Action: statement.Action.filter((action) => action !== without),
      })),
    });
    emulator.world.iam(accountId).roles.set('ecs-promote-live', {
      name: 'ecs-promote-live',
      arn: roleOfLive,
      id: 'AROATEST',
      path: '/',
      createdAt: 0,
      trustPolicy: '{}',
      policies: new Map([['own', policy]]),
    });
  }

  async examine(
    input: Partial<Input> = {},
    installed: Partial<Installed> = {},
  ): Promise<{
    readonly rows: readonly DoctorRow[];
    readonly text: string;
    readonly problems: readonly Problem[];
  }> {
    const kept = { ...process.env };
    // The SDK's clients look for credentials and endpoints in the environment of the process.
    process.env = { ...this.env };
    try {
      const {
        output,
        text,
        problems = [],
      } = await examineThis(input, this.context(), {
        root: join(this.dir, 'installed'),
        ...installed,
      });
      return { rows: output.rows, text, problems };
    } finally {
      process.env = kept;
    }
  }

  async close(): Promise<void> {
    await this.aws.close();
    rmSync(this.dir, { recursive: true });
  }

  private context(): Parameters<typeof examineThis>[1] {
    const { clock } = this.aws.emulator;
    return {
      env: this.env,
      cwd: join(this.dir, 'work'),
      clock: { now: () => clock.now() + this.skew, sleep: () => Promise.resolve() },
      report: { line: () => undefined },
      interrupted: this.signal,
      version: this.version,
    };
  }

  private install(): void {
    const files = { VERSION: `${this.version}\n`, 'lib/x.cjs': 'code\n' };
    for (const [path, text] of Object.entries(files)) this.write(`installed/${path}`, text);
    const line = ([path, text]: [string, string]) =>
      `${createHash('sha256').update(text).digest('hex')}  ${path}\n`;
    this.write('installed/SHA256SUMS', Object.entries(files).map(line).join(''));
  }

  private async deploy(): Promise<void> {
    const { ecs, ecr } = this.aws;
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'service1' }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'service1',
        taskRoleArn: `arn:aws:iam::${accountId}:role/service1`,
        containerDefinitions: [{ name: 'service1', image: `${registry}/service1:1`, memory: 128 }],
      }),
    );
    const service = { serviceName: 'service1', taskDefinition: 'service1', desiredCount: 1 };
    for (const cluster of ['appcluster-live', 'appcluster-sandbox']) {
      await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
      await ecs.send(new CreateServiceCommand({ ...service, cluster }));
    }
    await this.allow();
  }
}
