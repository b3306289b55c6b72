/** Jenkins' results, as `hudson.model.Result` names them. */
export const buildResults = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'] as const;

export type BuildResult = (typeof buildResults)[number];

export function isBuildResult(text: unknown): text is BuildResult {
  return buildResults.some((result) => result === text);
}

/** Jenkins keeps build numbers in a Java `int`. */
export const highestBuildNumber = 2_147_483_647;

/** What looking at one build showed. */
export type Look =
  | {
      readonly state: 'completed';
      readonly number: number;
      readonly displayName: string;
      readonly result: BuildResult;
    }
  | { readonly state: 'unfinished'; readonly number: number }
  | { readonly state: 'unreadable'; readonly number: number; readonly reason: string };

export type CompletedBuild = Omit<Extract<Look, { state: 'completed' }>, 'state'>;
