/**
 * Names are the customers': a service may be called `oom-killer`, a repository `not-found`. Before a text is judged they are blotted
 * out, character by character, so that a position in the result is one in the text.
 */
export function blotNames(text: string): string {
  return names.reduce(
    (so, { pattern, keep }) =>
      so.replace(pattern, (whole: string, ...groups: unknown[]) => {
        const kept = keep(
          groups.map((group) => (typeof group === 'string' ? group : '')),
          whole,
        );
        return kept + blot.repeat(whole.length - kept.length);
      }),
    text,
  );
}

const blot = '·';

interface Name {
  readonly pattern: RegExp;
  /** How much of it stays, from its start. */
  readonly keep: (groups: readonly string[], whole: string) => string;
}

const [first, all] = [(groups: readonly string[]) => groups[0] ?? '', (_: unknown, whole: string) => whole];

/** Hosts whose names tell which of AWS's services was called. */
const tellingHost = /(^|[./])[\w.-]+\.(amazonaws\.com(\.cn)?|api\.aws|docker\.io)(:\d+)?$/i;

const names: readonly Name[] = [
  // arn:aws:secretsmanager:eu-west-1:123456789012:secret:name → the service stays
  { pattern: /(\barn:[\w-]+:[\w-]+:)[^\s'"’,)\]}]*/gi, keep: first },
  {
    pattern: /(https?:\/\/[^\s/"'’:]+(?::\d+)?)[^\s"'’]*/gi,
    keep: ([origin = '']) => (tellingHost.test(origin) ? origin : ''),
  },
  // (service name), (service name, taskSet id), (container-instance id), …; the last may be cut off
  {
    pattern:
      /(\(\s*(?:service|task|taskset|deployment|instance|container-instance|elb|target-group|cluster|container|capacity\s+provider)\s+)[^)]*/gi,
    keep: first,
  },
  // service name was …, as older events have it
  {
    pattern:
      /(\bservice\s+)(?!deployments?\s)[^\s()]+(?=\s+(?:was|has|is|failed|could|operations|registered|deregistered|\())/gi,
    keep: first,
  },
  // target-group name, secret name, …: only what looks like a name and not like the next word
  {
    pattern:
      /(\b(?:target-group|container-instance|task\s*set|family|task\s+definition|cluster|role|secret|parameters?|subnet|repository|repository\s+with\s+name|log\s+group|capacity\s+provider|container|deployment|deploymentid|image|function)[\s:]+['"‘[]?)(?=[^\s'"’\]]*(?:[-_/\d]|\.\w))[\w./:@$!+-]+/gi,
    keep: first,
  },
  // 'name', "name"; a failure reason of the API may be quoted, too
  {
    pattern:
      /(?<=[\s(:=])(['"‘`]|\\+")(?!(?:AGENT|ATTRIBUTE|RESOURCE|MEMBEROF|LOCATION|INACTIVE|EMPTY)\b)[^\s'"’`]+(?=['"’`])/gi,
    keep: first,
  },
  // paths, images, ids with a slash
  {
    pattern: /(?<![\w./:@-])[\w.:@+-]*\/(?:(?!\.\.)[\w./:@+-])*[\w/]/g,
    keep: (groups, whole) =>
      /^(?:i\/o|net\/http|and\/or|cpu\/memory|stopped\/\w+|\d{1,3}\/\d{1,3})$/i.test(whole)
        ? all(groups, whole)
        : '',
  },
];
