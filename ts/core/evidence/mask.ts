/**
 * Evidence is archived where many may read it, and applications write into their logs what they should not. So whatever looks like a
 * credential is masked, rather too much than too little: a masked word can be looked up at its source.
 */
const mask = '****';

const secretWord =
  '(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization|cookie|session[_-]?id)';

/** Names behind which a value is secret: `DB_PASSWORD=…`, `"apiKey": "…"`. Within an ARN they are the name of a service or a kind. */
const secretName = new RegExp(
  String.raw`(?<![\w.:/-])([\w.-]*${secretWord}[\w.-]*\\?["']?\s*(?:[:=]|=>)\s*\\?["']?(?:(?:bearer|basic)\s+)?)([^\s"'\\,;&}]+)`,
  'gi',
);
const secretFlag = new RegExp(String.raw`(?<!\S)(--[\w-]*${secretWord}[\w-]*\s+)([^\s-]\S*)`, 'gi');
const secretMember = new RegExp(String.raw`${secretWord}(?!.*arn$)`, 'i');

const shapes: readonly (readonly [RegExp, string])[] = [
  // Of what was cut the end may be missing, and of a tail the beginning.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  [/(?:^[\w+/=]+\n)+-----END [A-Z ]*PRIVATE KEY-----/gm, mask],
  // user:password@host
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+(@)/gi, `$1${mask}$2`],
  // What a signed address proves who it is with.
  [/([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|sig|signature)=)[^&\s"]+/gi, `$1${mask}`],
  [/\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/gi, mask],
  // Access key ids of AWS (IAM user guide, "Understanding unique ID prefixes"), tokens of GitHub, GitLab, Slack and npm, JSON web tokens.
  [/\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, mask],
  [/\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|npm_\w{30,})/g, mask],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, mask],
  [secretName, `$1${mask}`],
  [secretFlag, `$1${mask}`],
];

export function masked(text: string): string {
  return shapes.reduce((rest, [shape, by]) => rest.replace(shape, by), text);
}

/** Lines that belong together, such as those of a log: what goes over several of them is one mask. */
export function maskedLines(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : masked(lines.join('\n')).split('\n');
}

/** A value of AWS as JSON: the environment that a task was started with may hold anything, so of that only the names are kept. */
export function maskedJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (key, member: unknown) => {
      if (key === 'environment' && Array.isArray(member))
        return member.map((each) => ({ name: (each as { name?: unknown }).name, value: mask }));
      if (typeof member !== 'string') return member;
      return secretMember.test(key) ? mask : masked(member);
    },
    2,
  );
  return `${text}\n`;
}
