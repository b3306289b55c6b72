/**
 * Which variable holds a service's build: `service-1` → `SERVICE_1_BUILD`, `service1` → `SERVICE1_BUILD`. Two services can come to
 * one name (`a-b`, `a_b`), so the configuration checks for that and can override the name.
 */
export function variableName(service: string): string {
  const stem = service
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return `${/^[A-Z]/.test(stem) ? stem : `SERVICE_${stem}`.replace(/_$/, '')}_BUILD`;
}

/** What an artifact can record of one service, and the ending of the variable that holds it. */
export const endings = {
  build: 'BUILD',
  commit: 'COMMIT',
  subject: 'COMMIT_MSG',
  image: 'IMAGE',
  tag: 'TAG',
  digest: 'DIGEST',
  platforms: 'PLATFORMS',
} as const;

export type Recorded = keyof typeof endings;

/**
 * The variables of one service's artifact. They share the stem of the one that holds the build: `SERVICE1_BUILD` →
 * `SERVICE1_COMMIT_MSG`. A configured name that does not end in `_BUILD` is its own stem.
 */
export function variablesOf(buildVariable: string): Readonly<Record<Recorded, string>> {
  const stem = buildVariable.replace(/_BUILD$/, '');
  const named = Object.entries(endings).map(([recorded, ending]) => [recorded, `${stem}_${ending}`]);
  return { ...(Object.fromEntries(named) as Record<Recorded, string>), build: buildVariable };
}
