import {
  CreateRepositoryCommand,
  ECRClient,
  PutImageCommand,
  PutImageTagMutabilityCommand,
  type ImageTagMutability,
} from '@aws-sdk/client-ecr';
import type { Digest } from '../../core/release/release.ts';
import type { Registry } from '../../ports/registry.ts';
import { startEmulator, type Emulator } from '../../rehearsal/aws/emulator.ts';
import { awsCalls } from '../aws/call.ts';
import { awsClientSettings } from '../aws/client-settings.ts';
import { systemClock } from '../clock/system.ts';
import { parseRepository, splitTag } from './address.ts';
import { ecrRegistry } from './index.ts';
import { platformsIn } from './manifest.ts';

const host = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';
const abroad = '210987654321.dkr.ecr.eu-west-1.amazonaws.com';

describe('the address of a repository', () => {
  it.each([
    [`${host}/service1`, '123456789012', 'ap-southeast-2', 'service1'],
    [`${abroad}/team/service-2.x`, '210987654321', 'eu-west-1', 'team/service-2.x'],
    ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/a', '123456789012', 'us-east-1', 'a'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a', '123456789012', 'cn-north-1', 'a'],
    ['123456789012.dkr-ecr.us-east-1.on.aws/a', '123456789012', 'us-east-1', 'a'],
  ])('%s holds account, region and name', (repository, registryId, region, name) => {
    expect(parseRepository(repository)).toEqual({ registryId, region, name });
  });

  it.each([
    'service1',
    'docker.io/library/nginx',
    'public.ecr.aws/nginx/nginx',
    `${host}/`,
    `${host}/service1:90`,
    `${host}/service1@sha256:${'0'.repeat(64)}`,
    `${host}.acme.example/service1`,
    `https://${host}/service1`,
  ])('%s is refused', (repository) => {
    expect(() => parseRepository(repository)).toThrow(/ecr-not-a-repository/);
  });

  it('may have a tag behind it', () => {
    expect(splitTag(`${host}/service1:v1.2-x`)).toEqual({ repository: `${host}/service1`, tag: 'v1.2-x' });
    expect(splitTag(`${host}/service1`)).toEqual({ repository: `${host}/service1`, tag: undefined });
    for (const text of ['', `${host}/service1:`, `${host}/service1:a b`, `${host}:90`])
      expect(() => splitTag(text)).toThrow(/ecr-not-a-repository/);
  });
});

const digestOf = (digit: string): Digest => `sha256:${digit.repeat(64)}`;

describe('the platforms of an index', () => {
  const index = (...manifests: unknown[]) => JSON.stringify({ schemaVersion: 2, manifests });
  const child = (digit: string, platform?: object, annotations?: object) => ({
    digest: digestOf(digit),
    ...(platform && { platform }),
    ...(annotations && { annotations }),
  });

  it('are told apart by variant, and Windows by its version', () => {
    const windows = { os: 'windows', architecture: 'amd64' };
    expect(
      platformsIn(
        index(
          child('1', { os: 'linux', architecture: 'amd64' }),
          child('2', { os: 'linux', architecture: 'arm', variant: 'v7' }),
          child('3', { ...windows, 'os.version': '10.0.17763' }),
          child('4', { ...windows, 'os.version': '10.0.20348' }),
        ),
      ),
    ).toEqual({
      'linux/amd64': digestOf('1'),
      'linux/arm/v7': digestOf('2'),
      'windows/amd64': digestOf('3'),
      'windows/amd64/10.0.20348': digestOf('4'),
    });
  });

  it('do not hold attestations', () => {
    const reference = { 'vnd.docker.reference.type': 'attestation-manifest' };
    expect(
      platformsIn(
        index(
          child('1', { os: 'linux', architecture: 'amd64' }),
          child('2', { os: 'unknown', architecture: 'unknown' }),
          child('3', { os: 'linux', architecture: 'amd64' }, reference),
          child('4'),
        ),
      ),
    ).toEqual({ 'linux/amd64': digestOf('1') });
  });

  it('are not what a single image has', () => {
    expect(platformsIn('{"schemaVersion":2,"config":{},"layers":[]}')).toBeUndefined();
    expect(platformsIn('not json')).toBeUndefined();
  });
});

