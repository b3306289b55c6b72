import type { Config, Environment } from '../../core/config/config.ts';
import {
  judgeCredentials,
  judgeImages,
  judgeRole,
  judgeServices,
  type Identity,
} from '../../core/doctor/environments.ts';
import { judgePermissions, questionsOf, type Decision } from '../../core/doctor/permissions.ts';
import type { DoctorFinding } from '../../core/doctor/row.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { PolicyDocument } from '../../core/policy/document.ts';
import { skipped } from '../../core/preflight/row.ts';
import type { Cloud, Policies } from '../../ports/doctor.ts';
import { look } from '../preflight/look.ts';
import type { Examination } from './examine.ts';
import { machineSubject } from './machine-checks.ts';

export interface EnvironmentTools {
  readonly cloud: Cloud;
  readonly policies: Policies;
}

/**
 * What is asked of AWS: first who we are, and only with an answer the rest, which would all fail for the same reason.
 *
 * @param environments those of the configuration that are wanted
 */
export function environmentChecks(
  config: Config,
  environments: readonly Environment[],
  { cloud, policies }: EnvironmentTools,
): readonly Examination[] {
  const region = environments[0]?.region ?? 'us-east-1';
  const ourselves = once(() => cloud.whoAmI({ region }));
  const of = (check: Examination['check'], ask: (us: Identity) => ReturnType<Examination['look']>) => ({
    subject: machineSubject,
    check,
    look: () => afterwards(check, ourselves, ask),
  });
  return [
    {
      subject: machineSubject,
      check: 'credentials',
      look: async () => judgeCredentials(await ourselves(), region),
    },
    of('images', async () => {
      const repositories = [...new Set(config.services.map(({ image }) => image))];
      return judgeImages(repositories.length, await cloud.unreadable(repositories));
    }),
    of('agent-permissions', ({ arn }) =>
      permissions('agent-permissions', {
        who: arn,
        prints: 'ecs-promote policy --role agent',
        policy: () => policies.agent({ ...config, environments }),
        askers: [{ region }],
        cloud,
      }),
    ),
    ...environments.flatMap((environment) =>
      ofEnvironment(environment, { config, cloud, policies, ourselves }),
    ),
  ];
}

interface Surrounding extends EnvironmentTools {
  readonly config: Config;
  readonly ourselves: () => Promise<Identity>;
}

function ofEnvironment(
  environment: Environment,
  { config, cloud, policies, ourselves }: Surrounding,
): readonly Examination[] {
  const { name: subject, region, assumeRole } = environment;
  const there = once(async () => {
    await ourselves();
    return cloud.whoAmI(environment);
  });
  return [
    {
      subject,
      check: 'role',
      look: () => afterwards('role', ourselves, async () => judgeRole(environment, await there())),
    },
    {
      subject,
      check: 'services',
      look: () =>
        afterwards('services', there, async () =>
          judgeServices(environment, await cloud.activeServices(environment)),
        ),
    },
    {
      subject,
      check: 'permissions',
      look: () =>
        afterwards('permissions', there, async ({ accountId, arn }) => {
          const us = await ourselves();
          return permissions('permissions', {
            who: assumeRole ?? arn,
            prints: `ecs-promote policy --environment ${subject} --role deployer`,
            policy: () => policies.deployer(environment, config),
            // A person may ask IAM about a role that may not ask about itself.
            askers: [...(us.accountId === accountId ? [{ region }] : []), environment],
            cloud,
          });
        }),
    },
  ];
}

interface WantedPermissions {
  readonly who: string;
  readonly prints: string;
  readonly policy: () => Promise<PolicyDocument>;
  /** Who may ask IAM, the likeliest first. */
  readonly askers: readonly ({ readonly region: string } | Environment)[];
  readonly cloud: Cloud;
}

async function permissions(
  check: 'permissions' | 'agent-permissions',
  { who, prints, policy, askers, cloud }: WantedPermissions,
): Promise<readonly DoctorFinding[]> {
  const document = await reasonOr(policy);
  if (typeof document === 'string')
    return [skipped(check, `what it needs cannot be told: ${document}; see \`${prints}\``)];
  let why = '';
  for (const asker of askers) {
    const found = await look<readonly Decision[]>(cloud.decisions(who, questionsOf(document), asker));
    if (found.known) return judgePermissions(check, found.value, { who, prints });
    why = found.why;
  }
  return [skipped(check, `${why}; compare its policies with what \`${prints}\` prints`)];
}

/** The policy needs the services' task definitions; whether those are there is for another check. */
async function reasonOr<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ what }) => what.replace(/\.$/, '')).join('; ');
  }
}

async function afterwards(
  check: Examination['check'],
  first: () => Promise<Identity>,
  then: (identity: Identity) => ReturnType<Examination['look']>,
): ReturnType<Examination['look']> {
  const identity = await first().catch((error: unknown) => {
    if (error instanceof ProblemError) return undefined;
    throw error;
  });
  return identity ? then(identity) : skipped(check, 'without credentials, or the role, it cannot be asked');
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
