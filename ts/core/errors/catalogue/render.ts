import { defineError } from '../define.ts';

/** What can be wrong with what `render taskdef` and `render appspec` are asked for. */
export const renderErrors = {
  sources: defineError<{ what: string; given: readonly string[]; ways: readonly string[] }>(
    'render-sources',
    {
      category: 'usage',
      what: ({ what, given }) =>
        given.length === 0
          ? `It is not said where ${what} comes from.`
          : `${given.join(' and ')} cannot be given together.`,
      why: ({ what }) => `There is one source of ${what}.`,
      next: ({ ways }) => `Give one of ${ways.join(', ')}.`,
      example: {
        what: 'the task definition',
        given: [],
        ways: ['--from FILE', '--family NAME', '--cluster with --service'],
      },
    },
  ),
  goesWith: defineError<{ flag: string; wants: string }>('render-goes-with', {
    category: 'usage',
    what: ({ flag, wants }) => `${flag} is given without ${wants}.`,
    why: () => 'The one says nothing without the other.',
    next: ({ flag, wants }) => `Give ${wants}, or leave ${flag} out.`,
    example: { flag: '--release', wants: '--of' },
  }),
  imageNotByDigest: defineError<{ image: string }>('render-image-not-by-digest', {
    category: 'usage',
    what: ({ image }) => `The image ${image} is not named by its digest.`,
    why: () => 'A tag can be moved, so that another image than the one that was built would be deployed.',
    next: () =>
      'Give repository@sha256:…, or the env artifact that `ecs-promote service-env record` writes, or a release.',
    example: { image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1:latest' },
  }),
  artifactWithoutImage: defineError<{ file: string; missing: readonly string[] }>(
    'render-artifact-without-image',
    {
      category: 'configuration',
      what: ({ file, missing }) =>
        `${file} does not tell which image was built: ${missing.join(' and ')} is missing.`,
      why: () => 'The image is named by repository and digest.',
      next: () =>
        'Write the artifact with `ecs-promote service-env record`, or name with --variable the variable that holds the build.',
      example: { file: 'output/service1.env.groovy', missing: ['SERVICE1_DIGEST'] },
    },
  ),
  serviceNotInRelease: defineError<{ file: string; service: string; known: readonly string[] }>(
    'render-service-not-in-release',
    {
      category: 'usage',
      what: ({ file, service }) => `The release ${file} has no service ${service}.`,
      why: ({ known }) => `It has ${known.join(', ')}.`,
      next: () => 'Give one of them with --of.',
      example: { file: 'release.json', service: 'service3', known: ['service1', 'service2'] },
    },
  ),
  fileUnreadable: defineError<{ file: string; expected: string; reason: string }>('render-file-unreadable', {
    category: 'configuration',
    what: ({ file, expected, reason }) => `${file} does not hold ${expected}: ${reason}.`,
    why: () => 'What is kept of it would be guessed.',
    next: ({ expected }) => `Save ${expected} whole, as JSON and without --query.`,
    example: {
      file: 'taskdef.json',
      expected: 'a task definition or the output of `aws ecs describe-task-definition`',
      reason: 'it is not JSON',
    },
  }),
  containerUnclear: defineError<{ containers: readonly string[]; wanted: string | null }>(
    'render-container-unclear',
    {
      category: 'usage',
      what: ({ containers, wanted }) =>
        wanted === null
          ? `The task definition has ${containers.length} containers: ${containers.join(', ')}.`
          : `The task definition has no container ${wanted}.`,
      why: ({ containers }) =>
        `The image of exactly one of them is changed: ${containers.join(', ') || 'there is none'}.`,
      next: () => 'Name it with --container.',
      example: { containers: ['web', 'proxy'], wanted: null },
    },
  ),
  portUnclear: defineError<{ found: readonly string[] }>('render-port-unclear', {
    category: 'usage',
    what: ({ found }) =>
      found.length === 0
        ? 'It is not said which container and port the load balancer leads to.'
        : `The load balancer leads to several: ${found.join(', ')}.`,
    why: () => 'CodeDeploy moves the traffic of exactly one container and port.',
    next: () => 'Give --container and --port.',
    example: { found: ['web:8080', 'admin:9090'] },
  }),
  hookUnknown: defineError<{ event: string; known: readonly string[]; suggestion: string }>(
    'render-hook-unknown',
    {
      category: 'usage',
      what: ({ event, suggestion }) => `CodeDeploy runs no Lambda function at ${event}.${suggestion}`,
      why: () => 'An unknown event makes CodeDeploy refuse the AppSpec.',
      next: ({ known }) => `Use one of ${known.join(', ')}.`,
      example: {
        event: 'AfterTestTraffic',
        known: [
          'BeforeInstall',
          'AfterInstall',
          'AfterAllowTestTraffic',
          'BeforeAllowTraffic',
          'AfterAllowTraffic',
        ],
        suggestion: '',
      },
    },
  ),
  regionUnknown: defineError<{ asked: string }>('render-region-unknown', {
    category: 'usage',
    what: ({ asked }) => `The region of ${asked} is not known.`,
    why: () => 'Names are those of one region.',
    next: () => 'Give --region, or set AWS_REGION.',
    example: { asked: 'cluster appcluster-live' },
  }),
};
