import { region, type EnvironmentName, type SampleService } from './acme.ts';

/** Where every container of an environment logs to. */
export function logGroupOf(environment: EnvironmentName): string {
  return `/acme/${environment}`;
}

/** The first one of a service, as Terraform makes it: an image from elsewhere, which the first promotion replaces. */
export function taskDefinitionOf(
  environment: EnvironmentName,
  { name, port, hasHealthCheck }: SampleService,
) {
  return {
    family: `ecs-service-${name}-${environment}`,
    // Its target groups have addresses as targets.
    networkMode: 'awsvpc' as const,
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name,
        image: 'public.ecr.aws/nginx/nginx:1.29',
        essential: true,
        environment: [{ name: 'ENVIRONMENT', value: environment }],
        logConfiguration: {
          logDriver: 'awslogs' as const,
          options: {
            'awslogs-group': logGroupOf(environment),
            'awslogs-region': region,
            // With a prefix the stream is named after the task; without, after a container id that nobody knows.
            'awslogs-stream-prefix': 'ecs',
          },
        },
        ...(hasHealthCheck && { healthCheck: { command: ['CMD', '/app/healthy'], interval: 10 } }),
        ...(port !== null && { portMappings: [{ containerPort: port, protocol: 'tcp' as const }] }),
      },
    ],
  };
}
