import { lambdaBudgets, sizeBudgets, startBudgets } from './bundle/budgets.ts';
import { bundleAll, weights } from './bundle/bundles.ts';
import { distFolder, distribution } from './bundle/distribution.ts';
import { bundleLambdas } from './bundle/lambda.ts';
import { writeFiles } from './files.ts';
import { root } from './root.ts';

/**
 * `npm run build`: bundles, the tree for agents' images and what Jenkins copies; then what they weigh and how fast they start.
 * `npm run build -- --quick` leaves out the start times, `--into FOLDER` writes elsewhere than into the checkout.
 */
const words = process.argv.slice(2);
const into = words.includes('--into') ? (words[words.indexOf('--into') + 1] ?? root) : root;

const bundles = await bundleAll(root);
const lambdas = await bundleLambdas(root);
const files = await distribution(root, bundles, lambdas);
await writeFiles(into, files, [distFolder]);
for (const bundle of bundles) {
  const parts = weights(bundle).map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)}`);
  console.log(`${bundle.file} (kB): ${parts.join(', ')}`);
}
const spent = [
  ...sizeBudgets(bundles, files),
  ...lambdaBudgets(lambdas),
  ...(words.includes('--quick') ? [] : startBudgets(files)),
];
for (const { what, text, over } of spent) console.log(`${what}: ${text}${over ? ' — OVER' : ''}`);
