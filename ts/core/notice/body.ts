import { shortId } from '../release/short-id.ts';
import type { Notice, NoticeTarget } from './notice.ts';

/**
 * What is sent. Always JSON, made from values: what people wrote in a commit or as a reason can neither end a string nor add a member,
 * whatever is in it.
 *
 * @param url of the Jenkins build; null elsewhere
 */
export function bodyFor(target: NoticeTarget, notice: Notice, url: string | null): object {
  if (target.kind === 'slack') return slackBody(notice, url);
  if (target.body === null) return { ...notice, url };
  const values = valuesOf(notice, url);
  return filled(target.body, values) as object;
}

/** Names that stand in braces in a template, `{environment}: {text}`. */
export const placeholders = [
  'event',
  'environment',
  'text',
  'release',
  'services',
  'by',
  'reason',
  'url',
] as const;
type Values = Readonly<Record<(typeof placeholders)[number], string>>;

/** Everything in braces that reads like a name. */
export function placeholdersIn(template: unknown): readonly string[] {
  if (typeof template === 'string') return [...template.matchAll(inBraces)].map(([, name = '']) => name);
  return membersOf(template).flatMap(([, value]) => placeholdersIn(value));
}

const inBraces = /\{([A-Za-z]+)\}/g;

/** A message is read on a phone; the build has the rest. */
const longest = 2000;

function slackBody(notice: Notice, url: string | null): object {
  const title = `*${escaped(notice.environment)}* ${titles[notice.event]}`;
  const reason = notice.reason === null ? [] : [`Why: ${escaped(shortened(notice.reason))}`];
  // An address holds no pipe and no bracket once it is encoded; they would end Slack's link.
  const link = url === null ? [] : [`<${encodeURI(url).replaceAll('|', '%7C')}|The build>`];
  return { text: [title, escaped(shortened(notice.text)), ...reason, ...link].join('\n') };
}

const titles: Readonly<Record<Notice['event'], string>> = {
  started: 'has begun',
  waiting: 'waits for a person',
  done: 'is done',
  failed: 'has failed',
  rolledBack: 'has gone back',
};

/** Slack's control characters, without which no text can mention a channel or make a link (Slack, "Formatting text for app surfaces"). */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest).join('')}…`;
}

function valuesOf(notice: Notice, url: string | null): Values {
  const { event, environment, releaseId, by, reason } = notice;
  return {
    event,
    environment,
    text: shortened(notice.text),
    release: releaseId === null ? '' : shortId(releaseId),
    services: Object.entries(notice.services)
      .map(([name, build]) => `${name} ${build}`)
      .join(', '),
    by: by ?? '',
    reason: shortened(reason ?? ''),
    url: url ?? '',
  };
}

/** In one pass: a value that looks like a placeholder stays what it is. */
function filled(template: unknown, values: Values): unknown {
  if (typeof template === 'string') {
    return template.replace(inBraces, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name as keyof Values] : whole,
    );
  }
  if (Array.isArray(template)) return template.map((each) => filled(each, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(membersOf(template).map(([name, value]) => [name, filled(value, values)]));
}

function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