describe('images in ECR', () => {
  let emulator: Emulator;
  let registry: Registry;
  const asked: string[] = [];

  beforeEach(async () => {
    emulator = await startEmulator();
    asked.length = 0;
    const call = awsCalls({ clock: systemClock });
    registry = ecrRegistry({
      call,
      settings: (region) => {
        asked.push(region);
        const settings = awsClientSettings({ region, sessionName: 'test' }, call, systemClock);
        return { ...settings, ...own() };
      },
    });
  });
  afterEach(() => emulator.close());

  const own = (accountId = '123456789012') => ({
    endpoint: emulator.url,
    credentials: () => Promise.resolve({ accessKeyId: `AKIA${accountId}TEST`, secretAccessKey: 'secret' }),
  });

  async function push(
    manifest: object,
    tag?: string,
    at = { account: '123456789012', region: 'ap-southeast-2' },
  ): Promise<string> {
    const client = new ECRClient({ region: at.region, ...own(at.account) });
    await client.send(new CreateRepositoryCommand({ repositoryName: 'service1' })).catch(() => undefined);
    const { image } = await client.send(
      new PutImageCommand({
        repositoryName: 'service1',
        imageManifest: JSON.stringify(manifest),
        imageTag: tag,
      }),
    );
    return image?.imageId?.imageDigest ?? '';
  }

  async function makeTags(mutability: ImageTagMutability, exclusions: readonly string[] = []): Promise<void> {
    await new ECRClient({ region: 'ap-southeast-2', ...own() }).send(
      new PutImageTagMutabilityCommand({
        repositoryName: 'service1',
        imageTagMutability: mutability,
        ...(exclusions.length > 0 && {
          imageTagMutabilityExclusionFilters: exclusions.map((filter) => ({
            filterType: 'WILDCARD' as const,
            filter,
          })),
        }),
      }),
    );
  }

  const single = (text: string) => ({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf('a'), size: 1 },
    layers: [],
    annotations: { text },
  });

  it('are named by the digest of what the tag is now', async () => {
    const first = await push(single('first'), '90');
    expect(await registry.resolve(`${host}/service1`, '90')).toEqual({ digest: first });
    const second = await push(single('second'), '90');
    expect(await registry.resolve(`${host}/service1`, '90')).toEqual({ digest: second });
    expect(second).not.toBe(first);
    expect(await registry.has(`${host}/service1`, first as Digest)).toBe(true);
  });

  it('are named with their platforms when there are several', async () => {
    const amd = await push(single('amd64'));
    const arm = await push(single('arm64'));
    const index = await push(
      {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
          { digest: amd, size: 1, platform: { os: 'linux', architecture: 'amd64' } },
          { digest: arm, size: 1, platform: { os: 'linux', architecture: 'arm64' } },
        ],
      },
      '90',
    );
    expect(await registry.resolve(`${host}/service1`, '90')).toEqual({
      digest: index,
      platforms: { 'linux/amd64': amd, 'linux/arm64': arm },
    });
  });

  it('are found in another account and region', async () => {
    const digest = await push(single('abroad'), '7', { account: '210987654321', region: 'eu-west-1' });
    expect(await registry.resolve(`${abroad}/service1`, '7')).toEqual({ digest });
    expect(asked).toEqual(['eu-west-1']);
  });

  it('may be missing', async () => {
    await push(single('first'), '90');
    expect(await registry.resolve(`${host}/service1`, '91')).toBeUndefined();
    expect(await registry.has(`${host}/service1`, digestOf('0'))).toBe(false);
  });

  it('have no home where the repository is missing', async () => {
    await expect(registry.resolve(`${host}/service9`, '1')).rejects.toMatchObject({
      problems: [
        {
          code: 'ecr-repository-missing',
          what: `There is no ECR repository ${host}/service9 in account 123456789012, region ap-southeast-2.`,
        },
      ],
    });
  });

  it('get one more tag, also where tags cannot be moved, and only once', async () => {
    const digest = (await push(single('first'), '90')) as Digest;
    await makeTags('IMMUTABLE');
    await registry.addTag(`${host}/service1`, digest, 'verified-live-4f2c1a97b3d0');
    await registry.addTag(`${host}/service1`, digest, 'verified-live-4f2c1a97b3d0');
    expect(await registry.tagsOf(`${host}/service1`, digest)).toEqual(['90', 'verified-live-4f2c1a97b3d0']);
    expect(await registry.resolve(`${host}/service1`, 'verified-live-4f2c1a97b3d0')).toEqual({ digest });
  });

  it('do not take a tag from another image', async () => {
    const first = (await push(single('first'), '90')) as Digest;
    const second = (await push(single('second'), '91')) as Digest;
    await makeTags('IMMUTABLE');
    const taking = registry.addTag(`${host}/service1`, second, '90');
    await expect(taking).rejects.toMatchObject({ problems: [{ code: 'aws-refused' }] });
    expect(await registry.resolve(`${host}/service1`, '90')).toEqual({ digest: first });
  });

  it('have no tags where there is no image', async () => {
    await push(single('first'), '90');
    expect(await registry.tagsOf(`${host}/service1`, digestOf('0'))).toBeUndefined();
    const tagging = registry.addTag(`${host}/service1`, digestOf('0'), 'kept');
    await expect(tagging).rejects.toMatchObject({ problems: [{ code: 'ecr-image-unreadable' }] });
  });

  it('may have no tag at all', async () => {
    const digest = (await push(single('first'))) as Digest;
    expect(await registry.tagsOf(`${host}/service1`, digest)).toEqual([]);
  });
});
