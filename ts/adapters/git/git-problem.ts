import { gitErrors } from '../../core/errors/catalogue/git.ts';

/** The catalogue's error for what git, or the attempt to start it, said. Texts of git 2.30 to 2.50. */
export function gitProblem(folder: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (/on a directory that does not exist/i.test(text))
    return gitErrors.folderMissing.error({ folder }, options);
  if (/spawn .*\b(?:ENOENT|EACCES)\b/.test(text)) return gitErrors.missing.error({}, options);
  if (/dubious ownership|is owned by someone else|unsafe repository/i.test(text))
    return gitErrors.dubiousOwnership.error({ folder }, options);
  if (/not a git repository/i.test(text)) return gitErrors.notARepository.error({ folder }, options);
  return gitErrors.failed.error({ folder, reason: reasonOf(text) }, options);
}

/** What git says without its advice, on one line. */
function reasonOf(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^(?:fatal|error|warning): */, '').trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('hint:'))
    .slice(0, 2)
    .join('; ')
    .slice(0, 300);
}
