import type { VirtualClock } from '../clock/virtual-clock.ts';
import { Credentials } from './caller.ts';
import { emptyCodeDeploy, type CodeDeployState } from './codedeploy/state.ts';
import { emptyEc2, type Ec2State } from './ec2/state.ts';
import { emptyEcr, type EcrState } from './ecr/state.ts';
import { emptyEcs, type EcsState } from './ecs/state.ts';
import { emptyElb, type ElbState } from './elb/state.ts';
import type { Faults } from './faults/faults.ts';
import { emptyIam, type IamState } from './iam/state.ts';
import { emptyLogs, type LogsState } from './logs/state.ts';
import { Probes } from './probe/probes.ts';
import type { S3State } from './s3/state.ts';
import { emptySecrets, type SecretsState } from './secretsmanager/state.ts';
import { emptySsm, type SsmState } from './ssm/state.ts';
import type { Seeded } from './seeded.ts';

/** What one account has in one region. */
export interface Region {
  readonly accountId: string;
  readonly name: string;
  readonly ecs: EcsState;
  readonly ecr: EcrState;
  readonly elb: ElbState;
  readonly logs: LogsState;
  readonly codedeploy: CodeDeployState;
  readonly ec2: Ec2State;
  readonly secrets: SecretsState;
  readonly ssm: SsmState;
}

/** All of the emulated AWS, what moves it: the clock, the seed and the faults, and who looks at it from outside. */
export class World {
  readonly clock: VirtualClock;
  readonly seeded: Seeded;
  readonly faults: Faults;
  readonly credentials = new Credentials();
  readonly probes = new Probes(this);
  readonly s3: S3State = new Map();
  private readonly known = new Map<string, Region>();
  private readonly iams = new Map<string, IamState>();

  constructor(parts: { readonly clock: VirtualClock; readonly seeded: Seeded; readonly faults: Faults }) {
    this.clock = parts.clock;
    this.seeded = parts.seeded;
    this.faults = parts.faults;
  }

  now(): number {
    return this.clock.now();
  }

  /** An account has every region, empty until something is created there. */
  region(accountId: string, name: string): Region {
    const key = `${accountId}/${name}`;
    const region = this.known.get(key) ?? {
      accountId,
      name,
      ecs: emptyEcs(),
      ecr: emptyEcr(),
      elb: emptyElb(),
      logs: emptyLogs(),
      codedeploy: emptyCodeDeploy(),
      ec2: emptyEc2(),
      secrets: emptySecrets(),
      ssm: emptySsm(),
    };
    this.known.set(key, region);
    return region;
  }

  /** What an account has in all regions. */
  iam(accountId: string): IamState {
    const iam = this.iams.get(accountId) ?? emptyIam();
    this.iams.set(accountId, iam);
    return iam;
  }

  regions(): readonly Region[] {
    return [...this.known.values()];
  }
}
