import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSchemaProvider, type SchemaProvider } from '../../ts/tools/infrastructure/schema-provider.ts';
import { configurations, stackNames, testedFolders } from '../../ts/tools/infrastructure/stacks.ts';
import { storedPath, storedSchema } from '../../ts/tools/infrastructure/stored-schema.ts';
import { TerraformTree } from '../../ts/tools/infrastructure/terraform.ts';
import { usedTypes } from '../../ts/tools/infrastructure/used-types.ts';
import { describeWithTerraform } from '../orchestration/world.ts';

/** The stacks against the real Terraform, with the AWS provider's schema as its bindings have it. */
// Terraform plans a whole environment in a second, unless many others want the machine.
jest.setTimeout(180_000);

const root = join(__dirname, '../..');
const used = usedTypes(join(root, 'orchestration/src'));

test('the schema of every type in use is stored; else: npm run generate:aws-schema', () => {
  const missing = [
    ...used.resources.map((type) => storedPath('resource', type)),
    ...used.data.map((type) => storedPath('data', type)),
  ].filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

describeWithTerraform('the stacks', () => {
  let provider: SchemaProvider;
  let tree: TerraformTree;

  beforeAll(async () => {
    provider = await startSchemaProvider(storedSchema(root, used));
    tree = new TerraformTree(root, provider);
  });

  afterAll(async () => {
    tree.close();
    await provider.close();
  });

  test('are formatted as Terraform writes them; else: terraform fmt -recursive orchestration', async () => {
    expect(await tree.format()).toEqual({ ok: true, output: '' });
  });

  test.each(stackNames(root))('%s is valid', async (stack) => {
    const { ok, output } = await tree.validate(stack);
    expect(ok ? '' : output).toBe('');
  });

  test.each(testedFolders(root))('%s passes its own tests', async (stack) => {
    const { ok, output } = await tree.test(stack);
    expect(ok ? '' : output).toBe('');
  });

  test.each(configurations(root))('$folder has what $stack needs', async (configuration) => {
    const { ok, output } = await tree.plan(configuration);
    expect(ok ? '' : output).toBe('');
  });
});
