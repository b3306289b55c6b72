import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { imageRepository } from './image-repository.ts';
import { serviceName } from '../service-name.ts';

const sha256 = /^[0-9a-f]{64}$/;

/** `sha256:` and 64 lower-case hexadecimal digits. */
export const digestSchema = z.templateLiteral(
  ['sha256:', z.string().check(z.regex(sha256))],
  '"sha256:" and 64 lower-case hexadecimal digits',
);

const releaseIdSchema = text('64 lower-case hexadecimal digits', sha256);

/** Platforms as the OCI index names them: `linux/amd64`, `linux/arm/v7`. */
const platformName = text('a platform such as linux/amd64', /^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/);

export const serviceBuildSchema = z.strictObject({
  build: z.int('a whole number from 1').check(z.minimum(1, 'a whole number from 1')),
  commit: z.nullable(
    text(
      'a full commit id (40 or 64 lower-case hexadecimal digits) or null',
      /^([0-9a-f]{40}|[0-9a-f]{64})$/,
    ),
  ),
  subject: text('text without halves of characters (lone surrogates)', /^\P{Surrogate}*$/u),
  image: imageRepository,
  tag: text('an image tag: letters, digits, "_", "." and "-", at most 128', /^\w[\w.-]{0,127}$/),
  digest: digestSchema,
  platforms: z.exactOptional(z.record(platformName, digestSchema, 'a map of platforms to digests')),
});

const derivedSchema = z.strictObject({
  changed: z.readonly(
    z
      .array(serviceName, 'a list of service names')
      .check(z.refine(isSortedSet, 'a sorted list of service names, each once, at least one')),
  ),
  reason: z.nullable(z.string('text or null')),
});

/** The document of a release, as `release.json` and the ledger's facts hold it. */
export const releaseSchema = closedMap('a map with version, parent and services', {
  version: z.literal(1, '1, the version that this program reads'),
  parent: z.nullable(releaseIdSchema),
  services: z
    .record(serviceName, serviceBuildSchema, 'a map of services to builds')
    .check(z.refine((services) => Object.keys(services).length > 0, 'a map of at least one service')),
  derived: z.exactOptional(derivedSchema),
});

function text(expected: string, pattern: RegExp) {
  return z.string(expected).check(z.regex(pattern, expected));
}

function isSortedSet(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name);
}
