import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { CodeDeployed } from '../../ts/rehearsal/aws/testing/code-deploy.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { installProgram, type InstalledProgram } from '../cli/program.ts';

/** The function as it is uploaded: unpacked from the zip, and called in a Node of its own as Lambda does. */
let program: InstalledProgram;
let folder: string;
let zip: Buffer;
let server: Server;
let address: string;
/** What the server answers next; the last one again and again. */
let answers: readonly (number | 'hang')[] = [];
const asked: { readonly path: string; readonly authorization: string | undefined }[] = [];

beforeAll(async () => {
  program = installProgram();
  folder = join(program.folder, 'function');
  mkdirSync(folder);
  zip = readFileSync(join(program.folder, 'tree', 'dist', 'lambda', 'ecs-promote-hook.zip'));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) writeFileSync(join(folder, name), bytes);
  writeFileSync(
    join(folder, 'lambda.cjs'),
    `const { handler } = require('./index.js');
    const [event, milliseconds] = process.argv.slice(2).map((word) => JSON.parse(word));
    const end = Date.now() + milliseconds;
    handler(event, { getRemainingTimeInMillis: () => end - Date.now() }).then(
      (answer) => console.error(JSON.stringify({ answer })),
      (error) => console.error(JSON.stringify({ thrown: error.message })),
    ).then(() => process.exit(0));`,
  );
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    const [next = 200] = answers;
    if (answers.length > 1) answers = answers.slice(1);
    if (next !== 'hang') response.writeHead(next).end(`hello ${request.headers.authorization ?? ''}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
}, 180_000);
beforeEach(() => {
  answers = [200];
  asked.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  program.remove();
});

interface Called {
  readonly answer?: { readonly hookStatus: string; readonly [member: string]: unknown };
  readonly thrown?: string;
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly seconds: number;
}

async function call(
  event: unknown,
  env: Readonly<Record<string, string>>,
  milliseconds = 60_000,
): Promise<Called> {
  const began = performance.now();
  const child = spawn(process.execPath, ['lambda.cjs', JSON.stringify(event), String(milliseconds)], {
    cwd: folder,
    env: {
      AWS_REGION: 'ap-southeast-2',
      AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
      AWS_SECRET_ACCESS_KEY: 's',
      ...env,
    },
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (part: string) => {
      text[stream] += part;
    });
  await new Promise((resolve) => child.on('close', resolve));
  const lines = text.stdout.split('\n').filter((line) => line !== '');
  const log = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  // Nothing but the driver's own line: what the SDK says of Node versions would be lines that are no JSON.
  return { ...(JSON.parse(text.stderr) as object), log, seconds: (performance.now() - began) / 1000 };
}

const native = (details: object = {}, stage = 'POST_TEST_TRAFFIC_SHIFT', executionDetails: object = {}) => ({
  executionId: 'e1',
  lifecycleStage: stage,
  resourceArn: 'arn:aws:ecs:r:1:service-deployment/c/s/d',
  executionDetails: { targetServiceRevisionArn: 'green', ...executionDetails },
  hookDetails: details,
});

describe('for a deployment of ECS itself', () => {
  test('an address that answers lets it go on; each probe is one line', async () => {
    const { answer, log } = await call(native(), { ECS_PROMOTE_HOOK_URL: address });
    expect(answer).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(log).toEqual([
      {
        level: 'info',
        message: expect.stringMatching(/\/health answers 200 in \d+ ms$/) as string,
        deployment: 'arn:aws:ecs:r:1:service-deployment/c/s/d',
        stage: 'POST_TEST_TRAFFIC_SHIFT',
        executionId: 'e1',
        try: 1,
        of: 3,
        passed: true,
        milliseconds: expect.any(Number) as number,
      },
      expect.objectContaining({ message: 'answers', hookStatus: 'SUCCEEDED' }) as object,
    ]);
  });

  test('a wrong answer sends it back, after the tries it has', async () => {
    answers = [503];
    const { answer, log } = await call(native({ checks: [{ url: address, tries: 2 }] }), {});
    expect(answer).toEqual({ hookStatus: 'FAILED' });
    expect(log.map(({ message }) => String(message).replace(/^.*\/health /, ''))).toEqual([
      'answers 503, not 200',
      'answers 503, not 200',
      'answers',
    ]);
  }, 30_000);

  test('a cold start is not held against it', async () => {
    answers = [503, 200];
    expect((await call(native(), { ECS_PROMOTE_HOOK_URL: address })).answer).toEqual({
      hookStatus: 'SUCCEEDED',
    });
  }, 30_000);

  test('when the time of a call ends before the tries, it asks to be called again and goes on from there', async () => {
    answers = ['hang'];
    const checks = [{ url: address, tries: 2 }];
    const first = await call(native({ checks, own: 1 }), {}, 6_000);
    expect(first.answer).toEqual({
      hookStatus: 'IN_PROGRESS',
      callBackDelay: 5,
      hookDetails: { checks, own: 1, ecsPromote: { check: 0, tries: 1 } },
    });
    expect(first.seconds).toBeLessThan(6);
    answers = [500];
    const second = await call(native(first.answer?.['hookDetails'] as object), {});
    expect(second.answer).toEqual({ hookStatus: 'FAILED' });
    expect(second.log[0]).toMatchObject({ try: 2, of: 2, passed: false });
  }, 30_000);

  test('on the way back nothing is asked and nothing held up', async () => {
    const weights = { productionTrafficWeights: { green: 0, blue: 100 } };
    answers = [503];
    const back = await call(native({}, 'PRODUCTION_TRAFFIC_SHIFT', weights), {
      ECS_PROMOTE_HOOK_URL: address,
    });
    expect(back.answer).toEqual({ hookStatus: 'SUCCEEDED' });
    expect(asked).toEqual([]);
  });

  test('a secret is sent from the environment and never logged, not even in what the service answers', async () => {
    const check = {
      url: address,
      tries: 1,
      requestHeaders: { Authorization: { env: 'TOKEN' } },
      body: 'x',
    };
    const { answer, log } = await call(native({ checks: [check] }), { TOKEN: 'hunter2' });
    expect(answer).toEqual({ hookStatus: 'FAILED' });
    expect(asked).toEqual([{ path: '/health', authorization: 'hunter2' }]);
    expect(JSON.stringify(log)).toContain('hello (sensitive)');
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  test.each<[string, unknown, Readonly<Record<string, string>>, RegExp]>([
    ['nothing to check', native(), {}, /nothing to check/],
    ['settings that are wrong', native({ checks: [{ adress: 'x' }] }), {}, /"adress" is not known/],
    [
      'a variable that is not set',
      native({ checks: [{ url: 'http://127.0.0.1/', requestHeaders: { x: { env: 'NO' } } }] }),
      {},
      /variable NO is not set/,
    ],
    ['an event of something else', { Records: [] }, {}, /no event of CodeDeploy/],
  ])('%s fails the validation, and is said', async (_, event, env, message) => {
    const { answer, thrown, log } = await call(event, env);
    expect({ answer, thrown }).toEqual({ answer: { hookStatus: 'FAILED' }, thrown: undefined });
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringMatching(message) as string }),
    );
  });
});

describe('for a deployment of CodeDeploy', () => {
  let aws: TestAws;
  let shop: CodeDeployed;
  beforeEach(async () => {
    aws = await TestAws.start();
    await aws.layOut();
    shop = new CodeDeployed(aws);
    await shop.layOut({ autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } });
  });
  afterEach(() => aws.close());

  /** A deployment that waits for the function after the test listener leads to the new tasks; answers the event that CodeDeploy sends. */
  async function waitingForTheFunction() {
    aws.emulator.faults.add({ kind: 'codeDeployHook', outcome: 'silent' });
    const hooks = { AfterAllowTestTraffic: 'ecs-promote-hook' };
    const id = await shop.deploy(await aws.register('2'), { appSpec: { hooks } });
    const { codedeploy } = aws.emulator.world.region('123456789012', 'ap-southeast-2');
    for (let second = 0; second < 1_800 && !codedeploy.deployments.get(id)?.hook; second++)
      aws.advanceSeconds(1);
    const { executionId } = codedeploy.deployments.get(id)!.hook!;
    return { DeploymentId: id, LifecycleEventHookExecutionId: executionId };
  }
  const env = () => ({ ECS_PROMOTE_HOOK_URL: address, AWS_ENDPOINT_URL: aws.emulator.url });

  test('an address that answers lets it go on to production traffic', async () => {
    const event = await waitingForTheFunction();
    expect((await call(event, env())).answer).toEqual({ hookStatus: 'SUCCEEDED' });
    await shop.until(event.DeploymentId, 'Succeeded');
    expect(await shop.shares(shop.productionListener)).toContain('green 100');
  }, 60_000);

  test('a wrong answer makes it fail and go back, and production traffic never moves', async () => {
    const event = await waitingForTheFunction();
    answers = [500];
    const checks = JSON.stringify([{ url: address, tries: 1 }]);
    expect((await call(event, { ...env(), ECS_PROMOTE_HOOK_CHECKS: checks })).answer).toEqual({
      hookStatus: 'FAILED',
    });
    const { errorInformation, rollbackInfo } = await shop.until(event.DeploymentId, 'Failed');
    expect(errorInformation?.code).toBe('HOOK_EXECUTION_FAILURE');
    expect(rollbackInfo).toBeDefined();
    expect(await shop.shares(shop.productionListener)).not.toContain('green 100');
  }, 60_000);

  test('a service that never answers is a failure, told before Lambda ends the function', async () => {
    const event = await waitingForTheFunction();
    answers = ['hang'];
    const { answer, seconds } = await call(event, env(), 8_000);
    expect(answer).toEqual({ hookStatus: 'FAILED' });
    expect(seconds).toBeLessThan(8);
    await shop.until(event.DeploymentId, 'Failed');
  }, 60_000);

  test('CodeDeploy that throttles is told again', async () => {
    const event = await waitingForTheFunction();
    aws.emulator.faults.add({
      kind: 'throttling',
      operation: 'PutLifecycleEventHookExecutionStatus',
      times: 2,
    });
    expect((await call(event, env())).answer).toEqual({ hookStatus: 'SUCCEEDED' });
    await shop.until(event.DeploymentId, 'Succeeded');
  }, 60_000);

  test('when CodeDeploy cannot be told the function fails, so that Lambda calls it again', async () => {
    const { thrown } = await call({ DeploymentId: 'd-NOSUCH123', LifecycleEventHookExecutionId: 'e' }, env());
    expect(thrown).toMatch(/PutLifecycleEventHookExecutionStatus|d-NOSUCH123/);
  });
});

describe('the zip', () => {
  test('holds the program and the licences of what is in it', () => {
    expect(Object.keys(unzipSync(zip))).toEqual(['LICENSE', 'THIRD-PARTY-LICENCES.txt', 'index.js']);
    expect(readFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), 'utf8')).toContain(
      '@aws-sdk/client-codedeploy',
    );
  });

  test('is the same byte for byte when it is built at another place of the world', () => {
    const root = join(__dirname, '..', '..');
    const into = join(program.folder, 'again');
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const words = [tsx, join(root, 'ts', 'tools', 'build.ts'), '--quick', '--into', into];
    execFileSync(process.execPath, words, {
      cwd: root,
      env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'mi_NZ.UTF-8' },
    });
    expect(readFileSync(join(into, 'dist', 'lambda', 'ecs-promote-hook.zip')).equals(zip)).toBe(true);
  }, 120_000);
});
