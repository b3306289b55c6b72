import * as z from 'zod/mini';
import { releaseSchema } from '../core/release/schema.ts';
import { defineStep } from './step.ts';

export const releaseCreateStep = defineStep({
  name: 'release create',
  summary: 'Make a release of service builds',
  about: [
    'A release is the set of service builds that moves together: canonical JSON whose SHA-256 is its id, so `sha256sum release.json` prints it. The same builds and the same parent always give the same bytes.',
    'With --import it takes the env artifact of every configured service. With --override or --only it is derived from --parent: everything that is not named stays as it is there, and the release names what it changed.',
    'Without --out the release goes to stdout. Use --out to keep it: a redirection adds a line break, and then the file is no release any more.',
  ],
  bundle: 'core',
  input: z.strictObject({
    import: z
      .optional(z.string())
      .check(z.describe('Folder with the env artifacts of the service builds, e.g. import')),
    config: z._default(z.string(), 'promotion.yaml').check(z.describe('The configuration file')),
    parent: z
      .optional(z.string())
      .check(z.describe('File of the release that this one follows, or that it changes')),
    override: z
      ._default(z.record(z.string(), z.string()), {})
      .check(z.describe('Service and the env artifact whose build replaces the parent’s')),
    only: z
      ._default(z.array(z.string()), [])
      .check(z.describe('A service to take from the folder, everything else from the parent')),
    reason: z.optional(z.string()).check(z.describe('Why the parent is changed; kept in the release')),
    out: z.optional(z.string()).check(z.describe('File for the release, e.g. release.json')),
  }),
  output: z.strictObject({
    releaseId: z.string(),
    file: z.nullable(z.string()).check(z.describe('Where it was written')),
    changed: z
      .array(z.string())
      .check(z.describe('For a derived release, the services that are not the parent’s; else empty')),
    release: releaseSchema,
  }),
  examples: [
    {
      command: 'ecs-promote release create --import import --parent last/release.json --out release.json',
      about: 'The builds of all services, after the release that was last in Test',
    },
    {
      command:
        'ecs-promote release create --parent import/release.json --override service1=fix/service1.env.groovy --reason "GST is rounded wrongly" --out release.json',
      about: 'An upstream release with another build of one service',
    },
    {
      command: 'ecs-promote release create --parent live/release.json --import import --only service2',
      about: 'What Live has, with service2 from the folder',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure'],
});
