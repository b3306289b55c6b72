import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aRelease, build } from '../../ts/core/release/example.ts';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import { serviceBuildToEntries } from '../../ts/core/service-env/service-build.ts';
import { writeServiceEnv } from '../../ts/core/service-env/write.ts';
import { installProgram, type InstalledProgram } from './program.ts';

let program: InstalledProgram;
beforeAll(() => {
  program = installProgram();
  mkdirSync(join(program.folder, 'output'));
  const artifact = writeServiceEnv(serviceBuildToEntries('SERVICE1_BUILD', built));
  write('output/service1.env.groovy', artifact);
  write('output/bare.env.groovy', "env.BARE_BUILD = 90\nenv.BARE_IMAGE = 'registry.example/bare'\n");
  write('release.json', releaseBytes(aRelease({ service1: built })));
  write('described.json', JSON.stringify(described));
  write('services.json', JSON.stringify({ services: [service, { ...service, serviceName: 'service2' }] }));
}, 120_000);
afterAll(() => {
  program.remove();
});

const built = build(90);
const image = `${built.image}@${built.digest}`;
const write = (name: string, text: string) => {
  writeFileSync(join(program.folder, name), text);
};
const readJson = (name: string) => JSON.parse(readFileSync(join(program.folder, name), 'utf8')) as unknown;
const readYaml = (name: string) => parse(readFileSync(join(program.folder, name), 'utf8')) as unknown;

/** As the AWS CLI prints it with --include TAGS. */
const described = {
  taskDefinition: {
    taskDefinitionArn: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:41',
    family: 'service1',
    revision: 41,
    status: 'ACTIVE',
    registeredAt: '2026-03-01T10:00:00Z',
    registeredBy: 'arn:aws:iam::123456789012:user/terraform',
    requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
    compatibilities: ['EC2', 'FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    containerDefinitions: [
      { name: 'service1', image: 'old:1', portMappings: [{ containerPort: 8080, protocol: 'tcp' }] },
      { name: 'proxy', image: 'proxy:2' },
    ],
  },
  tags: [
    { key: 'team', value: 'shop' },
    { key: 'ecs-promote:release', value: 'a' },
  ],
};
const service = {
  serviceName: 'service1',
  status: 'ACTIVE',
  taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:3',
  loadBalancers: [{ targetGroupArn: 'tg1', containerName: 'service1', containerPort: 8080 }],
  taskSets: [
    { status: 'ACTIVE', taskDefinition: 'service1:40', loadBalancers: [] },
    {
      status: 'PRIMARY',
      taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:41',
      platformVersion: '1.4.0',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
      },
      loadBalancers: [{ targetGroupArn: 'tg2', containerName: 'service1', containerPort: 8080 }],
    },
  ],
};

