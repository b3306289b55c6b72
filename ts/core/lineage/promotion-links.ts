import type { Verification } from '../ledger/fact.ts';
import type { Action } from '../plan/plan.ts';
import { planHash } from '../plan/plan-hash.ts';
import { releaseId, servicesHash } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import { factFile } from './ledger-links.ts';
import type { Links } from './links.ts';
import type { Leg } from './legs.ts';

/**
 * Checks that the facts of a promotion agree: the release is the one that its id names, the plan is the one that was approved and is of
 * this release, and what was proven are its images. Each holds for every promotion that this product wrote, so where one does not, a
 * fact was made up, however well it fits the chain.
 */
export function checkPromotion({ intent, verification, environment }: Leg, links: Links): void {
  const { release, plan } = intent;
  const file = factFile(intent);
  links.same(file, 'releaseId', intent.releaseId, releaseId(release), 'its release');
  links.same(file, 'planHash', intent.planHash, planHash(plan), 'its plan');
  links.same(file, 'plan.releaseId', plan.releaseId, intent.releaseId, 'its releaseId');
  links.same(file, 'plan.environment', plan.environment, environment, 'its folder');
  for (const [index, action] of plan.actions.entries()) checkAction(action, index, release, file, links);
  const services = new Set(plan.actions.map(({ service }) => service));
  if (verification) checkVerification(verification, services, links);
}

function checkAction(action: Action, index: number, release: Release, file: string, links: Links): void {
  const build = release.services[action.service];
  const where = `plan.actions[${index}]`;
  links.same(file, `${where}.digest`, action.digest, build?.digest, `its release of ${action.service}`);
  const number = action.action === 'deploy' ? action.toBuild : action.build;
  links.same(
    file,
    `${where}.${action.action === 'deploy' ? 'toBuild' : 'build'}`,
    number,
    build?.build,
    'its release',
  );
}

/** @param services those that the promotion was about: an environment need not have all of a release */
function checkVerification(verification: Verification, services: ReadonlySet<string>, links: Links): void {
  const { release, proof } = verification;
  const file = factFile(verification);
  links.same(file, 'releaseId', verification.releaseId, releaseId(release), 'its release');
  links.same(file, 'servicesHash', verification.servicesHash, servicesHash(release), 'its release');
  for (const [name, { digest, platforms }] of Object.entries(release.services)) {
    if (!services.has(name)) continue;
    const index = proof.findIndex(({ service }) => service === name);
    const row = proof[index];
    if (!row) links.missing(`the proof of ${name} in ${file}`, 'its release');
    else if ([digest, ...Object.values(platforms ?? {})].some((one) => one === row.digest)) links.holds();
    else links.same(file, `proof[${index}].digest`, row.digest, digest, `its release of ${name}`);
  }
}
