import { WorkspaceFiles } from '../files/workspace-files.ts';

/** A few remotes and branches. */
const limitBytes = 1024 * 1024;

/**
 * The address of `origin`, as `.git/config` of a folder has it, without user and password of a web address; undefined where there is none.
 * The file is read and git is not called: a folder of somebody else's may have a configuration that runs programs.
 */
export async function originOf(folder: string): Promise<string | undefined> {
  const text = await new WorkspaceFiles(folder).readText('.git/config', limitBytes).catch(() => '');
  const [, section = ''] = /^\[remote "origin"\]\s*\n((?:(?!\[).*\n?)*)/m.exec(text) ?? [];
  const [, address] = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section) ?? [];
  return address?.replace(/^(https?:\/\/)[^/@]*@/, '$1');
}