describe('render taskdef', () => {
  test.each([
    ['an env artifact', ['--artifact', 'output/service1.env.groovy']],
    ['a release', ['--release', 'release.json', '--of', 'service1']],
    ['an image', ['--image', image]],
  ])('changes only the image, by digest, from %s, without asking AWS', async (_, from) => {
    const words = ['render', 'taskdef', '--from', 'described.json', '--container', 'service1', ...from];
    const { code, stdout } = await program.run([...words, '--out', 'build']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'build/taskdef.json\n' });
    expect(readJson('build/taskdef.json')).toEqual({
      family: 'service1',
      networkMode: 'awsvpc',
      cpu: '256',
      containerDefinitions: [
        { name: 'service1', image, portMappings: [{ containerPort: 8080, protocol: 'tcp' }] },
        { name: 'proxy', image: 'proxy:2' },
      ],
      tags: [{ key: 'team', value: 'shop' }],
    });
    expect(existsSync(join(program.folder, 'build/imageDetail.json'))).toBe(false);
  });

  test('puts a placeholder for CodeDeployToECS, and the image into imageDetail.json', async () => {
    write(
      'template.json',
      JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'web', image: 'x' }] }),
    );
    const words = ['render', 'taskdef', '--from', 'template.json', '--placeholder', 'IMAGE1_NAME', '--json'];
    const { stdout } = await program.run([...words, '--image', image, '--out', 'pipe']);
    expect(JSON.parse(stdout)).toEqual({
      family: 'web',
      container: 'web',
      image,
      files: ['pipe/taskdef.json', 'pipe/imageDetail.json'],
    });
    expect(readJson('pipe/taskdef.json')).toMatchObject({
      containerDefinitions: [{ name: 'web', image: '<IMAGE1_NAME>' }],
    });
    expect(readJson('pipe/imageDetail.json')).toEqual({ ImageURI: image });
    const alone = await program.run([...words, '--out', 'alone']);
    expect(JSON.parse(alone.stdout)).toMatchObject({ image: null, files: ['alone/taskdef.json'] });
  });

  test.each<[string, readonly string[], number, RegExp]>([
    [
      'nothing to start from',
      ['--image', image],
      2,
      /render-sources\s+It is not said where the task definition/,
    ],
    [
      'two things to start from',
      ['--from', 'described.json', '--family', 'x', '--image', image],
      2,
      /--from and --family cannot/,
    ],
    ['no image', ['--from', 'described.json'], 2, /It is not said where the image comes from/],
    [
      'two images',
      ['--from', 'described.json', '--image', image, '--artifact', 'a'],
      2,
      /--image and --artifact cannot/,
    ],
    [
      'an image by its tag',
      ['--from', 'described.json', '--image', `${built.image}:latest`],
      2,
      /render-image-not-by-digest/,
    ],
    [
      'several containers and no word which',
      ['--from', 'described.json', '--image', image],
      2,
      /2 containers: service1, proxy/,
    ],
    [
      'a container that is none',
      ['--from', 'described.json', '--image', image, '--container', 'web'],
      2,
      /no container web/,
    ],
    [
      'an artifact without a digest',
      ['--from', 'described.json', '--artifact', 'output/bare.env.groovy'],
      4,
      /BARE_DIGEST is missing/,
    ],
    [
      'a service that the release has not',
      ['--from', 'described.json', '--release', 'release.json', '--of', 'x'],
      2,
      /has no service x/,
    ],
    [
      'a release and no service',
      ['--from', 'described.json', '--release', 'release.json'],
      2,
      /--release is given without --of/,
    ],
    ['a file of something else', ['--from', 'services.json', '--image', image], 4, /render-file-unreadable/],
    ['a file that is no JSON', ['--from', 'output/bare.env.groovy', '--image', image], 4, /it is not JSON/],
    [
      'a family and no region',
      ['--family', 'service1', '--image', image],
      2,
      /region of task definition service1/,
    ],
  ])('%s is refused, and nothing is written', async (_, words, code, message) => {
    const ended = await program.run(['render', 'taskdef', ...words, '--out', 'refused']);
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(existsSync(join(program.folder, 'refused'))).toBe(false);
  });
});

