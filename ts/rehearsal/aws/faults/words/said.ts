import type { ContainerFacts } from '../place.ts';

/** Of two generations of agents and of Fargate's platform, whose words a fault takes. */
export type Wording = 'new' | 'old';

/** A message of AWS as a function of the names in it, and who reports it: the container, or the task as a whole. */
export interface Said {
  readonly by: 'container' | 'task';
  readonly text: (container: ContainerFacts) => string;
}

export const byContainer = (text: Said['text']): Said => ({ by: 'container', text });
export const byTask = (text: Said['text']): Said => ({ by: 'task', text });

/** Fargate and the agent on EC2 say it differently, and each said it differently once. Without an old wording it never changed. */
export interface Words<T> {
  readonly fargate: T;
  readonly ec2: T;
  readonly oldFargate?: T;
  readonly oldEc2?: T;
}

export function wordsFor<T>(words: Words<T>, { launchType }: ContainerFacts, wording: Wording): T {
  const isFargate = launchType === 'FARGATE';
  const old = isFargate ? words.oldFargate : words.oldEc2;
  return (wording === 'old' ? old : undefined) ?? (isFargate ? words.fargate : words.ec2);
}

/** What the messages name; where the emulator has no such thing, the name is one as AWS's pages show it. */
export function namesOf({ accountId, region, service = 'task', container, image, task }: ContainerFacts) {
  const [, host = '', path = image] = /^([^/]+\.[^/]+)\/(.+)$/.exec(image) ?? [];
  const [, repository = path, reference = 'latest'] = /^([^@:]+)[@:](.+)$/.exec(path) ?? [];
  const arn = (of: string, resource: string) => `arn:aws:${of}:${region}:${accountId}:${resource}`;
  return {
    region,
    image,
    host,
    repository,
    reference,
    container,
    secret: arn('secretsmanager', `secret:${service}/database-url-aB3dE5`),
    repositoryArn: arn('ecr', `repository/${repository}`),
    role: `arn:aws:iam::${accountId}:role/ecsTaskExecutionRole`,
    session: `arn:aws:sts::${accountId}:assumed-role/ecsTaskExecutionRole/${task ?? 'unknown'}`,
  };
}
