import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import type { Problem } from '../errors/problem.ts';
import type { Digest, ServiceBuild } from '../release/release.ts';
import type { ServiceEnvEntry } from './entry.ts';
import { variablesOf, type Recorded } from './variable-name.ts';

/**
 * A service build as the assignments of its artifact.
 *
 * @param buildVariable e.g. `SERVICE1_BUILD`; the other names follow from it
 */
export function serviceBuildToEntries(
  buildVariable: string,
  build: ServiceBuild,
): readonly (readonly [name: string, value: string])[] {
  const names = variablesOf(buildVariable);
  const platforms = Object.entries(build.platforms ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    [names.build, String(build.build)],
    ...(build.commit === null ? [] : [[names.commit, build.commit] as const]),
    [names.subject, build.subject],
    [names.image, build.image],
    [names.tag, build.tag],
    [names.digest, build.digest],
    ...(build.platforms
      ? [[names.platforms, platforms.map(([name, digest]) => `${name}=${digest}`).join(' ')] as const]
      : []),
  ];
}

/** What an artifact tells of a service build; the samples' artifacts hold the build number and perhaps the message. */
export interface RecordedServiceBuild {
  readonly build: Partial<ServiceBuild>;
  /** What a release needs and the artifact does not have; `commit` and `platforms` may be absent and `tag` is the build's number. */
  readonly missing: readonly { readonly what: Recorded; readonly variable: string }[];
  /** Values that cannot be what their variable says. */
  readonly problems: readonly Problem[];
}

/** @param buildVariable e.g. `SERVICE1_BUILD`; variables of other stems are left alone */
export function entriesToServiceBuild(
  buildVariable: string,
  entries: readonly ServiceEnvEntry[],
): RecordedServiceBuild {
  const names = variablesOf(buildVariable);
  const problems: Problem[] = [];
  const values = new Map(entries.map(({ name, value }) => [name, value]));
  const take = (what: Recorded, form: RegExp, expected: string): string | undefined => {
    const value = values.get(names[what]);
    if (value === undefined || form.test(value)) return value;
    problems.push(errors.value.problem({ variable: names[what], value: value.slice(0, 200), expected }));
    return undefined;
  };
  const number = take('build', /^[1-9][0-9]{0,14}$/, 'a build number');
  const commit = take('commit', /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'the full id of a commit');
  const subject = take('subject', /[^]/, 'a text');
  const image = take(
    'image',
    /^(?:[a-z0-9][\w.-]*(?::\d+)?\/)?[\w.-]+(?:\/[\w.-]+)*$/,
    'an image repository without tag or digest',
  );
  const tag = take('tag', /^\w[\w.-]{0,127}$/, 'an image tag') ?? number;
  const digest = take('digest', digestForm, 'an image digest (sha256: and 64 hexadecimal digits)');
  const platforms = take('platforms', platformsForm, 'a list like linux/amd64=sha256:…');
  const build: Partial<ServiceBuild> = {
    ...(number !== undefined && { build: Number(number), commit: commit ?? null }),
    ...(subject !== undefined && { subject }),
    ...(image !== undefined && { image }),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest: digest as Digest }),
    ...(platforms !== undefined && { platforms: readPlatforms(platforms) }),
  };
  const missing = (['build', 'subject', 'image', 'digest'] as const)
    .filter((what) => !values.has(names[what]))
    .map((what) => ({ what, variable: names[what] }));
  return { build, missing, problems };
}

const digestForm = /^sha256:[0-9a-f]{64}$/;
const onePlatform = '[a-z0-9]+/[a-z0-9]+(?:/[a-z0-9.]+)?=sha256:[0-9a-f]{64}';
const platformsForm = new RegExp(`^(?:${onePlatform}(?: ${onePlatform})*)?$`);

function readPlatforms(text: string): Record<string, Digest> {
  const pairs = text.split(' ').filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, Digest]));
}
