import { verdictOf } from './verdict-of.ts';

test('nothing seen is no verdict', () => {
  expect(verdictOf([])).toBeUndefined();
});

test.each([
  [
    'what fails before what goes well',
    ['(service a) has reached a steady state.', 'Task failed container health checks'],
    'container-health-check',
  ],
  [
    'a cause before the circuit breaker',
    [
      'ECS deployment circuit breaker: tasks failed to start.',
      'CannotPullContainerError: x: not found: manifest unknown',
    ],
    'image-missing',
  ],
  [
    'a symptom before the alarm',
    ['(deployment ecs-svc/1) deployment failed: alarm detected.', 'Task failed ELB health checks'],
    'load-balancer-health-check',
  ],
  [
    'a cause before its symptom',
    ['Task failed ELB health checks', 'OutOfMemoryError: Container killed due to memory usage'],
    'out-of-memory',
  ],
  [
    'what is known before what is not',
    ['Something failed', 'ECS deployment circuit breaker: tasks failed to start.'],
    'circuit-breaker',
  ],
  [
    'the certain before the guess',
    ['CannotPullContainerError: api error', 'OutOfMemoryError: Container killed due to memory usage'],
    'out-of-memory',
  ],
  [
    'what is seen more often',
    ['CannotPullContainerError: context canceled', 'RESOURCE:CPU', 'RESOURCE:CPU'],
    'no-capacity-cpu',
  ],
])('of several signs it tells %s', (_, texts, id) => {
  expect(verdictOf(texts.map((text) => ({ text })))?.class).toBe(id);
  expect(verdictOf(texts.toReversed().map((text) => ({ text })))?.class).toBe(id);
});
