import * as z from 'zod/mini';
import { exceptionNames } from '../core/gates/exception-names.ts';

/** Members that every step about promotions takes, so that a person learns them once. */
export const promotionMembers = {
  environment: z
    .string()
    .check(z.minLength(1), z.describe('Environment of promotion.yaml, such as `test` or `live`')),
  config: z._default(z.string(), 'promotion.yaml').check(z.describe('The configuration file')),
  ledger: z
    .optional(z.string())
    .check(
      z.describe(
        'Where promotions are remembered: a directory, a git repository with `#branch`, or `s3://bucket/prefix`; default: as the configuration says',
      ),
    ),
};

export const releaseMember = z
  .string()
  .check(
    z.minLength(1),
    z.describe('A release.json, or the id (seven digits or more) of a release the ledger knows'),
  );

/** Of steps that ask the gates. */
export const exceptionMember = {
  exception: z
    ._default(z.array(z.enum(exceptionNames)), [])
    .check(
      z.describe(
        'Pass the gates that have this exception, which needs a person and a reason and stays in every record: `older` lets older builds replace newer ones, `hotfix` skips environments as far as promotion.yaml allows, `freeze` promotes in a freeze',
      ),
    ),
};

export const actorMembers = {
  by: z
    .optional(z.string())
    .check(z.describe('Who asks for it; default: who started the build, else the user of the machine')),
  reason: z.optional(z.string()).check(z.describe('Why, for the record')),
};

export const promotionEnvironment = [
  { name: 'JOB_NAME, BUILD_NUMBER, BUILD_URL', about: 'the Jenkins build, for the record' },
  { name: 'BUILD_USER_ID', about: 'who started the build, where the Build User Vars plugin sets it' },
  {
    name: 'AWS_REGION, AWS_PROFILE, AWS_ACCESS_KEY_ID, …',
    about: 'credentials, found as every AWS SDK finds them',
  },
] as const;
