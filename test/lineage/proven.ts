import { lineageOf } from '../../ts/app/lineage.ts';
import type { ProvenLineage } from '../../ts/core/lineage/lineage.ts';
import type { Archive } from '../../ts/ports/archive.ts';
import type { Ledger } from '../../ts/ports/ledger.ts';
import { config, type Files } from './told-line.ts';

/** The lineage of Live, or of another environment, from files in memory, so that thousands of alterations can be tried. */
export function provenFrom(
  files: Files,
  noted: ReadonlyMap<string, string> = new Map(),
  environment = 'live',
): Promise<ProvenLineage> {
  const asked = { environment, services: config.services, noted };
  return lineageOf(asked, { ledger: ledgerIn(files), archive: archiveIn(files) });
}

function archiveIn(files: Files): Archive {
  const below = (build: { job: string; number: number }): string =>
    `home/jobs/${build.job}/builds/${build.number}/archive/`;
  return {
    address: 'home',
    builds: () => Promise.resolve([]),
    paths: (build) => {
      const found = [...files.keys()].filter((path) => path.startsWith(below(build)));
      return Promise.resolve(found.map((path) => path.slice(below(build).length)));
    },
    read: (build, path) => Promise.resolve(files.get(`${below(build)}${path}`) ?? Buffer.alloc(0)),
    fingerprint: (path) => Promise.resolve(files.get(`home/fingerprints/${path}`)?.toString('utf8')),
  };
}

function ledgerIn(files: Files): Ledger {
  const facts = [...files].flatMap(([path, bytes]) => {
    const [, environment, name] = /^ledger\/([^/]+)\/([^./][^/]*)$/.exec(path) ?? [];
    return environment !== undefined && name !== undefined
      ? [{ environment, file: { name, text: bytes.toString('utf8') } }]
      : [];
  });
  const never = () => Promise.reject(new Error('only its files are read'));
  return {
    address: 'ledger',
    environments: () => Promise.resolve([...new Set(facts.map(({ environment }) => environment))].sort()),
    files: (name) =>
      Promise.resolve(facts.filter(({ environment }) => environment === name).map(({ file }) => file)),
    read: never,
    append: never,
  };
}
