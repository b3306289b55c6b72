import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { zipSync, type ZippableFile } from 'fflate';
import { bundledPackages, licenceDocument } from './licences.ts';
import { slim } from './slim.ts';

/** What goes to Lambda: a zip with `index.js`, whose `handler` is called, and the licences of what is in it. */
export interface LambdaBundle {
  /** Of the zip, within `dist/lambda`. */
  readonly file: string;
  readonly code: Buffer;
  readonly zip: Buffer;
  readonly metafile: Metafile;
}

/** The functions; bundled on their own, because nothing else of the program goes to where they run. */
export async function bundleLambdas(root: string): Promise<readonly LambdaBundle[]> {
  return [await bundleLambda(root, 'ts/lambda/hook.ts', 'ecs-promote-hook.zip')];
}

async function bundleLambda(root: string, entry: string, file: string): Promise<LambdaBundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'index.js',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    preserveSymlinks: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'error',
    plugins: [credentialsOfLambda, slim(root)],
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild gave nothing for ${entry}`);
  const code = Buffer.from(output.contents);
  const licences = licenceDocument(await bundledPackages(root, [{ metafile }]));
  const zip = zipped([
    ['LICENSE', await readFile(join(root, 'LICENSE'))],
    ['THIRD-PARTY-LICENCES.txt', Buffer.from(licences)],
    ['index.js', code],
  ]);
  return { file, code, zip, metafile };
}

/** Lambda puts the credentials of the function's role into its environment; the ways to get them elsewhere weigh more than the rest. */
const credentialsOfLambda: Plugin = {
  name: 'credentials-of-lambda',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/ }, () => ({
      contents: `
        export const defaultProvider = () => async () => ({
          accessKeyId: process.env.AWS_ACCESS_KEY_ID,
          secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
          sessionToken: process.env.AWS_SESSION_TOKEN,
        });`,
      loader: 'js',
    }));
  },
};

/**
 * The same bytes from the same files, whatever machine, time and Node: names in a fixed order, the first moment a zip can write, plain
 * permissions, and a compressor that is not Node's own, which changes with its version.
 */
function zipped(files: readonly (readonly [name: string, bytes: Buffer])[]): Buffer {
  // The format has local times without a zone, and fflate asks the date for its local ones.
  const mtime = new Date(1980, 0, 1);
  const unix = 3;
  const attributes = 0o100644 << 16;
  const entries = files.map(([name, bytes]): [string, ZippableFile] => [
    name,
    [bytes, { mtime, os: unix, attrs: attributes, level: 9 }],
  ]);
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}
