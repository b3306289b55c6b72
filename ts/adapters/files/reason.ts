/** A system's error code in words; the message of Node repeats the path and the call. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return words[code ?? ''] ?? code ?? message;
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOENT: 'a part of its path does not exist',
  EEXIST: 'a part of its path is not a folder',
  ELOOP: 'its path goes in circles',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
};
