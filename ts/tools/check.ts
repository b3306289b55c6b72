import {
  budgetProblems,
  built,
  bundleContents,
  bundlesFresh,
  bundlesReproducible,
  licenceProblems,
} from './check/bundles.ts';
import { toolProblems } from './check/command.ts';
import { dependencyReasons, lockFileProblems, symbolicLinks } from './check/repository.ts';
import { differences } from './files.ts';
import { generatedFiles, generatedFolders } from './generate/generated.ts';
import { root } from './root.ts';

/** `npm run check`: all that must hold before a change is handed on, besides the tests. Runs everything, then fails once. */
interface Check {
  readonly name: string;
  readonly remedy: string;
  readonly problems: () => readonly string[] | Promise<readonly string[]>;
}

const bundles = built(root);
// Its own check tells when it fails; without a handler Node would end here.
bundles.catch(() => undefined);

const checks: readonly Check[] = [
  {
    name: 'types',
    remedy: 'npm run types',
    problems: () => toolProblems(root, 'typescript/bin/tsc', ['-p', '.']),
  },
  { name: 'lint', remedy: 'npm run lint', problems: () => toolProblems(root, 'eslint/bin/eslint.js', ['.']) },
  {
    name: 'format',
    remedy: 'npm run format',
    problems: () => toolProblems(root, 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  },
  {
    name: 'generated files are fresh',
    remedy: 'npm run generate, and commit what it wrote',
    problems: async () => differences(root, await generatedFiles(), generatedFolders),
  },
  {
    name: 'bundles are fresh',
    remedy: 'npm run build, and commit what it wrote on its own',
    problems: async () => bundlesFresh(root, await bundles),
  },
  {
    name: 'bundles are the same from another folder',
    remedy: 'look for a path, a date or an order that depends on the machine',
    problems: async () => bundlesReproducible(root, await bundles),
  },
  {
    name: 'bundles hold only what they should',
    remedy: 'find the import that brought it in (npm run build lists the packages)',
    problems: async () => bundleContents(await bundles),
  },
  {
    name: 'budgets',
    remedy: 'npm run build shows what weighs and how long it takes',
    problems: async () => budgetProblems(await bundles),
  },
  {
    name: 'licences',
    remedy: 'replace the package, or have the licence agreed on (ts/tools/bundle/licences.ts)',
    problems: async () => licenceProblems(root, await bundles),
  },
  {
    name: 'dependencies have a reason',
    remedy: 'write the line in docs/dependencies.md',
    problems: () => dependencyReasons(root),
  },
  {
    name: 'lock file',
    remedy: 'npm install, with the .npmrc of this checkout',
    problems: () => lockFileProblems(root),
  },
  { name: 'no symbolic links', remedy: 'commit the file itself', problems: () => symbolicLinks(root) },
];

const shown = 40;
let failures = 0;
for (const { name, remedy, problems } of checks) {
  const started = performance.now();
  const found = await Promise.resolve()
    .then(problems)
    .catch((cause: unknown) => [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (found.length === 0) {
    console.log(`ok      ${name} (${seconds} s)`);
    continue;
  }
  failures += 1;
  console.log(`failed  ${name} (${seconds} s): ${remedy}`);
  for (const line of found.slice(0, shown)) console.log(`        ${line}`);
  if (found.length > shown) console.log(`        … and ${found.length - shown} more lines`);
}
console.log(
  failures === 0 ? `all ${checks.length} checks are ok` : `${failures} of ${checks.length} checks failed`,
);
process.exitCode = failures === 0 ? 0 : 1;
