import { utcText } from '../utc-text.ts';
import type { Situation } from '../gates/situation.ts';
import { shortId } from '../release/short-id.ts';
import { announcementOf } from '../smoke/words.ts';
import { differingMembers } from '../task-definition/differing-members.ts';
import type { Action } from './plan.ts';

/** What a person should know before the button is pressed, above all what can't be proven afterwards. */
export function notesOf(situation: Situation, actions: readonly Action[]): readonly string[] {
  return [
    ...firstDeployment(situation),
    ...givenUp(situation),
    ...actions
      .filter(({ desiredCount }) => desiredCount === 0)
      .map(
        ({ service }) =>
          `${service} has desired count 0: it is deployed, and nothing runs that could prove it.`,
      ),
    ...notInRelease(situation),
    ...keptButChanged(situation, actions),
    ...allAtOnce(situation),
    ...smoke(situation),
  ];
}

function firstDeployment({ state, environment }: Situation): readonly string[] {
  if (state.lastVerified) return [];
  return [
    `Nothing was ever verified in ${environment.name}: a failure goes back to what the services run now, not to a release.`,
  ];
}

function givenUp({ state, releaseId }: Situation): readonly string[] {
  const { unfinished } = state;
  if (!unfinished || unfinished.intent.releaseId === releaseId) return [];
  return [
    `The promotion of ${shortId(unfinished.intent.releaseId)} that ${unfinished.intent.by.name} began at ${utcText(unfinished.intent.at)} was never finished; this one takes its place.`,
  ];
}

function notInRelease({ config, release }: Situation): readonly string[] {
  const missing = config.services.map(({ name }) => name).filter((name) => !(name in release.services));
  return missing.length === 0 ? [] : [`Not in this release, and left as it is: ${missing.join(', ')}.`];
}

/** A service that already runs the image is not touched, so what Terraform changed since waits for the next build or a restart. */
function keptButChanged({ live }: Situation, actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) => {
    const found = live.get(action.service);
    if (action.action !== 'keep' || !found?.current || !found.template) return [];
    const changes = differingMembers(found.current.definition, found.template.definition, action.container);
    return changes.length === 0
      ? []
      : [
          `${action.service} keeps its task definition, though ${found.template.family}:${found.template.revision} changes ${changes.join(', ')}; a restart ships that.`,
        ];
  });
}

function allAtOnce({ stack, environment }: Situation): readonly string[] {
  const ordered = environment.waves.length > 1 || environment.parallel !== undefined;
  return stack && ordered ? ['Terraform moves all services at once; waves and parallel do not apply.'] : [];
}

function smoke({ environment }: Situation): readonly string[] {
  return environment.smoke.map(announcementOf);
}
