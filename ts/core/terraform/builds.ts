/** The builds to deploy, as `--release` or `--import` tell them. */
export interface ServiceBuildVariables {
  readonly service: string;
  /** `SERVICE1_BUILD`. */
  readonly variable: string;
  /** Tag of the image: the build's number, unless it says otherwise. */
  readonly tag: string;
  readonly image?: string | undefined;
  readonly digest?: string | undefined;
}

export interface BuildValues {
  /** Values by variable of the stack, for `builds.tfvars.json`. */
  readonly values: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** Services for which the stack declares no variable. */
  readonly leftOut: readonly string[];
}

/**
 * The variables that the stack declares of those a service may have: `service1-build` as the samples write it, `service1_build`, and
 * `SERVICE1_BUILD` as in its artifact; likewise `-tag`, `-digest` and `-image` (by digest). A stack that holds its services in a map
 * may declare `builds`, `digests` or `images`, each a map by service.
 */
export function buildValues(
  builds: readonly ServiceBuildVariables[],
  declared: readonly string[],
): BuildValues {
  const values: Record<string, string | Record<string, string>> = {};
  const leftOut: string[] = [];
  for (const build of builds) {
    let found = false;
    for (const [kind, value] of kindsOf(build)) {
      for (const name of declared.filter((one) => namesOf(build, kind).has(one))) {
        values[name] = value;
        found = true;
      }
      const all = `${kind}s`;
      // A variable `tags` is AWS's, and no map of image tags.
      if (all !== 'tags' && declared.includes(all)) {
        const map = values[all];
        values[all] = { ...(typeof map === 'object' ? map : {}), [build.service]: value };
        found = true;
      }
    }
    if (!found) leftOut.push(build.service);
  }
  return { values, leftOut };
}

type Kind = 'build' | 'tag' | 'digest' | 'image';

function kindsOf({ tag, digest, image }: ServiceBuildVariables): readonly (readonly [Kind, string])[] {
  return [
    ['build', tag],
    ['tag', tag],
    ...(digest === undefined ? [] : [['digest', digest] as const]),
    ...(digest === undefined || image === undefined ? [] : [['image', `${image}@${digest}`] as const]),
  ];
}

function namesOf({ service, variable }: ServiceBuildVariables, kind: Kind): ReadonlySet<string> {
  const stem = variable.replace(/_BUILD$/, '');
  const stems = [
    service,
    service.replaceAll('-', '_'),
    stem.toLowerCase(),
    stem.toLowerCase().replaceAll('_', '-'),
  ];
  return new Set([
    ...(kind === 'build' ? [variable] : []),
    ...stems.flatMap((one) => [`${one}-${kind}`, `${one}_${kind}`]),
  ]);
}
