import { defineError } from '../define.ts';

const canonicalWhy = () =>
  'The id of a release is the SHA-256 of its file, so every byte counts and there is one way to write it.';
const schemaWhy = () =>
  'A release that is read differently from how it was written would deploy something else.';
const remake = () =>
  'Take the file as the build archived it, or make it again with `ecs-promote release create`.';
const lineageNext = () =>
  'Look for the archived release.json of the build that made it; promote nothing of this line until it is explained.';

export const releaseErrors = {
  json: defineError<{ file: string; detail: string }>('release-json', {
    category: 'configuration',
    what: ({ file, detail }) => `${file} is not JSON: ${detail}.`,
    why: schemaWhy,
    next: remake,
    example: { file: 'release.json', detail: 'it ends too early' },
  }),
  notCanonical: defineError<{ file: string; id: string; detail: string }>('release-not-canonical', {
    category: 'configuration',
    what: ({ file, id, detail }) =>
      `${file} is not as a release is written: ${detail}. Written canonically it would be release ${id}.`,
    why: canonicalWhy,
    next: () =>
      'Take the file as the build archived it; to write one, use `release create --out`, not a redirection.',
    example: {
      file: 'release.json',
      id: '4f2c1a9'.padEnd(64, '0'),
      detail: 'a line break stands at its end',
    },
  }),
  unknownKey: defineError<{ where: string; key: string; known: readonly string[]; suggestion: string }>(
    'release-unknown-key',
    {
      category: 'configuration',
      what: ({ where, key, suggestion }) => `"${key}" is not known in ${where}.${suggestion}`,
      why: schemaWhy,
      next: ({ known }) =>
        `Remove it, or use the version of ecs-promote that wrote it; known are ${known.join(', ')}.`,
      example: {
        where: 'services.service1',
        key: 'digset',
        known: ['build', 'commit', 'digest'],
        suggestion: ' Did you mean "digest"?',
      },
    },
  ),
  missingKey: defineError<{ where: string; key: string; expected: string }>('release-missing-key', {
    category: 'configuration',
    what: ({ where, key, expected }) => `${where} has no "${key}", which must be ${expected}.`,
    why: schemaWhy,
    next: remake,
    example: { where: 'services.service1', key: 'digest', expected: '"sha256:" and 64 hexadecimal digits' },
  }),
  value: defineError<{ where: string; value: string; expected: string; suggestion: string }>(
    'release-value',
    {
      category: 'configuration',
      what: ({ where, value, expected, suggestion }) =>
        `${where} is ${value}, but must be ${expected}.${suggestion}`,
      why: schemaWhy,
      next: remake,
      example: {
        where: 'services.service1.digest',
        value: '"latest"',
        expected: '"sha256:" and 64 hexadecimal digits',
        suggestion: '',
      },
    },
  ),
  overrideUnknown: defineError<{ service: string; known: readonly string[]; suggestion: string }>(
    'release-override-unknown-service',
    {
      category: 'configuration',
      what: ({ service, suggestion }) => `There is no service "${service}" to override.${suggestion}`,
      why: () => 'A misspelt override would leave the service at the build that it was meant to replace.',
      next: ({ known }) => `Name one of ${known.join(', ')}.`,
      example: {
        service: 'servcie1',
        known: ['service1', 'service2'],
        suggestion: ' Did you mean "service1"?',
      },
    },
  ),
  onlyUnknown: defineError<{ service: string; known: readonly string[]; suggestion: string }>(
    'release-only-unknown-service',
    {
      category: 'configuration',
      what: ({ service, suggestion }) => `The candidate has no service "${service}" to take.${suggestion}`,
      why: () => 'Nothing would be changed for it, silently.',
      next: ({ known }) => `Name one of ${known.join(', ')}.`,
      example: {
        service: 'servcie1',
        known: ['service1', 'service2'],
        suggestion: ' Did you mean "service1"?',
      },
    },
  ),
  sourceUnknown: defineError<{ service: string; known: readonly string[]; suggestion: string }>(
    'release-source-unknown-service',
    {
      category: 'configuration',
      what: ({ service, suggestion }) =>
        `There is no service "${service}" in the configuration.${suggestion}`,
      why: () => 'The configuration says which job builds a service.',
      next: ({ known }) => `Name one of ${known.join(', ')}, or add it to promotion.yaml.`,
      example: {
        service: 'servcie1',
        known: ['service1', 'service2'],
        suggestion: ' Did you mean "service1"?',
      },
    },
  ),
  upstreamUnclear: defineError<{ environment: string; jobs: readonly string[] }>('release-upstream-unclear', {
    category: 'usage',
    what: ({ environment, jobs }) =>
      `Nobody said whose release goes to ${environment}: it may come from ${jobs.join(' or ')}.`,
    why: () => 'The environment may be promoted to from more than one, and each has a release of its own.',
    next: ({ jobs }) => `Name the job, such as ${jobs[0] ?? ''}.`,
    example: { environment: 'live', jobs: ['deploy-staging', 'deploy-hotfix'] },
  }),
  needsParent: defineError<{ argument: string }>('release-needs-parent', {
    category: 'usage',
    what: ({ argument }) => `${argument} was given without the release that it changes.`,
    why: () =>
      'A derived release names what it was made from; without it nobody could tell what was changed.',
    next: () => 'Give that release with --parent FILE.',
    example: { argument: '--override' },
  }),
  nothingGiven: defineError<object>('release-nothing-given', {
    category: 'usage',
    what: () => 'There are no builds to make a release of.',
    why: () => 'A release is a set of service builds.',
    next: () =>
      'Give --import DIR with the service env artifacts, or --parent FILE with --override SERVICE=FILE.',
    example: {},
  }),
  onlyNeedsImport: defineError<object>('release-only-needs-import', {
    category: 'usage',
    what: () => '--only was given without the folder that the builds are taken from.',
    why: () => 'It says which services of that folder to take.',
    next: () => 'Give the folder with --import DIR, or leave --only out.',
    example: {},
  }),
  artifactIncomplete: defineError<{ service: string; file: string; missing: readonly string[] }>(
    'release-artifact-incomplete',
    {
      category: 'configuration',
      what: ({ service, file, missing }) =>
        `${file} does not say what ${service} is: ${missing.join(', ')} missing.`,
      why: () =>
        'A release names images by digest, because a tag can be moved to another image between one environment and the next.',
      next: ({ service }) =>
        `Let the build of ${service} write the artifact with \`ecs-promote service-env record\`, which reads the digest back from the registry.`,
      example: {
        service: 'service1',
        file: 'import/service1.env.groovy',
        missing: ['SERVICE1_IMAGE', 'SERVICE1_DIGEST'],
      },
    },
  ),
  artifactsMissing: defineError<{ folder: string; missing: readonly string[] }>('release-artifacts-missing', {
    category: 'configuration',
    what: ({ folder, missing }) => `${folder} has no ${missing.join(', no ')}.`,
    why: () => 'A release holds a build of every configured service.',
    next: () =>
      'Copy the missing artifacts from the builds of those services, or start from another release with --parent and --only.',
    example: { folder: 'import', missing: ['service1.env.groovy', 'service3.env.groovy'] },
  }),
  imageElsewhere: defineError<{ service: string; file: string; recorded: string; configured: string }>(
    'release-image-elsewhere',
    {
      category: 'configuration',
      what: ({ service, file, recorded, configured }) =>
        `${file} records an image of ${recorded}, but ${service} is configured as ${configured}.`,
      why: () => 'A build from another repository may be another program.',
      next: ({ service }) =>
        `Correct services.${service}.image in the configuration, or take the artifact of the right build.`,
      example: {
        service: 'service1',
        file: 'import/service1.env.groovy',
        recorded: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/other',
        configured: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/service1',
      },
    },
  ),
  sameBuildOtherDigest: defineError<{
    service: string;
    build: number;
    digests: readonly { readonly digest: string; readonly source: string }[];
  }>('release-build-two-digests', {
    category: 'refused',
    what: ({ service, build, digests }) =>
      `${service} build ${build} has ${digests.length} digests: ${digests
        .map(({ digest, source }) => `${digest} in ${source}`)
        .join(', ')}.`,
    why: () => 'One build makes one image; somebody pushed another one under the same number.',
    next: () => 'Promote neither. Build the service again, and make the tags of its repository immutable.',
    example: {
      service: 'service1',
      build: 90,
      digests: [
        { digest: `sha256:${'1'.repeat(64)}`, source: 'release 4f2c1a9' },
        { digest: `sha256:${'2'.repeat(64)}`, source: 'release 88b0d3e' },
      ],
    },
  }),
  parentMissing: defineError<{ child: string; parent: string; suspects: readonly string[] }>(
    'release-parent-missing',
    {
      category: 'refused',
      what: ({ child, parent, suspects }) =>
        `Release ${child} follows ${parent}, and no document here is that release.${
          suspects.length > 0
            ? ` No release follows ${suspects.join(' or ')}: altered after it was archived?`
            : ''
        }`,
      why: () => 'What it was made from can no longer be shown.',
      next: lineageNext,
      example: {
        child: '4f2c1a9',
        parent: '88b0d3e'.padEnd(64, '0'),
        suspects: ['88/release.json'],
      },
    },
  ),
  altered: defineError<{ source: string; claimed: string; found: string }>('release-altered', {
    category: 'refused',
    what: ({ source, claimed, found }) =>
      `${source} stands there as release ${claimed}, but what it holds is release ${found}.`,
    why: () => 'It was changed after it was recorded, by accident or by somebody.',
    next: lineageNext,
    example: { source: 'live/01J0000000.json', claimed: '4f2c1a9', found: '88b0d3e' },
  }),
  lineageCycle: defineError<{ ids: readonly string[] }>('release-lineage-cycle', {
    category: 'refused',
    what: ({ ids }) =>
      `The parents of release ${ids[0] ?? ''} lead back to it: ${[...ids, ids[0]].join(' → ')}.`,
    why: () => 'A release names its parent by hash, so this cannot come about unless documents were altered.',
    next: lineageNext,
    example: { ids: ['4f2c1a9', '88b0d3e'] },
  }),
  nothingToCheck: defineError<{ where: string }>('release-nothing-to-check', {
    category: 'usage',
    what: ({ where }) => `${where} holds no release.`,
    why: () => 'An empty chain proves nothing.',
    next: () => 'Name archived release.json files, or a folder that holds some at any depth with --dir.',
    example: { where: 'archive' },
  }),
};
