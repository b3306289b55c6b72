import { changesErrors } from '../errors/catalogue/changes.ts';

/** What a person may have meant by one side of `diff`. */
export type Reference =
  | { readonly kind: 'file' | 'release'; readonly name: string }
  | { readonly kind: 'verified' | 'running'; readonly environment: string };

export interface Known {
  readonly environments: readonly string[];
  /** Ids of releases that begin with what was said, where it can be an id at all. */
  readonly releases: readonly string[];
  readonly isFile: boolean;
}

const moments = ['verified', 'running'] as const;

/**
 * `live`: what was verified there last; `live@running`: what runs there; `4f2c1a9`: a release the ledger knows; anything else: a
 * release's file. What could be two of these is not guessed: a file has a longer way to say it (`./live`), an environment has
 * `live@verified`, a release has more digits.
 *
 * @throws ProblemError `changes-state-ambiguous`, `changes-state-unknown`, `changes-moment-unknown`
 */
export function referenceOf(text: string, known: Known): Reference {
  const { environments, releases, isFile } = known;
  if (isFile && !environments.includes(text)) return { kind: 'file', name: text };
  const at = text.lastIndexOf('@');
  const environment = text.slice(0, at);
  if (at > 0 && environments.includes(environment)) {
    const word = text.slice(at + 1);
    const moment = moments.find((one) => one === word);
    if (moment === undefined) throw changesErrors.momentUnknown.error({ environment, word });
    return { kind: moment, environment };
  }
  const meanings = [
    ...(environments.includes(text) ? [`an environment (${text}@verified)`] : []),
    ...(isFile ? [`a file (./${text})`] : []),
    ...(releases.length > 0 ? [`a release (${releases.join(', ')})`] : []),
  ];
  if (meanings.length > 1) throw changesErrors.stateAmbiguous.error({ state: text, meanings });
  if (environments.includes(text)) return { kind: 'verified', environment: text };
  if (releases.length > 0) return { kind: 'release', name: text };
  throw changesErrors.stateUnknown.error({ state: text, environments });
}
