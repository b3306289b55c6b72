import { classify } from './classify.ts';
import { rules } from './rules/index.ts';
import { stoppingRule } from './stopping.ts';

test.each([
  ['Essential container in task exited', 137, 'EssentialContainerExited', 'out-of-memory', 'likely'],
  ['', 137, undefined, 'exit-code', 'guess'],
  [
    'Scaling activity initiated by (deployment ecs-svc/1)',
    137,
    'ServiceSchedulerInitiated',
    'scaling-activity',
    'certain',
  ],
  ['', 143, 'ServiceSchedulerInitiated', 'scaling-activity', 'likely'],
  [
    'Task failed ELB health checks',
    137,
    'ServiceSchedulerInitiated',
    'load-balancer-health-check',
    'certain',
  ],
  ['bye', 137, 'UserInitiated', 'stopped-by-user', 'likely'],
  ['Essential container in task exited', 3, 'EssentialContainerExited', 'exit-code', 'likely'],
] as const)('%j with exit code %s and stop code %s is %s, %s', (text, exitCode, stopCode, id, confidence) => {
  expect(classify({ text, exitCode, stopCode })).toMatchObject({ class: id, confidence });
});

test('the evidence is the sentence from the word that decides, as it was written', () => {
  const text =
    '(service oom-killer) was unable to place a task. Reason: CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached\n your pull rate limit. You may increase it.';
  expect(classify({ text }).evidence).toBe('toomanyrequests: You have reached');
});

test.each([
  ['Task failed container health checks.', 'Task failed container health checks'],
  [
    '(service web) (deployment ecs-svc/123) deployment failed: alarm detected.',
    '(service web) (deployment ecs-svc/123) deployment failed: alarm detected',
  ],
  [
    'CannotStartContainerError: Error response from daemon: failed to create task for container: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/start.sh": stat /app/start.sh: no such file or directory: unknown',
    'exec: "/app/start.sh": stat /app/start.sh: no such file or directory: unknown',
  ],
])('the evidence reads by itself: %s', (text, evidence) => {
  expect(classify({ text }).evidence).toBe(evidence);
});

test('the evidence is the cause and not what the agent advises before it', () => {
  const role = 'arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole-of-a-long-name/0123456789abcdef0';
  const cause = `denied: User: ${role} is not authorized to perform: ecr:BatchGetImage`;
  const text = `CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry. Error response from daemon: ${cause} on resource: *`;
  expect(classify({ text })).toMatchObject({ class: 'registry-permission' });
  expect(classify({ text }).evidence.startsWith(cause)).toBe(true);
  const advised = 'Check that the role has the permissions to pull images from the registry';
  expect(classify({ text: `The task can’t pull the image. ${advised}.` }).evidence).toContain(
    'permissions to pull',
  );
});

test('the evidence of an encoded text is what it was before', () => {
  const text = 'CannotPullContainerError%3A%20toomanyrequests%3A%20it%20can%26%2339%3Bt%20be%20pulled';
  expect(classify({ text }).evidence).toBe("toomanyrequests: it can't be pulled");
});

test('a link in a text, and what was cut inside a sequence, stay as they are', () => {
  const text = 'no such image behind https://ghcr.io/token?scope=a%20b%3Apull and 100%2';
  expect(classify({ text }).evidence).toBe(text);
});

test('a circuit breaker does not promise a cause', () => {
  const { advice } = classify({ text: 'ECS deployment circuit breaker: tasks failed to start.' });
  expect(advice).toContain('stopped tasks');
  expect(advice).toContain('Task failed to start');
});

test('control characters of a text do not reach a console', () => {
  expect(classify({ text: 'no such image \u001b[31mred' }).evidence).not.toContain('\u001b');
});

test('what an application writes to its log is no message of ECS', () => {
  const text = 'AccessDeniedException: not authorized to perform: secretsmanager:GetSecretValue';
  expect(classify({ text, field: 'log' }).class).toBe('other');
  expect(classify({ text, field: 'stoppedReason' }).class).toBe('secret-forbidden');
});

test('the log of a process that ended with an error shows its last line beside the code', () => {
  const text = 'Error: connect ECONNREFUSED 10.0.3.17:5432';
  expect(classify({ text, field: 'log', exitCode: 1 })).toMatchObject({
    class: 'exit-code',
    evidence: `${text}; exit code 1: the application ended with an error`,
  });
  expect(classify({ text, field: 'log' })).toMatchObject({ class: 'other', benign: true });
});

test('what a process says as it dies is a failure without an exit code too, and no certain one', () => {
  for (const text of ['panic: runtime error: index out of range', 'Traceback (most recent call last):'])
    expect(classify({ text, field: 'log' })).toMatchObject({ class: 'exit-code', confidence: 'guess' });
});

test('a text that nobody knows is fatal only if it sounds like a failure', () => {
  expect(classify({ text: 'The frobnicator exploded: fatal error' })).toMatchObject({
    class: 'other',
    benign: false,
  });
  expect(classify({ text: 'Frobnication goes on' })).toMatchObject({ class: 'other', benign: true });
});

test('a guess never stops a deployment before its deadline', () => {
  expect(stoppingRule({ class: 'image-missing', confidence: 'certain' })).toBe('at once');
  expect(stoppingRule({ class: 'image-missing', confidence: 'guess' })).toBe('at the deadline');
  expect(stoppingRule({ class: 'exit-code', confidence: 'likely' })).toBe(3);
  expect(stoppingRule({ class: 'steady-state', confidence: 'guess' })).toBe('never');
});

test('of a text that is longer than any message only the beginning and the end are judged', () => {
  const cause = 'CannotPullContainerError: manifest unknown: Requested image not found';
  const lines = 'all is well\n'.repeat(50_000);
  expect(classify({ text: `${cause}\n${lines}` }).class).toBe('image-missing');
  expect(classify({ text: `${lines}${cause}` }).class).toBe('image-missing');
  expect(classify({ text: `${lines}${cause}\n${lines}` }).class).toBe('other');
});

test('each rule compiles, and says where its wording is from', () => {
  expect(rules.length).toBeGreaterThan(50);
  for (const { pattern, source } of rules) expect([new RegExp(pattern), source]).toHaveLength(2);
});
