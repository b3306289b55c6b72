import { arnOf, noResourceType, type Statement } from '../../core/policy/statement.ts';
import { parseRepository } from './address.ts';

/** What the files beside this one ask of ECR, and what `docker push` does. Resource types: Service Authorization Reference, "Amazon ECR". */

/** What a promotion asks of the repositories: do the images exist, and what are they made for? */
export function readImages(repositories: readonly string[]): readonly Statement[] {
  return [
    {
      sid: 'ReadImages',
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: repositories.map(arnOfRepository),
    },
  ];
}

/** A verified release's images get one more tag, for which ECR wants their manifest put again (`tags.ts`). */
export function tagImages(repositories: readonly string[]): readonly Statement[] {
  return [
    {
      sid: 'TagImagesOfVerifiedReleases',
      actions: ['ecr:DescribeImages', 'ecr:PutImage'],
      resources: repositories.map(arnOfRepository),
    },
  ];
}

/** "IAM permissions for pushing an image to an Amazon ECR private repository" (Amazon ECR user guide), and reading back what was pushed. */
export function pushImages(repositories: readonly string[]): readonly Statement[] {
  return [
    {
      sid: 'LogInToRegistries',
      actions: ['ecr:GetAuthorizationToken'],
      resources: repositories.length === 0 ? [] : noResourceType,
    },
    {
      sid: 'PushImages',
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      resources: repositories.map(arnOfRepository),
    },
  ];
}

/** Account and region are the repository's own, which need not be those of the services. */
function arnOfRepository(repository: string): string {
  const { registryId: accountId, region, name } = parseRepository(repository);
  return arnOf({ service: 'ecr', region, accountId, resource: `repository/${name}` });
}
