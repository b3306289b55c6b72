import type { HttpExpectation, SmokeCheck, TextExpectation } from './check.ts';

/** What a check is about, short enough to begin a line with. */
export function nameOf(check: SmokeCheck): string {
  switch (check.kind) {
    case 'http':
      return check.url;
    case 'command':
      return commandLine(check.command);
    case 'task': {
      const run = check.command === null ? '' : `: ${commandLine(check.command)}`;
      const of = check.taskDefinition === null ? '' : ` (${check.taskDefinition})`;
      return `task of ${check.service}${of}${run}`;
    }
  }
}

/** What the person who approves a plan should know will be run: a sentence. */
export function announcementOf(check: SmokeCheck): string {
  const when = check.on === 'testTraffic' ? 'On test traffic' : 'Afterwards';
  switch (check.kind) {
    case 'http':
      return `${when} ${check.url} must answer ${expectedOf(check)}.`;
    case 'command':
      return `${when} the command ${nameOf(check)} must exit with 0, within ${check.timeoutMinutes} min.`;
    case 'task':
      return `${when} a ${nameOf(check)} must exit with 0 in ${check.container}, within ${check.timeoutMinutes} min.`;
  }
}

/** `200 or 204, content-type containing "json", within 500 ms`. */
function expectedOf({ status, headers, body, withinMilliseconds }: HttpExpectation): string {
  return [
    status.join(' or '),
    ...Object.entries(headers).map(([name, expected]) => `${name} ${wordsOf(expected)}`),
    ...(body === null ? [] : [`a body ${wordsOf(body)}`]),
    ...(withinMilliseconds === null ? [] : [`within ${withinMilliseconds} ms`]),
  ].join(', ');
}

/** Completes "a body …". */
export function wordsOf(expected: TextExpectation): string {
  if ('equals' in expected) return `equal to ${JSON.stringify(expected.equals)}`;
  if ('contains' in expected) return `containing ${JSON.stringify(expected.contains)}`;
  return `matching /${expected.matches}/`;
}

/** A program and its words, as one would type them. */
export function commandLine(words: readonly string[]): string {
  return words.map(word).join(' ');
}

/** As one would type it; a word that a shell would take apart is quoted, so that it can be seen where it ends. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : JSON.stringify(text);
}
