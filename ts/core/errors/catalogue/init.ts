import { defineError } from '../define.ts';

interface Looked {
  /** Clusters and folders; none where nothing was named. */
  readonly looked: readonly string[];
}

function within(looked: readonly string[]): string {
  return looked.length === 0 ? ', because nothing says where to look' : ` in ${looked.join(', ')}`;
}

/** Why `init` cannot even begin a configuration. */
export const initErrors = {
  noServices: defineError<Looked>('init-no-services', {
    category: 'configuration',
    what: ({ looked }) => `No service was found${within(looked)}.`,
    why: () => 'promotion.yaml is about services: what is built, and what it is called in ECS.',
    next: () =>
      'Name a cluster that has services (--cluster), the folder of your Jenkinsfiles or stacks (--from), or the services (--service web).',
    example: { looked: ['the cluster shop-live', 'tools'] },
  }),
  noEnvironments: defineError<Looked>('init-no-environments', {
    category: 'configuration',
    what: ({ looked }) => `No environment was found${within(looked)}.`,
    why: () => 'promotion.yaml says from where to where releases go.',
    next: () =>
      'Name the environments in their order (--environment test --environment live), their clusters (--environment live=shop-live), or the folder of your stacks (--from).',
    example: { looked: ['tools'] },
  }),
  noRegion: defineError<object>('init-no-region', {
    category: 'usage',
    what: () => 'It is not known which AWS region this is about.',
    why: () => 'Clusters and images are in a region, and nothing that was found names one.',
    next: () =>
      'Add --region, set AWS_REGION, or say it with the cluster (--environment live=shop-live@acme-live/eu-west-1).',
    example: {},
  }),
  twoClusters: defineError<{ environment: string; clusters: readonly string[] }>('init-two-clusters', {
    category: 'usage',
    what: ({ environment, clusters }) => `${environment} would be several clusters: ${clusters.join('; ')}.`,
    why: () =>
      'An environment is one cluster; services of the others would be looked for where they are not.',
    next: () =>
      'Give each cluster an environment of its own name (--environment live=shop-live --environment pay-live=pay-live), or each product a promotion.yaml.',
    example: { environment: 'live', clusters: ['shop-live', 'pay-live'] },
  }),
  sameEcsService: defineError<{ environments: readonly string[]; cluster: string }>('init-same-ecs-service', {
    category: 'usage',
    what: ({ environments, cluster }) =>
      `${environments.join(' and ')} would be the same services of the cluster ${cluster}.`,
    why: () => 'What is promoted to one of them would be deployed to the other.',
    next: () =>
      'Name another cluster for one of them, or leave it out; environments may share a cluster where the services end in their names (web-test, web-live).',
    example: { environments: ['test', 'live'], cluster: 'shop' },
  }),
};
