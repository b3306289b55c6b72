import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import type { Call } from '../../ts/adapters/aws/call.ts';
import type { EnvironmentTools } from '../../ts/app/tools.ts';
import { awsErrors } from '../../ts/core/errors/catalogue/aws.ts';
import { releaseId } from '../../ts/core/release/release-id.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import { verifiedTag } from '../../ts/core/release/verified-tag.ts';
import type { Registry } from '../../ts/ports/registry.ts';
import { addressCheck, answering, World } from './world.ts';

let world: World;
afterEach(() => world.close());

async function tagsOf(repositoryName: string): Promise<readonly (readonly string[])[]> {
  const { imageDetails = [] } = await world.aws.ecr.send(new DescribeImagesCommand({ repositoryName }));
  return imageDetails.map(({ imageTags = [] }) => imageTags);
}

test('the images of a verified release are tagged with the environment and the release', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  await world.promote(release);
  const tag = verifiedTag('test', releaseId(release));
  expect(await tagsOf('service1')).toEqual([['90', tag]]);
  expect(await tagsOf('service2')).toEqual([['41', tag]]);
});

test('an image keeps the tag of the release that brought it, and gets no other in this environment', async () => {
  world = await World.start();
  const first = await world.release(90, 41);
  await world.promote(first);
  const second = aRelease({ ...first.services, service1: await world.build('service1', 91) });
  await world.promote(second);
  expect(await tagsOf('service1')).toEqual([
    ['90', verifiedTag('test', releaseId(first))],
    ['91', verifiedTag('test', releaseId(second))],
  ]);
  expect(await tagsOf('service2')).toEqual([['41', verifiedTag('test', releaseId(first))]]);
  expect(world.calls('PutImage')).toBe(3 + 3);
});

test('what failed is not tagged, and what it goes back to is', async () => {
  world = await World.start();
  const good = await world.release(90, 41);
  await world.promote(good, {}, { settings: { keepImages: false } });
  expect(await tagsOf('service1')).toEqual([['90']]);
  let answers = 0;
  const record = await world.promote(
    aRelease({ ...good.services, service1: await world.build('service1', 91) }),
    {},
    {
      probe: answering(() => Promise.resolve((answers += 1) > 3 ? 200 : 500)),
      settings: { smoke: [addressCheck('https://test.acme.example/')] },
    },
  );
  expect(record.result).toBe('rolledBack');
  expect(await tagsOf('service1')).toEqual([['90', verifiedTag('test', releaseId(good))], ['91']]);
});

test('keepImages: false tags nothing', async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41), {}, { settings: { keepImages: false } });
  expect(await tagsOf('service1')).toEqual([['90']]);
});

test('a registry that lets nobody tag is told of, service by service, and fails no promotion', async () => {
  world = await World.start();
  const lines: string[] = [];
  const tools = await world.tools({ report: { line: (line) => lines.push(line) } });
  const record = await world.promoteWith(
    { ...tools, registry: refusing(tools, 'service1') },
    await world.release(90, 41),
  );
  expect(record.result).toBe('verified');
  expect(record.problems).toEqual([]);
  const tag = verifiedTag('test', record.releaseId);
  expect(lines.filter((line) => line.includes(tag))).toEqual([
    `  service1  may expire in ECR, ${tag} could not be added: AWS does not let jenkins do ecr:PutImage: no identity-based policy allows the ecr:PutImage action`,
    `  service2  kept in ECR as ${tag}`,
  ]);
});

test('who is killed between the verification and the tags tags in the next run', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  const around = (call: Call): Call => {
    return (operation, send) => (operation === 'ecr:PutImage' ? die() : call(operation, send));
  };
  await expect(world.promote(release, {}, { around })).rejects.toThrow('killed');
  expect(await tagsOf('service1')).toEqual([['90']]);
  expect((await world.promote(release)).result).toBe('verified');
  expect(await tagsOf('service1')).toEqual([['90', verifiedTag('test', releaseId(release))]]);
  const { ledger } = await world.tools();
  expect((await ledger.read('test')).filter(({ kind }) => kind === 'verification')).toHaveLength(1);
});

function refusing({ registry }: EnvironmentTools, service: string): Registry {
  return {
    ...registry,
    addTag: (repository, digest, tag) =>
      repository.endsWith(`/${service}`)
        ? Promise.reject(
            awsErrors.accessDenied.error({
              operation: 'ecr:PutImage',
              action: 'ecr:PutImage',
              resource: null,
              who: 'jenkins',
              message: 'no identity-based policy allows the ecr:PutImage action',
            }),
          )
        : registry.addTag(repository, digest, tag),
  };
}

/** As a process that is gone: no problem of the catalogue, so nothing of it can be told and gone past. */
function die(): never {
  throw new Error('killed');
}
