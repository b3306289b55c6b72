import { lengthText } from '../../length-text.ts';
import { utcText, utcTextFrom } from '../../utc-text.ts';
import { defineError } from '../define.ts';

export const gateErrors = {
  order: defineError<{ environment: string; release: string; never: string; from: string }>('gate-order', {
    category: 'refused',
    what: ({ environment, release, never }) =>
      `Cannot promote to ${environment}: release ${release} has never been promoted to ${never}.`,
    why: ({ environment, from }) => `${environment} takes releases from ${from}, in that order and no other.`,
    next: ({ never }) => `Promote the release to ${never} first.`,
    example: { environment: 'live', release: '88b0d3e', never: 'staging', from: 'staging' },
  }),
  notVerified: defineError<{
    environment: string;
    release: string;
    all: boolean;
    from: readonly UpstreamWord[];
  }>('gate-verified-upstream', {
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
    next: ({ all, from }) => {
      const names = from.map(({ name }) => name).join(all ? ' and ' : ' or ');
      return all || from.every(({ verified }) => verified === null)
        ? `Promote the candidate to ${names} until it is verified.`
        : `Verify ${names} with the candidate, or choose ${from
            .flatMap(({ verified }) => verified ?? [])
            .join(' or ')}.`;
    },
    example: {
      environment: 'live',
      release: '4f2c1a9',
      all: false,
      from: [{ name: 'staging', runs: '4f2c1a9', verified: '88b0d3e' }],
    },
  }),
  buildNotVerified: defineError<{ environment: string; service: string; build: number; from: string }>(
    'gate-build-verified-upstream',
    {
      category: 'refused',
      what: ({ environment, service, build, from }) =>
        `Cannot promote to ${environment}: ${service} build ${build} was never verified in ${from}.`,
      why: () => 'A derived release may only combine builds that were each proven upstream.',
      next: ({ service, from }) =>
        `Verify that build in ${from}, or leave ${service} at the build of the parent release.`,
      example: { environment: 'live', service: 'service1', build: 92, from: 'staging' },
    },
  ),
  soak: defineError<{ environment: string; release: string; soakMinutes: number; opens: string }>(
    'gate-soak',
    {
      category: 'refused',
      what: ({ environment, release, soakMinutes, opens }) =>
        `Cannot promote to ${environment} yet: release ${release} has not been verified upstream for ${lengthText(soakMinutes)}; it will have been at ${utcTextFrom(opens)}.`,
      why: () => 'Some faults need time to show.',
      next: ({ opens }) => `Promote it from ${utcTextFrom(opens)} on.`,
      example: { environment: 'live', release: '4f2c1a9', soakMinutes: 120, opens: '2026-11-02T14:30Z' },
    },
  ),
  prerequisiteSchema: defineError<{
    environment: string;
    services: readonly string[];
    database: string;
    schema: number;
    found: { readonly schema: number; readonly at: string } | null;
  }>('gate-prerequisite-schema', {
    category: 'refused',
    what: ({ environment, services, database, schema, found }) =>
      `Cannot promote to ${environment}: ${services.join(', ')} would move and wants schema ${schema} of the database ${database} there, and ${found ? `schema ${found.schema} was recorded at ${utcText(found.at)}` : 'none was ever recorded'}.`,
    why: () => 'promotion.yaml wants the database to be changed before the services that need it come.',
    next: ({ environment, database, schema }) =>
      `Run the job that changes ${database}; once it has called \`ecs-promote schema record --environment ${environment} --database ${database} --schema ${schema}\`, promote again.`,
    example: {
      environment: 'live',
      services: ['service1'],
      database: 'orders',
      schema: 12,
      found: { schema: 11, at: '2026-11-02T12:00:00.000Z' },
    },
  }),
  prerequisiteService: defineError<{
    environment: string;
    services: readonly string[];
    service: string;
    build: number;
    /** The build that was verified there last. */
    found: number | null;
    /** The one in the release. */
    brings: number | null;
  }>('gate-prerequisite-service', {
    category: 'refused',
    what: ({ environment, services, service, build, found, brings }) =>
      `Cannot promote to ${environment}: ${services.join(', ')} would move and wants ${service} there at build ${build} or later; ${found === null ? 'none' : `build ${found}`} was verified there${brings === null ? '' : `, and the release has ${brings}`}.`,
    why: () => 'promotion.yaml wants that service to be there before the ones that need it come.',
    next: ({ environment, services, service, build, brings }) =>
      brings !== null && brings >= build
        ? `Put ${service} in an earlier wave than ${services.join(', ')} (\`waves\`; the engine terraform has none), or promote ${service} to ${environment} first.`
        : `Promote ${service} build ${build} or later to ${environment} until it is verified.`,
    example: {
      environment: 'live',
      services: ['service1'],
      service: 'service2',
      build: 41,
      found: 40,
      brings: null,
    },
  }),
  prerequisiteCheck: defineError<{
    environment: string;
    services: readonly string[];
    check: string;
    /** The address, or the command. */
    asked: string;
    said: string;
    /** When it wants to be asked again. */
    tryAt: string | null;
  }>('gate-prerequisite-check', {
    category: 'refused',
    what: ({ environment, services, check, asked, said }) =>
      `Cannot promote to ${environment}: ${services.join(', ')} would move, and the check “${check}” does not let it: ${asked} ${said}.`,
    why: () => 'promotion.yaml wants that to be asked before services come, and nobody but it knows.',
    next: ({ tryAt }) =>
      `${tryAt === null ? 'See to what it says, and promote again' : `Promote again from ${utcTextFrom(tryAt)} on`}; it is asked anew each time.`,
    example: {
      environment: 'live',
      services: ['service1'],
      check: 'change request',
      asked: 'https://changes.acme.example/api/CHG-7',
      said: 'answers 200, with state "planned" and not "approved"',
      tryAt: null,
    },
  }),
  frozen: defineError<{
    environment: string;
    freezes: readonly FreezeWord[];
    services: readonly string[];
    opens: string | null;
  }>('gate-frozen', {
    category: 'refused',
    what: ({ environment, freezes, services }) =>
      `Cannot promote to ${environment} now: ${services.join(', ')} would move, and ${freezes
        .map(({ name, when, reason }) => `the freeze ${name} holds (${when}${reason ? `: ${reason}` : ''})`)
        .join('; ')}.`,
    why: () => 'Nothing moves in a freeze unless a person takes responsibility.',
    next: ({ opens }) =>
      `${opens === null ? 'The freezes of promotion.yaml never leave a gap: mend them' : `Promote from ${opens} on`}, or pass \`--exception freeze\` with a reason.`,
    example: {
      environment: 'live',
      services: ['service1'],
      freezes: [{ name: 'weekend', when: 'Fri 16:00 – Mon 08:00, Australia/Melbourne', reason: null }],
      opens: '2026-11-01 21:00 UTC (Mon 2026-11-02 08:00 Australia/Melbourne)',
    },
  }),
  stopped: defineError<{ environment: string; by: string; at: string; reason: string }>('gate-stopped', {
    category: 'refused',
    what: ({ environment, by, at, reason }) =>
      `Cannot promote to ${environment}: ${by} stopped the line at ${utcText(at)}: ${ended(reason)}`,
    why: () => 'Nothing new comes while the line is stopped; going back stays possible.',
    next: ({ environment, by }) =>
      `Ask ${by}; \`ecs-promote stop --environment ${environment} --lift --reason …\` lets promotions in again.`,
    example: { environment: 'live', by: 'anna', at: '2026-11-02T12:00:00.000Z', reason: 'incident 12' },
  }),
  oneAtATime: defineError<{ environment: string; release: string; by: string; at: string; opens: string }>(
    'gate-one-at-a-time',
    {
      category: 'refused',
      what: ({ environment, release, by, at }) =>
        `Cannot promote to ${environment}: ${by} is promoting release ${release} there, since ${utcText(at)}.`,
      why: () => 'Two releases that come at once would leave an environment that is neither.',
      next: ({ opens }) =>
        `Wait until it has ended, or go on with that release; if its build is dead, another release may come from ${utcTextFrom(opens)} on.`,
      example: {
        environment: 'live',
        release: '88b0d3e',
        by: 'anna (deploy-live #7)',
        at: '2026-11-02T12:00:00.000Z',
        opens: '2026-11-02T12:30Z',
      },
    },
  ),
  overtaking: defineError<{ environment: string; older: readonly OlderBuild[] }>('gate-overtaking', {
    category: 'refused',
    what: ({ environment, older }) =>
      `Cannot promote to ${environment}: ${older
        .map(({ service, build, now }) => `${service} would go from build ${now} to the older ${build}`)
        .join('; ')}.`,
    why: () => 'What came in between would be lost without anybody having said so.',
    next: () => 'Promote a newer release, roll back, or pass `--exception older` with a reason.',
    example: { environment: 'live', older: [{ service: 'service1', build: 90, now: 92 }] },
  }),
  exceptionNameless: defineError<{ environment: string; by: string }>('gate-exception-nameless', {
    category: 'refused',
    what: ({ environment, by }) =>
      `An exception for ${environment} was asked for by “${by}”, which is no person.`,
    why: () => 'Somebody takes responsibility for passing a gate, and stays in the record.',
    next: () => 'Start the build as yourself, or name yourself with --by.',
    example: { environment: 'live', by: 'timer' },
  }),
  exceptionWithoutReason: defineError<{ exceptions: readonly string[] }>('gate-exception-without-reason', {
    category: 'usage',
    what: ({ exceptions }) => `The exception ${exceptions.join(', ')} is asked for without a reason.`,
    why: () =>
      'Whoever approves the plan, and whoever reads the record later, must know why a gate was passed.',
    next: () => 'Add --reason.',
    example: { exceptions: ['hotfix'] },
  }),
  noHotfix: defineError<{ environment: string }>('gate-no-hotfix', {
    category: 'refused',
    what: ({ environment }) => `${environment} takes no hot fixes.`,
    why: () => 'Which environments a hot fix may skip is decided by promotion.yaml, in a quiet hour.',
    next: ({ environment }) =>
      `Go through the line, or have \`hotfix: { maySkip: […] }\` of ${environment} changed.`,
    example: { environment: 'live' },
  }),
  approverOther: defineError<{ environment: string; approver: string; from: readonly string[] }>(
    'gate-approver-other',
    {
      category: 'refused',
      what: ({ environment, approver }) => `“${approver}” may not approve promotions to ${environment}.`,
      why: ({ from }) => `promotion.yaml wants that from ${from.join(' or ')}.`,
      next: ({ from }) => `Have it approved by ${from.join(' or ')}.`,
      example: { environment: 'live', approver: 'bob', from: ['release-managers'] },
    },
  ),
  approverRequester: defineError<{ environment: string; approver: string }>('gate-approver-requester', {
    category: 'refused',
    what: ({ environment, approver }) =>
      `${approver} asks for this promotion to ${environment} and has approved it, too.`,
    why: () => 'Two pairs of eyes are wanted there (notRequester).',
    next: () => 'Have somebody else approve it.',
    example: { environment: 'live', approver: 'anna' },
  }),
  approversFew: defineError<{
    environment: string;
    approvers: readonly string[];
    minimum: number;
    from: readonly string[];
  }>('gate-approvers-few', {
    category: 'refused',
    what: ({ environment, approvers, minimum }) =>
      `A promotion to ${environment} needs ${minimum === 1 ? 'an approval' : `the approval of ${minimum} different people`}, and has that of ${approvers.length === 0 ? 'nobody' : approvers.join(', ')}.`,
    why: () => 'promotion.yaml says so (approval.minimum), and each person counts once.',
    next: ({ from }) => `Have it approved by ${from.join(' or ')}, and name each with --approved-by.`,
    example: { environment: 'live', approvers: ['rita'], minimum: 2, from: ['release-managers'] },
  }),
  approvalExpired: defineError<{ environment: string; validMinutes: number; expired: string | null }>(
    'gate-approval-expired',
    {
      category: 'refused',
      what: ({ environment, expired }) =>
        expired === null
          ? `The approval for ${environment} does not say when it was given.`
          : `The approval for ${environment} counts no more since ${utcText(expired)}.`,
      why: ({ validMinutes }) => `An approval counts for ${validMinutes} minutes there (validMinutes).`,
      next: ({ expired }) =>
        expired === null
          ? 'Say with --approved-at when the first of the approvers did.'
          : 'Have it approved again.',
      example: { environment: 'live', validMinutes: 60, expired: '2026-11-02T13:00Z' },
    },
  ),
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

export interface FreezeWord {
  readonly name: string;
  readonly when: string;
  readonly reason: string | null;
}

export interface OlderBuild {
  readonly service: string;
  readonly build: number;
  /** The build that was verified there last. */
  readonly now: number;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no services' : names.join(', ');
}

/** What somebody wrote, as a sentence that another may follow. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
