import { defineError } from '../define.ts';

export const gateErrors = {
  order: defineError<{ environment: string; release: string; from: readonly string[] }>('gate-order', {
    category: 'refused',
    what: ({ environment, release, from }) =>
      `Cannot promote to ${environment}: release ${release} has never been promoted to ${from.join(' or ')}.`,
    why: ({ environment, from }) =>
      `${environment} takes releases from ${from.join(' or ')}, in that order and no other.`,
    next: ({ from }) => `Promote the release to ${from.join(' or ')} first.`,
    example: { environment: 'live', release: '88b0d3e', from: ['staging'] },
  }),
  notVerified: defineError<{ environment: string; release: string; from: readonly UpstreamWord[] }>(
    'gate-verified-upstream',
    {
      category: 'refused',
      what: ({ environment, release, from }) =>
        `Cannot promote to ${environment}: ${from
          .map(({ name, runs, verified }) =>
            verified === null
              ? `${name} has verified no release`
              : `${name} ${runs === null ? '' : `runs release ${runs} but `}last verified ${verified}`,
          )
          .join('; ')}; the candidate is ${release}.`,
      why: () => 'Only what was proven to run upstream goes on, digest for digest.',
      next: ({ from }) =>
        from.every(({ verified }) => verified === null)
          ? `Promote the candidate to ${from.map(({ name }) => name).join(' or ')} until it is verified.`
          : `Verify ${from.map(({ name }) => name).join(' or ')} with the candidate, or choose ${from
              .flatMap(({ verified }) => verified ?? [])
              .join(' or ')}.`,
      example: {
        environment: 'live',
        release: '4f2c1a9',
        from: [{ name: 'staging', runs: '4f2c1a9', verified: '88b0d3e' }],
      },
    },
  ),
  buildNotVerified: defineError<{
    environment: string;
    service: string;
    build: number;
    from: readonly string[];
  }>('gate-build-verified-upstream', {
    category: 'refused',
    what: ({ environment, service, build, from }) =>
      `Cannot promote to ${environment}: ${service} build ${build} was never verified in ${from.join(' or ')}.`,
    why: () => 'A derived release may only combine builds that were each proven upstream.',
    next: ({ service, from }) =>
      `Verify that build in ${from.join(' or ')}, or leave ${service} at the build of the parent release.`,
    example: { environment: 'live', service: 'service1', build: 92, from: ['staging'] },
  }),
  parentUnknown: defineError<{ environment: string; parent: string }>('gate-override-parent-unknown', {
    category: 'refused',
    what: ({ environment, parent }) =>
      `Cannot promote to ${environment}: the release was derived from ${parent}, which the ledger does not know.`,
    why: () => 'Without its parent nobody can tell which builds were overridden.',
    next: () => 'Derive the release from one that was promoted, or promote the parent first.',
    example: { environment: 'beta', parent: '88b0d3e' },
  }),
  overrideNotRecorded: defineError<{
    environment: string;
    recorded: readonly string[];
    found: readonly string[];
  }>('gate-override-recorded', {
    category: 'refused',
    what: ({ environment, recorded, found }) =>
      `Cannot promote to ${environment}: the release says that ${list(recorded)} differ from its parent, but ${list(found)} do.`,
    why: () => 'An override that is not recorded would reach live unseen.',
    next: () => 'Make the derived release with `ecs-promote release create --parent … --override …`.',
    example: { environment: 'beta', recorded: ['service1'], found: ['service1', 'service2'] },
  }),
  tagMoved: defineError<{ service: string; image: string; recorded: string; found: string }>(
    'gate-tag-moved',
    {
      category: 'refused',
      what: ({ service, image, recorded, found }) =>
        `The image of ${service} was replaced: ${image} was built as ${recorded} and is now ${found}.`,
      why: () => 'A tag that moves means that somebody pushed another image under the same build number.',
      next: () =>
        'Build the service again under a new number and release that; make the tags of the repository immutable.',
      example: {
        service: 'service1',
        image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1:90',
        recorded: `sha256:${'1'.repeat(64)}`,
        found: `sha256:${'2'.repeat(64)}`,
      },
    },
  ),
  imageGone: defineError<{ service: string; image: string; recorded: string }>('gate-image-missing', {
    category: 'refused',
    what: ({ service, image, recorded }) =>
      `The registry has no ${image}, which ${service} was built as (${recorded}).`,
    why: () => 'Tasks could not be started, now or when one of them has to be replaced.',
    next: () => 'Build the service again, and look at the life-cycle rules of the repository.',
    example: {
      service: 'service1',
      image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1:90',
      recorded: `sha256:${'1'.repeat(64)}`,
    },
  }),
};

/** What an upstream environment says, with short release ids. */
export interface UpstreamWord {
  readonly name: string;
  readonly runs: string | null;
  readonly verified: string | null;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no services' : names.join(', ');
}
