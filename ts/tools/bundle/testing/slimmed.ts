import { build } from 'esbuild';
import { root } from '../../root.ts';
import { slim } from '../slim.ts';

/** `tsx slimmed.ts ENTRY OUT`: a program as the bundles would hold it. A process, because esbuild refuses to run within Jest. */
const [entry = '', outfile = ''] = process.argv.slice(2);

await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  preserveSymlinks: true,
  logLevel: 'error',
  plugins: [slim(root)],
});
