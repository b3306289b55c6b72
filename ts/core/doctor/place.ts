/** Kinds of machines that the program runs on; each has checks of its own. */
export const places = ['controller', 'agent', 'laptop'] as const;
export type Place = (typeof places)[number];

export interface TakenFor {
  readonly place: Place;
  readonly because: string;
}

/**
 * What the machine is. JENKINS_HOME alone says nothing: agents have it, too, as the controller's path, so what counts is a home that is
 * there.
 *
 * @param homeIsHere whether `jenkinsHome` has a config.xml on this machine
 */
export function placeOf(
  said: Place | undefined,
  env: Readonly<Record<string, string | undefined>>,
  { jenkinsHome, homeIsHere }: { readonly jenkinsHome: string | undefined; readonly homeIsHere: boolean },
): TakenFor {
  if (said !== undefined) return { place: said, because: '--on says so' };
  if (homeIsHere) return { place: 'controller', because: `${jenkinsHome ?? ''} is a Jenkins home` };
  const variable = ['BUILD_URL', 'NODE_NAME'].find((name) => (env[name] ?? '') !== '');
  if (variable !== undefined) return { place: 'agent', because: `${variable} is set, as in a build` };
  return { place: 'laptop', because: 'there is neither a Jenkins home nor a build here' };
}
