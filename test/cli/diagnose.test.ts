import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { installProgram, readResult, type InstalledProgram } from './program.ts';

let program: InstalledProgram;
beforeAll(() => {
  program = installProgram();
}, 120_000);
afterAll(() => {
  program.remove();
});

const fixtures = join(__dirname, '..', 'fixtures', 'diagnosis');
const write = (name: string, text: string) => {
  writeFileSync(join(program.folder, name), text);
  return name;
};

test('lines are answered by lines: JSON for a program, words for a person', async () => {
  const file = write(
    'lines.txt',
    [
      '(service oom-killer) has reached a steady state.',
      '{"text":"Essential container in task exited","exitCode":127,"stopCode":"EssentialContainerExited"}',
      'CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your pull rate limit.',
    ].join('\n'),
  );
  const json = await program.run(['diagnose', '--lines', file, '--json']);
  expect(json).toMatchObject({ code: 0, stderr: '' });
  const verdicts = json.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(verdicts.map((verdict) => [verdict['class'], verdict['confidence'], verdict['benign']])).toEqual([
    ['steady-state', 'certain', true],
    ['command-not-found', 'likely', false],
    ['registry-rate-limit', 'certain', false],
  ]);
  expect(Object.keys(verdicts[0] ?? {})).toEqual(['class', 'confidence', 'benign', 'evidence', 'advice']);

  const words = await program.run(['diagnose', '--lines', file], {
    ECS_PROMOTE_RESULT: join(program.folder, 'result.json'),
  });
  expect(words.stdout).toBe(readGolden('diagnose-lines', words.stdout));
  expect(readResult(join(program.folder, 'result.json'))).toMatchObject({ output: { verdicts } });
});

test.each(['messages.jsonl', 'found.jsonl'])(
  'all of %s are named right by the program itself',
  async (name) => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    const { stdout } = await program.run(['diagnose', '--lines', write(name, text), '--json']);
    const classes = (lines: string) =>
      lines
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { class: string }).class);
    expect(classes(stdout)).toEqual(classes(text));
  },
);

test('saved answers of AWS give one verdict a service', async () => {
  const services = write(
    'services.json',
    JSON.stringify({
      services: [
        {
          serviceName: 'service1',
          deployments: [
            {
              id: 'ecs-svc/1',
              status: 'PRIMARY',
              rolloutState: 'IN_PROGRESS',
              createdAt: '2026-03-01T10:00:00Z',
            },
          ],
          events: [
            {
              createdAt: '2026-03-01T10:01:00Z',
              message: '(service service1) has started 1 tasks: (task a).',
            },
          ],
        },
        {
          serviceName: 'service2',
          deployments: [
            {
              id: 'ecs-svc/2',
              status: 'PRIMARY',
              rolloutState: 'COMPLETED',
              createdAt: '2026-03-01T10:00:00Z',
            },
          ],
          events: [
            { createdAt: '2026-03-01T10:05:00Z', message: '(service service2) has reached a steady state.' },
          ],
        },
      ],
    }),
  );
  const tasks = write(
    'tasks.json',
    JSON.stringify({
      tasks: [
        {
          group: 'service:service1',
          startedBy: 'ecs-svc/1',
          lastStatus: 'STOPPED',
          stopCode: 'TaskFailedToStart',
          stoppedReason:
            'CannotPullContainerError: Error response from daemon: manifest for app:9 not found: manifest unknown',
          containers: [],
        },
      ],
    }),
  );
  const { code, stdout } = await program.run(['diagnose', '--services', services, '--tasks', tasks]);
  expect(code).toBe(0);
  expect(stdout).toBe(readGolden('diagnose-saved', stdout));
});

test.each<[string, readonly string[], number, RegExp]>([
  ['nothing to look at', [], 2, /diagnose-nothing-given/],
  ['two ways at once', ['--lines', 'a', '--cluster', 'b'], 2, /diagnose-ways-mixed/],
  ['a cluster without a service', ['--cluster', 'b'], 2, /--service is not given/],
  ['no region', ['--cluster', 'b', '--service', 'c'], 2, /diagnose-region-unknown/],
  ['a file that is not there', ['--lines', 'nowhere.txt'], 4, /file-missing/],
  ['a file of something else', ['--services', 'else.json'], 4, /diagnose-file-unreadable/],
  ['broken lines', ['--lines', 'broken.txt'], 4, /broken\.txt[^]*Line 1[^]*Line 3/],
])('%s is refused', async (_, words, code, message) => {
  write('else.json', '[1]');
  write('broken.txt', '{"text"\nfine\n{]');
  const ended = await program.run(['diagnose', ...words]);
  expect(ended.stderr).toMatch(message);
  expect(ended).toMatchObject({ code, stdout: '' });
});

test('a service that is failing now is looked at with reading calls alone', async () => {
  const calls: string[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    DescribeServices: {
      services: [
        {
          serviceName: 'service1',
          status: 'ACTIVE',
          deployments: [],
          events: [
            {
              createdAt: 1,
              message:
                '(service service1) was unable to place a task. Reason: Capacity is unavailable at this time.',
            },
          ],
        },
      ],
    },
    ListTasks: { taskArns: [] },
  };
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    calls.push(operation);
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(answers[operation]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
    };
    const words = ['diagnose', '--cluster', 'c', '--service', 'service1', '--region', 'eu-west-1', '--json'];
    const { code, stdout } = await program.run(words, env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdicts: [{ service: 'service1', class: 'capacity-provider' }],
    });
    expect(calls).toEqual(['DescribeServices', 'ListTasks']);
  } finally {
    server.close();
  }
});

/** Read by people: look at the files under `golden`. `UPDATE_GOLDEN=1` writes them anew. */
function readGolden(name: string, now: string): string {
  const file = join(__dirname, 'golden', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, now);
  return readFileSync(file, 'utf8');
}
