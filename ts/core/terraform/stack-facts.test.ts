import { moduleFolder, withNativeSources } from './module-sources.ts';
import { stackFacts } from './stack-facts.ts';

const file = (path: string, text: string) => ({ path, text });

test('variables, modules, versions and the backend are found with their places', () => {
  const facts = stackFacts([
    file('config/eu/app/tf-config.tf', 'terraform {\n  backend "s3" {\n    bucket = "b"\n  }\n}\n'),
    file(
      'src/app/main.tf',
      'terraform { required_version = ">= 1.9" }\nmodule "m" {\n  source = "/modules/m"\n}\n',
    ),
    file('src/app/variables.tf', 'variable region {}\nvariable "key" {\n  sensitive = true\n}\n'),
    file('src/app/notes.txt', '{{{'),
  ]);
  expect(facts).toMatchObject({
    variables: [
      { name: 'region', sensitive: false, place: { file: 'src/app/variables.tf', line: 1 } },
      { name: 'key', sensitive: true, place: { line: 2 } },
    ],
    moduleSources: [{ source: '/modules/m', place: { file: 'src/app/main.tf', line: 3, column: 12 } }],
    requiredVersions: [{ constraint: '>= 1.9', place: { line: 1 } }],
    backend: { type: 's3', place: { file: 'config/eu/app/tf-config.tf', line: 2 } },
  });
});

test('what only looks like a block is none', () => {
  const text =
    'locals {\n  a = <<EOT\nvariable "no" {}\nEOT\n  b = "variable \\"no\\" {}"\n}\n# variable "no" {}\n';
  expect(stackFacts([file('src/app/main.tf', text)]).variables).toEqual([]);
});

test('JSON tells the same', () => {
  const json = {
    variable: { region: {}, key: [{ sensitive: true, type: 'list(string)' }] },
    module: { m: { source: './m' } },
    terraform: [{ required_version: '~> 1.9', backend: { local: { path: '/s' } } }],
  };
  expect(stackFacts([file('src/app/main.tf.json', JSON.stringify(json))])).toMatchObject({
    variables: [{ name: 'region' }, { name: 'key', sensitive: true, list: true }],
    moduleSources: [{ source: './m' }],
    requiredVersions: [{ constraint: '~> 1.9' }],
    backend: { type: 'local', path: '/s' },
  });
});

test.each([
  ['main.tf', 'a = "\n', 'terraform-unreadable', 1],
  ['main.tf', '\n\nvariable {{\n', 'terraform-unreadable', 3],
])('a file that is not HCL is told with its line: %s %j', (name, text, code, line) => {
  let error: unknown;
  try {
    stackFacts([file(`src/app/${name}`, text)]);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ problems: [{ code, place: { line } }] });
});

test.each([
  ['/modules/m', 'src/app/main.tf', 'src/modules/m'],
  ['/modules/m//sub', 'src/app/main.tf', 'src/modules/m/sub'],
  ['../modules/m', 'src/app/main.tf', 'src/modules/m'],
  ['./sub', 'src/app/main.tf', 'src/app/sub'],
  ['./sub', 'config/eu/app/more.tf', 'src/app/sub'],
  ['../n', 'src/modules/m/main.tf', 'src/modules/n'],
  ['../../../x', 'src/app/main.tf', '../x'],
  ['hashicorp/consul/aws', 'src/app/main.tf', undefined],
  ['git::https://example.com/m.git//sub', 'src/app/main.tf', undefined],
])('the module %s of %s is in %s', (source, path, folder) => {
  expect(moduleFolder({ source, path })).toBe(folder);
});

test('/modules becomes a path that leads there from wherever the file is put', () => {
  const files = [
    file('src/app/main.tf', 'module "a" { source = "/modules/a" } # "/modules/a"\n'),
    file('src/modules/a/main.tf', 'module "b" {\n  source = "/modules/b//sub"\n}\n'),
    file('config/eu/app/more.tf', 'module "c" { source = "/modules/c" }\n'),
    file('src/app/j.tf.json', '{"module":{"d":{"source":"/modules/d"}}}'),
    file('src/app/other.tf', 'module "e" { source = "./e" }\n'),
  ];
  expect(Object.fromEntries(withNativeSources(files, stackFacts(files).moduleSources))).toEqual({
    'src/app/main.tf': 'module "a" { source = "../modules/a" } # "/modules/a"\n',
    'src/modules/a/main.tf': 'module "b" {\n  source = "../../modules/b//sub"\n}\n',
    'config/eu/app/more.tf': 'module "c" { source = "../modules/c" }\n',
    'src/app/j.tf.json': '{"module":{"d":{"source":"../modules/d"}}}',
  });
});
