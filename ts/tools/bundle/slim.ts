import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { eagerly, withoutModelledErrors, withPlainKeys } from './sdk-source.ts';
import { withoutDescriptions } from './without-descriptions.ts';
import { withoutExamples } from './without-examples.ts';

const yamlOf11 =
  /node_modules\/yaml\/browser\/dist\/schema\/yaml-1\.1\/(?:schema|binary|omap|pairs|set|timestamp)\.js$/;
const yamlWriters =
  /node_modules\/yaml\/browser\/dist\/stringify\/stringify(?:Document|Collection|Pair|String)\.js$/;

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

      // Signatures for several regions at once need one of two packages that are in no bundle; STS asks for them in case.
      build.onLoad({ filter: /@aws-sdk\/signature-v4-multi-region\/dist-es\/index\.js$/ }, ({ path }) => ({
        contents: `
          import { SignatureV4 } from "@smithy/signature-v4";
          export { SignatureV4SignWithCredentials } from "./SignatureV4SignWithCredentials";
          export class SignatureV4MultiRegion extends SignatureV4 {
            static sigv4aDependency() { return "none"; }
            async sign(request, options) {
              if (options?.signingRegion === "*") throw new Error("ecs-promote cannot sign with sigv4a; take it out of AWS_AUTH_SCHEME_PREFERENCE or auth_scheme_preference");
              return super.sign(request, options);
            }
          }`,
        loader: 'js',
        resolveDir: dirname(path),
      }));

      // Passes a trace on from one Lambda function to the next.
      build.onLoad({ filter: /@aws\/lambda-invoke-store\/dist-es\/invoke-store\.js$/ }, () => ({
        contents: 'export const InvokeStore = { getInstanceAsync: async () => undefined };',
        loader: 'js',
      }));

      // SHA-256 for a Node that was built without node:crypto; HTTPS needs that too.
      build.onLoad({ filter: /@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/ }, () => ({
        contents: 'export const Sha256Js = undefined;',
        loader: 'js',
      }));

      // The credential providers bring a small copy of the STS client along; we have the client itself.
      build.onResolve({ filter: /^@aws-sdk\/nested-clients\/sts$/ }, ({ kind }) =>
        build.resolve('@aws-sdk/client-sts', { kind, resolveDir: root }),
      );

      build.onLoad({ filter: /node_modules\/@(aws-sdk|smithy)\/.*\/dist-es\/.*\.js$/ }, async ({ path }) => {
        const source = eagerly(await readFile(path, 'utf8'));
        if (!/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/.test(path))
          return { contents: source, loader: 'js' };
        // EC2's client has no errors of its own.
        const errors = join(dirname(path), '../models/errors.js');
        const classes = existsSync(errors) ? await readFile(errors, 'utf8') : '';
        return { contents: withPlainKeys(withoutModelledErrors(source, classes)), loader: 'js' };
      });

      // Only docs/errors.md and tests read the examples of errors.
      build.onLoad({ filter: /\/ts\/core\/errors\/catalogue\/[^/]+\.ts$/ }, async ({ path }) => ({
        contents: withoutExamples(await readFile(path, 'utf8'), path),
        loader: 'ts',
      }));

      // Only the schema for editors is made of what the configuration's members are about.
      build.onLoad({ filter: /\/ts\/core\/config\/[^/]*schema\.ts$/ }, async ({ path }) => ({
        contents: withoutDescriptions(await readFile(path, 'utf8'), path),
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

      // Schemas are chosen by the document's version and never by name, so none is JSON's; and we read documents, not their tokens.
      build.onLoad({ filter: /node_modules\/yaml\/browser\/dist\/schema\/json\/schema\.js$/ }, () => ({
        contents: 'export const schema = [];',
        loader: 'js',
      }));
      // YAML 1.1 is refused (ts/core/config/yaml-document.ts), and so are the types that only it has.
      build.onLoad({ filter: yamlOf11 }, async ({ path }) => {
        const [, names = ''] = /export \{ ([^}]*) \}/.exec(await readFile(path, 'utf8')) ?? [];
        const constants = names
          .split(', ')
          .map((name) => `export const ${name} = ${name === 'schema' ? '[]' : 'undefined'};`);
        return { contents: constants.join('\n'), loader: 'js' };
      });
      // We read YAML and write none (`ts/core/appspec/appspec-yaml.ts` does without).
      build.onLoad({ filter: yamlWriters }, ({ path }) => ({
        contents: `export const ${basename(path, '.js')} = undefined;`,
        loader: 'js',
      }));
      build.onLoad({ filter: /node_modules\/yaml\/browser\/dist\/parse\/cst-visit\.js$/ }, () => ({
        contents: 'export const visit = undefined;',
        loader: 'js',
      }));
    },
  };
}
