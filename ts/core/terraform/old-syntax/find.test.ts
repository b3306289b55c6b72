import { edited, readHcl } from '../source.ts';
import { oldSyntax } from './find.ts';

const lists = new Set(['subnets']);

function migrated(text: string, path = 'src/app/main.tf'): string {
  const edits = oldSyntax(readHcl({ path, text }), lists).flatMap((one) => one.edits);
  return edited(text, edits);
}

/** What stands in a tree of Terraform 0.10, what it becomes, and whether a current Terraform refuses it. */
const cases: readonly (readonly [before: string, after: string, refused: boolean])[] = [
  ['variable a {\n  type = "string"\n}', 'variable a {\n  type = string\n}', true],
  ['variable "a" { type="list" }', 'variable "a" { type=list(string) }', true],
  ['variable "a" { type = "map" }', 'variable "a" { type = map(string) }', true],
  [
    'data "template_file" "t" {\n  vars {\n    A = "b"\n  }\n}',
    'data "template_file" "t" {\n  vars = {\n    A = "b"\n  }\n}',
    true,
  ],
  [
    'resource "aws_vpc" "v" {\n  tags {\n    Name = "x"\n  }\n}',
    'resource "aws_vpc" "v" {\n  tags = {\n    Name = "x"\n  }\n}',
    true,
  ],
  [
    'resource "aws_cloudwatch_metric_alarm" "a" {\n  dimensions { A = "b" }\n}',
    'resource "aws_cloudwatch_metric_alarm" "a" {\n  dimensions = { A = "b" }\n}',
    true,
  ],
  [
    'resource "null_resource" "n" {\n  triggers { a = 1 }\n}',
    'resource "null_resource" "n" {\n  triggers = { a = 1 }\n}',
    true,
  ],
  [
    'data "terraform_remote_state" "s" {\n  config { path = "x" }\n}',
    'data "terraform_remote_state" "s" {\n  config = { path = "x" }\n}',
    true,
  ],
  ['a = ["${split(",", var.ids)}"]', 'a = split(",", var.ids)', true],
  ['a = [\n  "${split(",", var.ids)}"\n]', 'a = split(",", var.ids)', true],
  ['a = ["${var.subnets}"]', 'a = var.subnets', true],
  ['a = ["${aws_instance.x.*.id}"]', 'a = aws_instance.x.*.id', true],
  ['a = ["${split(",", x)}", "b"]', 'a = flatten([split(",", x), "b"])', true],
  ['a = "${list("a", "b")}"', 'a = tolist(["a", "b"])', true],
  ['a = "${map("a", list("b"), "c", d)}"', 'a = tomap({"a" = tolist(["b"]), "c" = d})', true],
  [
    'resource "x" "y" {\n  lifecycle { ignore_changes = ["*"] }\n}',
    'resource "x" "y" {\n  lifecycle { ignore_changes = all }\n}',
    true,
  ],
  ['a = "%{Referer}i"', 'a = "%%{Referer}i"', true],
  [
    'resource "x" "y" {\n  depends_on = ["a.b", "module.c"]\n}',
    'resource "x" "y" {\n  depends_on = [a.b, module.c]\n}',
    false,
  ],
  ['a = "${var.region}"', 'a = var.region', false],
  ['a = ["${aws_security_group.alb.id}"]', 'a = [aws_security_group.alb.id]', false],
  ['a = "${file("${path.module}/x.tpl")}"', 'a = file("${path.module}/x.tpl")', false],
  ['a = "${x ?\n  1 : 2}"', 'a = (x ?\n  1 : 2)', false],
];

test.each(cases)('%j becomes %j', (before, after, refused) => {
  const findings = oldSyntax(readHcl({ path: 'src/app/main.tf', text: before }), lists);
  expect(migrated(before)).toBe(after);
  expect(findings.some((one) => one.refused)).toBe(refused);
});

test.each([
  'variable "a" {\n  type = list(string)\n}',
  'variable "a" {\n  type = object({ b = map(string) })\n}',
  'resource "x" "y" {\n  tags = {\n    Name = "x"\n  }\n}',
  'resource "aws_appautoscaling_policy" "p" {\n  dimensions {\n    name = "a"\n  }\n}',
  'a = "x-${var.region}"',
  'a = var.ids["${b}-c"]',
  'a = { "${var.key}" = 1 }',
  'a = ["${var.id}-x"]',
  'a = "%{ if x }y%{ endif }"',
  'a = "%%{x} $${y}"',
  'a = [[split(",", x)]]',
  'a = <<EOT\nvars {\ntype = "string"\nEOT',
  '# vars {\n/* type = "string" */',
  'list = 1\nmap = 2',
  'dynamic "tags" {\n  for_each = x\n}',
])('%j is of today and stays', (text) => {
  expect(oldSyntax(readHcl({ path: 'src/app/main.tf', text }), lists)).toEqual([]);
  expect(migrated(text)).toBe(text);
});

test('quoted names of tfvars lose their quotes, and one that cannot is told', () => {
  const text = '"service1-build"="90"\nregion = "x"\n"a b" = { "c" = "d" }\n';
  const findings = oldSyntax(readHcl({ path: 'config/app/variables.tfvars', text }));
  expect(findings.map(({ place: { line }, edits }) => [line, edits.length])).toEqual([
    [1, 1],
    [3, 0],
  ]);
  expect(migrated(text, 'config/app/variables.tfvars')).toBe(
    'service1-build="90"\nregion = "x"\n"a b" = { "c" = "d" }\n',
  );
});

test('what was migrated has nothing left to migrate', () => {
  for (const [before] of cases) expect(migrated(migrated(before))).toBe(migrated(before));
});
