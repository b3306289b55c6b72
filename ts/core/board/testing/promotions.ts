import { began } from '../../gates/example.ts';
import type { Fact, FactDraft, PromotionResult } from '../../ledger/fact.ts';
import type { RequestKind } from '../../gates/situation.ts';
import type { Action } from '../../plan/plan.ts';
import { releaseId, servicesHash } from '../../release/release-id.ts';
import type { Release, ReleaseId } from '../../release/release.ts';

/** One promotion of a story, told in minutes from the story's beginning. */
export interface Told {
  readonly release: Release;
  readonly from: number;
  readonly to: number;
  readonly result?: PromotionResult;
  readonly kind?: RequestKind;
  readonly by?: string;
  /** What runs afterwards; default: the release when it was verified, else nothing that was recorded. */
  readonly running?: ReleaseId | null;
  /** The minute at which it turned back. */
  readonly turnedAt?: number;
  /** Services that it moves; default: all of the release. */
  readonly moves?: readonly string[];
}

export type Scene = Told | { readonly at: number; readonly draft: FactDraft };

export const begin = Date.UTC(2026, 10, 2);

/** The facts of an environment, from scenes in the order of their times. */
export function story(environment: string, ...scenes: readonly Scene[]): readonly Fact[] {
  const facts: Fact[] = [];
  const put = (minute: number, draft: FactDraft): string => {
    const id = `01KB0Z3N7V${String(facts.length).padStart(16, '0')}`;
    const at = new Date(begin + minute * 60_000).toISOString();
    facts.push({ version: 1, id, environment, previous: null, at, ...draft });
    return id;
  };
  for (const scene of scenes) {
    if ('draft' in scene) put(scene.at, scene.draft);
    else tell(scene, put);
  }
  return facts;
}

function tell(told: Told, put: (minute: number, draft: FactDraft) => string): void {
  const { release, from, to, result = 'verified', kind = 'promote', turnedAt } = told;
  const by = { name: told.by ?? 'anna' };
  const id = releaseId(release);
  const intent = began(release);
  if (intent.kind !== 'promotion' || intent.phase !== 'intent') throw new Error('not an intent');
  const actions = (told.moves ?? Object.keys(release.services)).map((service) =>
    deployment(service, release),
  );
  const promotion = put(from, { ...intent, by, plan: { ...intent.plan, kind, actions } });
  const common = { by, promotion, releaseId: id };
  if (turnedAt !== undefined)
    put(turnedAt, { kind: 'promotion', phase: 'rollback', ...common, to: null, cause: 'it crashed' });
  if (result === 'verified')
    put(to, { kind: 'verification', ...common, release, servicesHash: servicesHash(release), proof: [] });
  const running = told.running === undefined ? (result === 'verified' ? id : null) : told.running;
  put(to, { kind: 'promotion', phase: 'outcome', ...common, result, summary: `it was ${result}`, running });
}

function deployment(service: string, { services }: Release): Action {
  const build = services[service];
  if (!build) throw new Error(`no ${service} in the release`);
  return {
    action: 'deploy',
    service,
    ecsService: service,
    container: service,
    fromBuild: build.build - 1,
    toBuild: build.build,
    image: `${build.image}@${build.digest}`,
    digest: build.digest,
    template: null,
    replaces: null,
    alsoChanges: [],
    desiredCount: 2,
    strategy: { type: 'rolling' },
    waitMinutes: 0,
    wave: 1,
  };
}
