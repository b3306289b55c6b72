import type { SmokeCheck, TextExpectation } from '../smoke/check.ts';
import type { ServiceTarget } from './config.ts';
import type { SmokeFile } from './smoke-schema.ts';

/** A smoke check with every default filled in. What does not go together has been refused by a check. */
export function resolveSmoke(file: SmokeFile, targets: readonly ServiceTarget[]): SmokeCheck {
  const { url, command, task, on = 'production' } = file;
  if (task) {
    const target = targets.find(({ service }) => service === task.service);
    return {
      kind: 'task',
      on,
      tries: file.tries ?? 1,
      service: task.service,
      taskDefinition: task.taskDefinition ?? null,
      container: task.container ?? target?.container ?? task.service,
      command: task.command ?? null,
      timeoutMinutes: task.timeoutMinutes ?? 10,
    };
  }
  const [program, ...words] = command ?? [];
  if (program !== undefined) {
    const timeoutMinutes = file.timeoutMinutes ?? 5;
    return { kind: 'command', on, tries: file.tries ?? 1, command: [program, ...words], timeoutMinutes };
  }
  const { status = 200, requestHeaders = {}, headers = {}, body } = file;
  return {
    kind: 'http',
    on,
    tries: file.tries ?? 3,
    url: url ?? '',
    status: typeof status === 'number' ? [status] : status,
    requestHeaders,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, expected]) => [name.toLowerCase(), expectationOf(expected)]),
    ),
    body: body === undefined ? null : expectationOf(body),
    withinMilliseconds: file.withinMilliseconds ?? null,
    timeoutSeconds: file.timeoutSeconds ?? 10,
  };
}

function expectationOf(file: NonNullable<SmokeFile['body']>): TextExpectation {
  return typeof file === 'string' ? { equals: file } : file;
}
