import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestOf, type InstalledPlugin } from '../../core/doctor/plugins.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { JenkinsHome } from '../../ports/doctor.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';
import { readManifest } from './plugin-manifest.ts';

const limitBytes = 16 * 1024 * 1024;
/** More files at a time would only wait for the same disk. */
const atOnce = 16;
/** No controller has so many plugins or scripts; it bounds what a folder of something else costs. */
const mostFiles = 1000;

export function isJenkinsHome(home: string): boolean {
  return existsSync(join(home, 'config.xml'));
}

/** The files of a controller as they lie on its disk. Plugins are read from their archives, which is what the next start loads. */
export function jenkinsHomeAt(home: string): JenkinsHome {
  const files = new WorkspaceFiles(home);
  const text = async (name: string): Promise<string | undefined> => {
    try {
      return await files.readText(name, limitBytes);
    } catch (error) {
      const missing = error instanceof ProblemError && error.problems[0].code === 'file-missing';
      if (missing) return undefined;
      throw error;
    }
  };
  return {
    text,
    plugins: async () => {
      const names = await namesIn(join(home, 'plugins'));
      const archives = names.filter((name) => /\.[jh]pi$/.test(name)).slice(0, mostFiles);
      const disabled = new Set(names.filter((name) => name.endsWith('.disabled')));
      const plugins: InstalledPlugin[] = [];
      for (let at = 0; at < archives.length; at += atOnce)
        plugins.push(
          ...(await Promise.all(
            archives
              .slice(at, at + atOnce)
              .map((archive) => pluginIn(join(home, 'plugins'), archive, disabled)),
          )),
        );
      return plugins;
    },
    initScripts: async () => {
      const folder = 'init.groovy.d';
      const names = (await namesIn(join(home, folder))).filter((name) => name.endsWith('.groovy'));
      const scripts = names.slice(0, mostFiles).map(async (name) => {
        const where = `${folder}/${name}`;
        return { where, text: (await text(where)) ?? '' };
      });
      return Promise.all(scripts);
    },
  };
}

/** A file `NAME.jpi.disabled` beside a plugin switches it off (hudson.PluginWrapper). */
async function pluginIn(
  folder: string,
  archive: string,
  disabled: ReadonlySet<string>,
): Promise<InstalledPlugin> {
  const name = archive.replace(/\.[jh]pi$/, '');
  const text = await readManifest(join(folder, archive)).catch(() => null);
  const manifest = manifestOf(text ?? '');
  return {
    name: manifest.get('Short-Name') ?? name,
    version: manifest.get('Plugin-Version') ?? null,
    needsJenkins: manifest.get('Jenkins-Version') ?? manifest.get('Hudson-Version') ?? null,
    disabled: disabled.has(`${archive}.disabled`),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}
