import { running } from '../gates/example.ts';
import type { ServiceBuild } from '../release/release.ts';
import type { RunsBy } from './state.ts';

/** What stands for secrets in tests: whatever is rendered, none of it may be found in there. */
export const planted = {
  before: 'planted-value-before',
  after: 'planted-value-after',
  secret: 'arn:aws:ssm:ap-southeast-2:123456789012:parameter/planted-secret',
  command: 'planted-command',
};

type Variables = Readonly<Record<string, string>>;

/** How a service runs a build, with another container beside it. */
export function runsWith(
  service: string,
  build: ServiceBuild,
  revision: number,
  differing: {
    readonly environment?: Variables;
    readonly secrets?: Variables;
    readonly beside?: Variables;
    readonly members?: Readonly<Record<string, unknown>>;
  } = {},
): RunsBy {
  const { environment = {}, secrets = {}, beside = {}, members = {} } = differing;
  const taskDefinition = running(service, build, revision);
  const pairs = (variables: Variables, member: 'value' | 'valueFrom') =>
    Object.entries(variables).map(([name, value]) => ({ name, [member]: value }));
  const containerDefinitions = [
    {
      name: service,
      image: `${build.image}@${build.digest}`,
      environment: pairs(environment, 'value'),
      secrets: pairs(secrets, 'valueFrom'),
      ...members,
    },
    { name: 'sidecar', image: 'public.ecr.aws/acme/sidecar:1', environment: pairs(beside, 'value') },
  ];
  return {
    container: service,
    taskDefinition: { ...taskDefinition, definition: { ...taskDefinition.definition, containerDefinitions } },
  };
}
