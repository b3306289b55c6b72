import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { withoutExamples } from './without-examples.ts';

/**
 * Leaves out of the bundles what no step can reach but tree shaking can't know. Each line says why that is so; together they are what
 * keeps the AWS bundle within its budget of size and start time.
 */
export function slim(root: string): Plugin {
  return {
    name: 'slim',
    setup(build) {
      // The SDK imports its package.json files for a version number, and with them all scripts and dependencies.
      build.onLoad({ filter: /node_modules\/@(aws-sdk|smithy)\/.*package\.json$/ }, async ({ path }) => {
        const { name, version } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
        return { contents: JSON.stringify({ name, version }), loader: 'json' };
      });

      // None of our operations streams events; the SDK's protocol imports them in case one did.
      build.onLoad({ filter: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/ }, () => ({
        contents: `
          export const EventStreamSerde = undefined;
          export const eventStreamSerdeProvider = () => undefined;
          export const resolveEventStreamSerdeConfig = (config) => config;`,
        loader: 'js',
      }));

      // A lazy import makes esbuild put everything below it into functions, which are parsed twice and keep what nobody uses. Of
      // the SDK that is nearly all, for the sake of credential providers that take no time to evaluate.
      build.onLoad({ filter: /node_modules\/@(aws-sdk|smithy)\/.*\/dist-es\/.*\.js$/ }, async ({ path }) => ({
        contents: eagerly(await readFile(path, 'utf8')),
        loader: 'js',
      }));

      // Only docs/errors.md and tests read the examples of errors.
      build.onLoad({ filter: /\/ts\/core\/errors\/catalogue\/[^/]+\.ts$/ }, async ({ path }) => ({
        contents: withoutExamples(await readFile(path, 'utf8'), path),
        loader: 'ts',
      }));

      // simple-git's own log for its developers (DEBUG=simple-git), with colours for terminals.
      build.onLoad({ filter: /node_modules\/debug\/src\/(index|browser|node)\.js$/ }, () => ({
        contents: `
          const silent = () => Object.assign(() => {}, { enabled: false, extend: silent });
          module.exports = Object.assign(silent, { default: silent, formatters: {} });`,
        loader: 'js',
      }));

      // For Node yaml offers CommonJS only, which can't be shaken; its modules for browsers are the same code as ES modules.
      build.onResolve({ filter: /^yaml$/ }, () => ({
        path: join(root, 'node_modules/yaml/browser/dist/index.js'),
      }));
    },
  };
}

/** `await import("x")` and `import("x")` as imports at the top. */
function eagerly(source: string): string {
  const imports: string[] = [];
  const body = source.replaceAll(
    /(await )?\bimport\(("[^"]+")\)/g,
    (_, awaited: string | undefined, from: string) => {
      const name = `eager${imports.length}`;
      imports.push(`import * as ${name} from ${from};`);
      return awaited === undefined ? `Promise.resolve(${name})` : name;
    },
  );
  return [...imports, body].join('\n');
}
