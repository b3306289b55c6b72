import { createHash } from 'node:crypto';
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ListImagesCommand,
  PutImageCommand,
  type PutImageCommandInput,
} from '@aws-sdk/client-ecr';
import { manifestOf, TestAws } from '../testing/aws.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
  await aws.ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/service1' }));
});
afterEach(() => aws.close());

const repositoryName = 'team/service1';
const missing = `sha256:${'0'.repeat(64)}`;

function put(more: Omit<PutImageCommandInput, 'repositoryName'>): Promise<string> {
  return aws.ecr
    .send(new PutImageCommand({ repositoryName, ...more }))
    .then(({ image }) => image!.imageId!.imageDigest!);
}

async function makeImmutable(exclusion?: string): Promise<void> {
  const repository = aws.emulator.world
    .region('123456789012', 'ap-southeast-2')
    .ecr.repositories.get(repositoryName)!;
  repository.mutability = exclusion === undefined ? 'IMMUTABLE' : 'IMMUTABLE_WITH_EXCLUSION';
  repository.exclusions = exclusion === undefined ? [] : [exclusion];
  return Promise.resolve();
}

test('an image’s digest is that of its manifest’s bytes', async () => {
  const manifest = manifestOf('a');
  const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
  expect(await put({ imageManifest: manifest, imageTag: '1' })).toBe(digest);
  const { images } = await aws.ecr.send(
    new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: '1' }] }),
  );
  expect(images![0]).toMatchObject({
    imageId: { imageDigest: digest, imageTag: '1' },
    imageManifest: manifest,
  });
});

test('a mutable repository moves a tag, and the old image stays without it', async () => {
  const first = await put({ imageManifest: manifestOf('a'), imageTag: '1' });
  const second = await put({ imageManifest: manifestOf('b'), imageTag: '1' });
  const { imageDetails } = await aws.ecr.send(new DescribeImagesCommand({ repositoryName }));
  expect(imageDetails).toMatchObject([{ imageDigest: first }, { imageDigest: second, imageTags: ['1'] }]);
  expect(imageDetails![0]).not.toHaveProperty('imageTags');
});

test('an immutable repository does not move a tag', async () => {
  await makeImmutable();
  await put({ imageManifest: manifestOf('a'), imageTag: '1' });
  await expect(put({ imageManifest: manifestOf('b'), imageTag: '1' })).rejects.toMatchObject({
    name: 'ImageTagAlreadyExistsException',
  });
  await expect(put({ imageManifest: manifestOf('a'), imageTag: '1' })).rejects.toMatchObject({
    name: 'ImageAlreadyExistsException',
  });
  await put({ imageManifest: manifestOf('a'), imageTag: '2' });
});

test('a tag that the repository excludes from immutability moves', async () => {
  await makeImmutable('latest*');
  await put({ imageManifest: manifestOf('a'), imageTag: 'latest-main' });
  await put({ imageManifest: manifestOf('b'), imageTag: 'latest-main' });
});

test('an index needs the images it lists', async () => {
  const digest = await put({ imageManifest: manifestOf('child') });
  const index = (child: string): string =>
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [{ digest: child, size: 1, platform: { os: 'linux', architecture: 'arm64' } }],
    });
  await expect(put({ imageManifest: index(missing), imageTag: '1' })).rejects.toMatchObject({
    name: 'ReferencedImagesNotFoundException',
  });
  await put({ imageManifest: index(digest), imageTag: '1' });
  const { imageDetails } = await aws.ecr.send(
    new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '1' }] }),
  );
  expect(imageDetails![0]!.imageManifestMediaType).toBe('application/vnd.oci.image.index.v1+json');
});

test('a digest that is not the manifest’s is refused', async () => {
  const wrong = put({ imageManifest: manifestOf('a'), imageDigest: missing });
  await expect(wrong).rejects.toMatchObject({ name: 'ImageDigestDoesNotMatchException' });
});

test('one missing image fails DescribeImages, and is a failure beside the others in BatchGetImage', async () => {
  await put({ imageManifest: manifestOf('a'), imageTag: '1' });
  const imageIds = [{ imageTag: '1' }, { imageTag: '2' }, { imageDigest: missing }];
  await expect(aws.ecr.send(new DescribeImagesCommand({ repositoryName, imageIds }))).rejects.toMatchObject({
    name: 'ImageNotFoundException',
    message: expect.stringContaining("{imageDigest:'null', imageTag:'2'}"),
  });
  const { images, failures } = await aws.ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }));
  expect(images).toHaveLength(1);
  expect(failures).toEqual([
    { imageId: { imageTag: '2' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
    {
      imageId: { imageDigest: missing },
      failureCode: 'ImageNotFound',
      failureReason: 'Requested image not found',
    },
  ]);
});

test('a repository of another account is found by its registry id, and not without', async () => {
  const other = new TestAws(aws.emulator, 'AKIA210987654321TEST');
  const ask = { repositoryNames: [repositoryName] };
  await expect(other.ecr.send(new DescribeRepositoriesCommand(ask))).rejects.toMatchObject({
    name: 'RepositoryNotFoundException',
    message: "The repository with name 'team/service1' does not exist in the registry with id '210987654321'",
  });
  const { repositories } = await other.ecr.send(
    new DescribeRepositoriesCommand({ ...ask, registryId: '123456789012' }),
  );
  expect(repositories![0]!.repositoryUri).toBe(
    '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/team/service1',
  );
});

test('deleting the last tag deletes the image', async () => {
  await put({ imageManifest: manifestOf('a'), imageTag: '1' });
  await put({ imageManifest: manifestOf('a'), imageTag: '2' });
  const remove = (imageTag: string): Promise<unknown> =>
    aws.ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag }] }));
  const count = async (): Promise<number> =>
    (await aws.ecr.send(new ListImagesCommand({ repositoryName }))).imageIds!.length;
  await remove('1');
  expect(await count()).toBe(1);
  await remove('2');
  expect(await count()).toBe(0);
});

test('images come in pages', async () => {
  for (const content of ['a', 'b', 'c', 'd', 'e'])
    await put({ imageManifest: manifestOf(content), imageTag: content });
  const pages: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = await aws.ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 2, nextToken }));
    pages.push(page.imageDetails!.length);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(pages).toEqual([2, 2, 1]);
  const bad = new DescribeImagesCommand({ repositoryName, nextToken: 'not ours' });
  await expect(aws.ecr.send(bad)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
