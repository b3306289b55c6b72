import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformFiles } from '../../ts/tools/infrastructure/used-types.ts';

/** Rules of the stacks that no schema knows, on their text. */
const source = join(__dirname, '../../orchestration/src');
const files = terraformFiles(source).map((path) => ({
  path,
  lines: readFileSync(join(source, path), 'utf8').split('\n'),
}));

/** `path:line` of the lines for which the rule does not hold. */
function against(rule: (line: string, before: readonly string[]) => boolean): readonly string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (rule(line, lines.slice(0, index)) ? [] : [`${path}:${index + 1}`])),
  );
}

/** The comment right above, as one text. */
function commentAbove(before: readonly string[]): string {
  const last = before.findLastIndex((line) => !line.trimStart().startsWith('#'));
  return before.slice(last + 1).join(' ');
}

test('whoever may do something to everything has a reason of AWS beside it', () => {
  expect(
    against(
      (line, before) => !/^\s*resources\s*=.*"\*"/.test(line) || /# AWS: .*\(.+\)/.test(commentAbove(before)),
    ),
  ).toEqual([]);
});

test('no policy allows actions by a pattern, but the one by which an account owns its key', () => {
  const patterns = files.flatMap(({ path, lines }) => {
    const text = lines.join('\n');
    return [...text.matchAll(/statement \{[\s\S]*?\n {2}\}/g)]
      .map(([statement]) => statement)
      .filter((one) => /"[a-z0-9-]+:[A-Za-z]*\*"/.test(one) && !/effect\s*=\s*"Deny"/.test(one))
      .map((one) => `${path} ${/sid\s*=\s*"(\w+)"/.exec(one)?.[1] ?? '?'}`);
  });
  expect(patterns).toEqual(['modules/key/main.tf AccountGrantsByIam']);
});

test('no finding is silenced without a reason', () => {
  expect(
    against((line) => {
      const silenced = /(?:checkov|tfsec|tflint|trivy)[:-](?:skip|ignore)\S*?(?:=[A-Z0-9_]+:?)?(.*)$/.exec(
        line,
      );
      return silenced === null || (silenced[1] ?? '').trim().length >= 8;
    }),
  ).toEqual([]);
});

test('nothing deploys :latest: what is said of it is that it is refused', () => {
  const root = join(__dirname, '../..');
  const texts = ['orchestration/src', 'orchestration/config', 'jenkins'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.md$|\.tftest\.hcl$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(texts.length).toBeGreaterThan(100);
  const named = texts.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /[:@"]latest\b/.test(line))
      .filter((line) => !/!endswith\([\w.]+, ":latest"\)|!= "latest"|error_message\s+=/.test(line))
      .map((line) => `${path.slice(root.length + 1)} ${line.trim()}`),
  );
  expect(named).toEqual([]);
});

test('every variable and output says what it is, and every variable of more than yes and no is validated', () => {
  const wanting = files.flatMap(({ path, lines }) =>
    [...lines.join('\n').matchAll(/^(variable|output) "([\w-]+)" \{\n([\s\S]*?)^\}/gm)]
      .filter(
        ([, kind, , body = '']) =>
          !/^ {2}description\s*= "\S/m.test(body) ||
          (kind === 'variable' && !/^ {2}type\s*= bool$/m.test(body) && !/^ {2}validation \{/m.test(body)),
      )
      .map(([, kind, name]) => `${path} ${kind} ${name}`),
  );
  expect(wanting).toEqual([]);
});

test('every variable, local value and data source is used', () => {
  const folderOf = (path: string) => path.replace(/\/[^/]*$/, '');
  const unused = [...new Set(files.map(({ path }) => folderOf(path)))].flatMap((folder) => {
    const members = files.filter(({ path }) => folderOf(path) === folder);
    const text = members.map(({ lines }) => lines.join('\n')).join('\n');
    const variables = [...text.matchAll(/^variable "([\w-]+)"/gm)].map(([, name]) => `var.${name}`);
    const data = [...text.matchAll(/^data "(\w+)" "(\w+)"/gm)].map(
      ([, type, name]) => `data.${type}.${name}`,
    );
    const locals = [...text.matchAll(/^locals \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) =>
      [...body.matchAll(/^ {2}(\w+)\s*=/gm)].map(([, name]) => `local.${name}`),
    );
    return [...variables, ...data, ...locals]
      .filter(
        (name) => !new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b(?!-)`).test(withoutValidations(text)),
      )
      .map((name) => `${folder} ${name}`);
  });
  expect(unused).toEqual([]);
});

/** A variable that only its own validation names is not used. */
function withoutValidations(text: string): string {
  return text.replace(/^variable "[\w-]+" \{\n[\s\S]*?^\}/gm, '');
}

/** What somebody else moves, by resource; nothing is missing, and nothing is left alone without need. */
test.each([
  ['modules/ecs-service/main.tf', 'aws_ecs_service', 'terraform', ['desired_count']],
  [
    'modules/ecs-service/main.tf',
    'aws_ecs_service',
    'ecs',
    ['task_definition', 'load_balancer', 'deployment_configuration', 'desired_count'],
  ],
  [
    'modules/ecs-service/main.tf',
    'aws_ecs_service',
    'code_deploy',
    [
      ...['task_definition', 'load_balancer', 'network_configuration', 'capacity_provider_strategy'],
      ...['platform_version', 'desired_count'],
    ],
  ],
  ['modules/ecs-service/traffic.tf', 'aws_lb_listener_rule', 'fixed', []],
  ['modules/ecs-service/traffic.tf', 'aws_lb_listener_rule', 'shifted', ['action']],
  ['modules/ecs-service/traffic.tf', 'aws_lb_listener_rule', 'test', ['action']],
])('%s leaves alone, of %s %s: %j', (path, type, name, ignored) => {
  const text = readFileSync(join(source, path), 'utf8');
  const body = new RegExp(`^resource "${type}" "${name}" \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text)?.[1] ?? '';
  expect(body).not.toBe('');
  const list = /ignore_changes = \[(.*)\]/.exec(body)?.[1] ?? '';
  expect(list.split(', ').filter((one) => one !== '')).toEqual(ignored);
});
