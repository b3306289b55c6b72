import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Gate } from './gate.ts';

/**
 * An older build is put over a newer one mostly by mistake: a job that was started from an old line of the list, two pipelines that
 * met. It is compared with what was verified here last, so that going back is what makes room for the older one. A derived release
 * whose override takes a service below its parent's build has said so already.
 */
export const overtaking: Gate = {
  name: 'overtaking',
  rule: 'No service gets an older build than the one that was verified here last, unless an override chose it.',
  alsoGoingBack: false,
  exception: 'older',
  judge: ({ environment, release, known, state: { lastVerified }, request }) => {
    if (request.exceptions.older !== undefined || !lastVerified) return [];
    const parent = release.derived && release.parent !== null ? known.get(release.parent) : undefined;
    const older = Object.entries(release.services).flatMap(([service, { build }]) => {
      const now = lastVerified.release.services[service]?.build;
      const chosen = build < (parent?.services[service]?.build ?? build);
      return now !== undefined && build < now && !chosen ? [{ service, build, now }] : [];
    });
    return older.length === 0
      ? []
      : [gateErrors.overtaking.problem({ environment: environment.name, older })];
  },
};
