import { GitError } from 'simple-git';
import { gitErrors } from '../../core/errors/catalogue/git.ts';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import { withoutSecrets } from './address.ts';

/** What a failed git command means for a ledger. */
type Failure = 'moved' | 'protected' | 'denied' | 'unreachable' | 'other';

/** In this order: a server's refusal mentions "rejected" and "permission" too. Texts of git 2.30 to 2.50, OpenSSH, GitHub, GitLab. */
const signs: readonly (readonly [Failure, RegExp])[] = [
  [
    'protected',
    /protected branch|GH006|GH013|pre-receive hook declined|hook declined|denyCurrentBranch|refusing to update checked out branch|denyNonFastForwards|not allowed to push (code )?to (this|protected)/i,
  ],
  [
    'moved',
    /\(fetch first\)|\(non-fast-forward\)|\(stale info\)|cannot lock ref|failed to update ref|incorrect old value|reference already exists|failed to lock|Unable to create '.*\.lock'/i,
  ],
  [
    'denied',
    /permission denied|permission to .* denied|authentication failed|could not read (username|password)|access denied|not authorized|unauthorized|forbidden|HTTP (code )?40[13]|error: 40[13]|host key verification failed|dubious ownership|terminal prompts disabled/i,
  ],
  [
    'unreachable',
    /could not resolve|connection (refused|reset|timed out|closed)|timed out|timeout|unable to access|unable to connect|no route to host|network is unreachable|repository .*not found|not appear to be a git repository|does not exist|HTTP (code )?5\d\d|remote end hung up|early EOF|not valid: is this a git repository/i,
  ],
];

export function failureOf(error: unknown): Failure {
  const text = textOf(error);
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? 'other';
}

/** The catalogue's error for what git said; anything else is passed on as it is. */
export function gitProblem(address: string, error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  if (/spawn .*\b(?:ENOENT|EACCES)\b/.test(error.message))
    return gitErrors.missing.error({}, { cause: error });
  const values = { address, reason: reasonOf(textOf(error)) };
  const options = { cause: error };
  switch (failureOf(error)) {
    case 'protected':
      return ledgerErrors.branchProtected.error(values, options);
    case 'denied':
      return ledgerErrors.accessDenied.error(values, options);
    case 'unreachable':
      return ledgerErrors.unreachable.error(values, options);
    default:
      return ledgerErrors.gitFailed.error(values, options);
  }
}

function textOf(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}

/** The lines in which git, ssh or the server say why, on one line; what git advises beside it is not our advice. */
function reasonOf(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^(fatal|error|remote|ERROR): */, '').trim())
    .filter(
      (line) => line !== '' && !/^(hint:|To |Please make sure|and the repository exists|Done$)/.test(line),
    );
  const telling = lines.filter((line) => signs.some(([, sign]) => sign.test(line)));
  return (telling.length > 0 ? telling : lines)
    .slice(0, 3)
    .join('; ')
    .replaceAll('\t', ' ')
    .replace(/\.$/, '')
    .slice(0, 400);
}