describe('render appspec', () => {
  const properties = (name: string) =>
    (readYaml(name) as { Resources: [{ TargetService: { Properties: unknown } }] }).Resources[0].TargetService
      .Properties;

  test('keeps what the service’s primary task set has', async () => {
    const words = ['render', 'appspec', '--services', 'services.json', '--service', 'service1'];
    const { code, stdout } = await program.run([...words, '--out', 'spec']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'spec/appspec.yaml\n' });
    expect(readFileSync(join(program.folder, 'spec/appspec.yaml'), 'utf8')).toMatch(
      /^version: 0\.0\nResources:\n/,
    );
    expect(properties('spec/appspec.yaml')).toEqual({
      TaskDefinition: '<TASK_DEFINITION>',
      LoadBalancerInfo: { ContainerName: 'service1', ContainerPort: 8080 },
      PlatformVersion: '1.4.0',
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'], AssignPublicIp: 'DISABLED' },
      },
    });
  });

  test('takes what is said before what the service has', async () => {
    const words = [
      'render',
      'appspec',
      '--services',
      'services.json',
      '--service',
      'service1',
      '--out',
      'said',
    ];
    const said = [
      '--subnet',
      'subnet-7',
      '--subnet',
      'subnet-8',
      '--platform-version',
      'LATEST',
      '--task-definition',
      'service1:42',
    ];
    const hooks = ['--hook', 'AfterAllowTestTraffic=validate', '--hook', 'BeforeInstall=prepare'];
    const { code, stderr } = await program.run([...words, ...said, ...hooks]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(properties('said/appspec.yaml')).toMatchObject({
      TaskDefinition: 'service1:42',
      PlatformVersion: 'LATEST',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: ['subnet-7', 'subnet-8'],
          SecurityGroups: ['sg-1'],
          AssignPublicIp: 'DISABLED',
        },
      },
    });
    expect(readYaml('said/appspec.yaml')).toMatchObject({
      Hooks: [{ BeforeInstall: 'prepare' }, { AfterAllowTestTraffic: 'validate' }],
    });
  });

  test('takes container and port from a task definition, where only one is mapped', async () => {
    const { code } = await program.run(['render', 'appspec', '--from', 'described.json', '--out', 'mapped']);
    expect(code).toBe(0);
    expect(properties('mapped/appspec.yaml')).toEqual({
      TaskDefinition: '<TASK_DEFINITION>',
      LoadBalancerInfo: { ContainerName: 'service1', ContainerPort: 8080 },
    });
  });

  test.each<[string, readonly string[], number, RegExp]>([
    ['no port', [], 2, /render-port-unclear/],
    ['a container without a port', ['--container', 'web'], 2, /render-port-unclear/],
    [
      'an event that runs no function',
      ['--container', 'web', '--port', '80', '--hook', 'AfterTestTraffic=f'],
      2,
      /Did you mean "AfterAllowTestTraffic"|render-hook-unknown/,
    ],
    [
      'two services',
      ['--services', 'services.json', '--cluster', 'c', '--service', 's'],
      2,
      /--services and --cluster cannot/,
    ],
    ['a cluster without a service', ['--cluster', 'c'], 2, /--cluster is given without --service/],
    ['a service of nowhere', ['--service', 's'], 2, /--service is given without --cluster/],
    ['several services and no word which', ['--services', 'services.json'], 4, /holds 2 services/],
    ['a service that the file has not', ['--services', 'services.json', '--service', 'x'], 4, /no service x/],
    ['a port that is none', ['--container', 'web', '--port', '0'], 2, /port/],
  ])('%s is refused, and nothing is written', async (_, words, code, message) => {
    const ended = await program.run(['render', 'appspec', ...words, '--out', 'refused']);
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(existsSync(join(program.folder, 'refused'))).toBe(false);
  });
});

describe('from AWS', () => {
  const calls: string[] = [];
  let server: Server;
  let env: Record<string, string>;
  beforeAll(async () => {
    const { registeredAt, ...taskDefinition } = described.taskDefinition;
    expect(registeredAt).toBeDefined();
    const answers: Readonly<Record<string, unknown>> = {
      DescribeServices: { services: [service] },
      DescribeTaskDefinition: {
        taskDefinition: { ...taskDefinition, registeredAt: 1 },
        tags: described.tags,
      },
    };
    server = createServer((request, response) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      calls.push(operation);
      response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(answers[operation]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_REGION: 'ap-southeast-2',
    };
  });
  beforeEach(() => calls.splice(0));
  afterAll(() => server.close());

  test('a family is described, and written as the file would be', async () => {
    const image1 = ['--image', image, '--container', 'service1'];
    const { code } = await program.run(
      ['render', 'taskdef', '--family', 'service1', ...image1, '--out', 'live'],
      env,
    );
    await program.run(['render', 'taskdef', '--from', 'described.json', ...image1, '--out', 'saved']);
    expect(code).toBe(0);
    expect(calls).toEqual(['DescribeTaskDefinition']);
    expect(readJson('live/taskdef.json')).toEqual(readJson('saved/taskdef.json'));
  });

  test('a service is looked at with reading calls alone', async () => {
    const of = ['--cluster', 'appcluster-live', '--service', 'service1'];
    const words = ['--image', image, '--container', 'service1', '--out', 'running'];
    expect(await program.run(['render', 'taskdef', ...of, ...words], env)).toMatchObject({ code: 0 });
    expect(await program.run(['render', 'appspec', ...of, '--out', 'running'], env)).toMatchObject({
      code: 0,
    });
    expect(calls).toEqual(['DescribeServices', 'DescribeTaskDefinition', 'DescribeServices']);
    await program.run([
      'render',
      'appspec',
      '--services',
      'services.json',
      '--service',
      'service1',
      '--out',
      'kept',
    ]);
    expect(readYaml('running/appspec.yaml')).toEqual(readYaml('kept/appspec.yaml'));
  });
});
