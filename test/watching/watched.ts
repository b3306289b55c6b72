import { awsCalls } from '../../ts/adapters/aws/call.ts';
import { AwsWitness } from '../../ts/adapters/evidence/witness.ts';
import { EcsServices } from '../../ts/adapters/ecs/ecs-services.ts';
import { follow, type Course, type Followed } from '../../ts/app/follow.ts';
import type { Services, StartedDeployment } from '../../ts/ports/services.ts';
import type { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';

/** One look: when it was made, and how many requests were sent for it. */
export interface Look {
  readonly at: number;
  readonly requests: number;
}

export interface Line {
  readonly at: number;
  readonly text: string;
}

/** What the watcher saw, said and cost. */
export interface Watched {
  readonly followed: Followed;
  readonly looks: readonly Look[];
  readonly lines: readonly Line[];
}

/** Told of every second of virtual time that passes while the watcher waits. */
export type Second = () => void | Promise<void>;

interface Stage {
  readonly second?: Second;
  /** Ends it as the deadline would. */
  readonly enough?: (lines: readonly Line[]) => boolean;
}

/**
 * The product's own watcher over the real adapter, on a clock that moves only while it waits. `begin` starts what is to be followed;
 * the rest of the course may differ.
 */
export async function watch(
  aws: TestAws,
  begin: (services: Services) => Promise<readonly StartedDeployment[]>,
  { second, enough, ...differing }: Partial<Course> & Stage = {},
): Promise<Watched> {
  const clock = {
    now: () => aws.emulator.clock.now(),
    sleep: (milliseconds: number) => pass(aws, milliseconds, second),
  };
  const { ecs, elb, codedeploy } = aws;
  const access = { ecs, elb, codedeploy, cluster: 'test', call: awsCalls({ clock }) };
  const services = new EcsServices(access);
  const seen = new AwsWitness(access, aws.logs);
  const looks: Look[] = [];
  const lines: Line[] = [];
  const started = await begin(services);
  const deadline = differing.deadline ?? clock.now() + 1_800_000;
  let begun = false;
  const course: Course = {
    begin: () => {
      const first = begun ? [] : started;
      begun = true;
      return Promise.resolve(first);
    },
    answer: () => Promise.resolve(null),
    giveUp: 'rollback',
    ...differing,
    get deadline() {
      return enough?.(lines) ? 0 : deadline;
    },
  };
  const followed = await follow(course, {
    services: counting(services, looks, clock),
    witness: {
      gather: (...of) => seen.gather(...of),
      logTail: (...of) => seen.logTail(...of),
      keep: () => Promise.resolve({}),
    },
    clock,
    report: { line: (text) => void lines.push({ at: clock.now(), text }) },
    interrupted: new AbortController().signal,
  });
  return { followed, looks, lines };
}

/** Lets virtual time pass, second by second where somebody wants to hear of them. */
export async function pass(aws: TestAws, milliseconds: number, second?: Second): Promise<void> {
  const { clock } = aws.emulator;
  const end = clock.now() + milliseconds;
  if (!second) clock.advanceTo(end);
  while (clock.now() < end) {
    clock.advanceTo(Math.min(end, (Math.floor(clock.now() / 1000) + 1) * 1000));
    await second?.();
  }
}

function counting(services: EcsServices, looks: Look[], clock: { now: () => number }): Services {
  return new Proxy<Services>(services, {
    get: (target, member) => {
      const value: unknown = Reflect.get(target, member);
      if (member !== 'progress') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async (deployments: readonly StartedDeployment[]) => {
        const before = target.requestsSent;
        const at = clock.now();
        const progress = await target.progress(deployments);
        looks.push({ at, requests: target.requestsSent - before });
        return progress;
      };
    },
  });
}
