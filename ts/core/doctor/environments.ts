import type { Environment } from '../config/config.ts';
import { failed, ok, skipped, together } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';
import { several } from './several.ts';

/** Whose credentials these are, and until when; null where they do not end, or nobody says so. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly expires: number | null;
}

/** @param region that was asked */
export function judgeCredentials({ arn, expires }: Identity, region: string): DoctorFinding {
  const until =
    expires === null ? '' : `, until ${new Date(expires).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return ok('credentials', `${arn}, in ${region}${until}`);
}

export function judgeRole(environment: Environment, { accountId, arn }: Identity): DoctorFinding {
  const { accountId: expected, assumeRole } = environment;
  if (expected !== undefined && accountId !== expected)
    return failed(
      'role',
      `${arn} is of account ${accountId}, and the configuration says ${expected}`,
      'Use credentials or an assumeRole of the account that is meant, or correct accountId.',
    );
  if (assumeRole === undefined) return ok('role', `it has no assumeRole: ${arn}`);
  return ok('role', arn);
}

/** @param active ECS services that are there; null: there is no such cluster */
export function judgeServices(
  { cluster, services, onDemand, engine }: Environment,
  active: ReadonlySet<string> | null,
): DoctorFinding {
  const create = engine === 'terraform' ? 'Let Terraform create' : 'Create';
  if (active === null) {
    return onDemand
      ? skipped('services', `there is no cluster ${cluster} now; the environment comes and goes`)
      : failed(
          'services',
          `there is no cluster ${cluster}`,
          `${create} it, or correct the configuration’s \`cluster\` and \`region\`.`,
        );
  }
  const missing = services.map(({ ecsService }) => ecsService).filter((name) => !active.has(name));
  if (missing.length === 0)
    return ok(
      'services',
      `${cluster} with ${services.length} ${services.length === 1 ? 'service' : 'services'}`,
    );
  return failed(
    'services',
    `${cluster} has no service ${several(missing)}`,
    `${create} what is missing, or correct \`ecsService\`.`,
  );
}

/** Of one repository: undefined where it can be read. */
export interface UnreadableRepository {
  readonly repository: string;
  readonly what: string;
  readonly next: string;
}

export function judgeImages(
  count: number,
  unreadable: readonly UnreadableRepository[],
): readonly DoctorFinding[] {
  return together(
    'images',
    unreadable.map(({ what, next }) => failed('images', what, next)),
    `${count} ${count === 1 ? 'repository' : 'repositories'} can be read`,
  );
}
