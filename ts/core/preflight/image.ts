import type { Check, Checked } from './check.ts';
import type { ImageFacts } from './facts.ts';
import { needsOf } from './needs.ts';
import { failed, ok, skipped, type Finding } from './row.ts';

/** The release's image, which the registry may have expired since it was built; and what it is made for. */
export const image: Check = (checked, facts) => {
  const { subject } = checked;
  const { repository, digest } = subject.image;
  const found = facts.images.get(subject.service) ?? { known: false, why: 'it was not asked for' };
  if (!found.known) return [skipped('image', found.why), skipped('architecture', found.why)];
  if (found.value)
    return [ok('image', `${repository} holds ${short(digest)}`), architecture(checked, found.value)];
  return [
    failed(
      'image',
      `${repository} does not hold ${digest}`,
      'Build the service again, and keep the lifecycle policy of the repository from expiring what is released.',
    ),
    skipped('architecture', 'the image is not there'),
  ];
};

function architecture({ subject, settings }: Checked, { platforms }: ImageFacts): Finding {
  if (platforms === null)
    return skipped('architecture', 'neither its manifest nor its configuration says what it is for');
  const made = `the image is for ${platforms.join(', ')}`;
  const needs = needsOf(subject.definition);
  const onFargate = needs.fargate || runsOnFargate(settings);
  const wanted = needs.platform ?? (onFargate ? 'linux/amd64' : null);
  if (wanted === null) return withoutStatement(made, platforms);
  // An ARM image may say which variant; Windows images are told apart by their version.
  if (platforms.some((platform) => platform === wanted || platform.startsWith(`${wanted}/`)))
    return ok('architecture', `${made}, the task for ${wanted}`);
  return failed(
    'architecture',
    `${made}, but the task definition wants ${wanted}`,
    `Build ${subject.service} for ${wanted}, or set runtimePlatform in its task definition.`,
  );
}

/** On instances without a runtimePlatform ECS puts the task on any machine, and only what runs on none could be refused. */
function withoutStatement(made: string, platforms: readonly string[]): Finding {
  return platforms.length === 1 && platforms[0] !== 'linux/amd64'
    ? skipped('architecture', `${made}; without runtimePlatform the instances decide`)
    : ok('architecture', `${made}; the task definition leaves it to the instances`);
}

function runsOnFargate({ launchType, capacityProviders }: Checked['settings']): boolean {
  return launchType === 'FARGATE' || capacityProviders.some((name) => name.startsWith('FARGATE'));
}

function short(digest: string): string {
  return `${digest.slice(0, 19)}…`;
}
