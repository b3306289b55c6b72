const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  ENAMETOOLONG: 'the name is too long',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  MODULE_NOT_FOUND: 'no such file',
};

/** Why a file could not be used, in words; the system's own message where there are none. */
export function reasonOf(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? reasons[code] : undefined;
  return known ?? (cause instanceof Error ? cause.message : String(cause));
}
