import { awsErrors } from '../../core/errors/catalogue/aws.ts';

/** A repository of Amazon ECR, whoever's and wherever it is. */
export interface EcrRepository {
  readonly registryId: string;
  readonly region: string;
  readonly name: string;
}

/** IPv4, FIPS, China and dual-stack addresses ("Amazon ECR endpoints", AWS General Reference). */
const host =
  /^(?<registryId>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)\/(?<name>[a-z0-9][a-z0-9._/-]*)$/;

/** Reads `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1`. Throws `ecr-not-a-repository`. */
export function parseRepository(repository: string): EcrRepository {
  const parts = host.exec(repository)?.groups;
  const { registryId, region, name } = parts ?? {};
  if (registryId === undefined || region === undefined || name === undefined)
    throw awsErrors.notEcr.error({ repository });
  return { registryId, region, name };
}

/** `repository[:tag]`, the tag undefined where there is none; a digest is not a tag. Throws `ecr-not-a-repository`. */
export function splitTag(image: string): { readonly repository: string; readonly tag: string | undefined } {
  const parts = /^(?<repository>.+?)(?::(?<tag>\w[\w.-]{0,127}))?$/s.exec(image)?.groups;
  const repository = parts?.['repository'] ?? '';
  parseRepository(repository);
  return { repository, tag: parts?.['tag'] };
}
