import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attribute, bodyOf, stringAttribute, type Block, type Body } from '../../core/terraform/hcl/body.ts';
import { plainString } from '../../core/terraform/hcl/tokens.ts';
import { terraformFiles } from './used-types.ts';

/** What one holder of policies is allowed by the Terraform files. */
export interface Grant {
  /** Folder and resource, `jenkins/aws_iam_role.controller`; the key or bucket itself where the policy is of the resource. */
  readonly holder: string;
  /** Sorted, each once. What a statement denies is no grant. */
  readonly actions: readonly string[];
  /** Policies that are written elsewhere: AWS's own, or what a variable or a file of the configuration holds. */
  readonly elsewhere: readonly string[];
}

/**
 * Every policy below a folder, by who has it. It is read from the text, because a plan without the AWS provider does not know what
 * `aws_iam_policy_document` says; so actions must be written as strings, and anything else is an error instead of a hole.
 *
 * @throws Error for actions that are computed, and for a policy document that nobody has
 */
export function grantsIn(folder: string): readonly Grant[] {
  const modules = new Map<string, Block[]>();
  for (const path of terraformFiles(folder)) {
    const { blocks } = bodyOf(readFileSync(join(folder, path), 'utf8'));
    modules.set(dirname(path), [...(modules.get(dirname(path)) ?? []), ...blocks]);
  }
  return [...modules]
    .flatMap(([name, blocks]) => grantsOf(name, blocks))
    .sort((a, b) => (a.holder < b.holder ? -1 : 1));
}

function grantsOf(module: string, blocks: readonly Block[]): readonly Grant[] {
  const documents = new Map(named(blocks, 'data', 'aws_iam_policy_document'));
  const held = new Map<string, { actions: Set<string>; elsewhere: string[] }>();
  const trusts: string[] = [];
  for (const role of named(blocks, 'resource', 'aws_iam_role')) {
    held.set(`aws_iam_role.${role[0]}`, { actions: new Set(), elsewhere: [] });
    trusts.push(...documentsIn(role[1], 'assume_role_policy'));
  }
  for (const { labels, body } of blocks.filter(({ type }) => type === 'resource')) {
    const said = valueOf(body, 'policy_arn') ?? valueOf(body, 'policy');
    // A managed policy of our own is of whoever it is attached to.
    if (said === undefined || labels[0] === 'aws_iam_policy' || !isIam(labels[0] ?? '', said)) continue;
    const holder = /aws_iam_role\.\w+/.exec(valueOf(body, 'role') ?? '')?.[0] ?? holderOf(labels, body);
    const entry = held.get(holder) ?? { actions: new Set<string>(), elsewhere: [] };
    const found = documentsIn(body, 'policy');
    if (found.length === 0) entry.elsewhere.push(said);
    for (const name of found) {
      for (const action of actionsOf(documents.get(name), `${module}/${name}`)) entry.actions.add(action);
    }
    held.set(holder, entry);
    trusts.push(...found);
  }
  const nobodys = [...documents.keys()].filter((name) => !trusts.includes(name));
  if (nobodys.length > 0) throw new Error(`${module}: nobody has ${nobodys.join(', ')}`);
  return [...held].map(([holder, { actions, elsewhere }]) => ({
    holder: `${module}/${holder}`,
    actions: [...actions].sort(),
    elsewhere,
  }));
}

/** Policies of scaling, life cycles, backups and TLS are no permissions. */
function isIam(type: string, said: string): boolean {
  return type.startsWith('aws_iam_role_policy') || said.includes('aws_iam_policy_document');
}

/** A policy that is attached to a resource by a block of its own is told as that resource's. */
function holderOf([type = '', name = '']: readonly string[], body: Body): string {
  const of = ['bucket', 'repository', 'file_system_id'].flatMap((key) => valueOf(body, key) ?? []).join(' ');
  return /aws_\w+\.\w+/.exec(of)?.[0] ?? `${type}.${name}`;
}

function* named(blocks: readonly Block[], kind: string, wanted: string): Generator<[string, Body]> {
  for (const { type, labels, body } of blocks) {
    if (type === kind && labels[0] === wanted) yield [labels[1] ?? '', body];
  }
}

function documentsIn(body: Body, name: string): readonly string[] {
  const value = valueOf(body, name) ?? '';
  return [...value.matchAll(/data\.aws_iam_policy_document\.(\w+)/g)].map(([, document = '']) => document);
}

function actionsOf(document: Body | undefined, place: string): readonly string[] {
  const blocks = document?.blocks ?? [];
  const statements = blocks.flatMap(({ type, body }) =>
    type === 'dynamic' ? body.blocks.filter((inner) => inner.type === 'content') : [{ type, body }],
  );
  return statements
    .filter(({ body }) => stringAttribute(body, 'effect') !== 'Deny')
    .flatMap(({ body }) => {
      const tokens = attribute(body, 'actions')?.value ?? [];
      const actions = tokens.flatMap((token) => plainString(token) ?? []);
      if (actions.length === 0 || tokens.some(({ kind }) => kind === 'name'))
        throw new Error(`${place}: the actions of a statement are not written as strings`);
      return actions;
    });
}

/** As it is written, without white space. */
function valueOf(body: Body, name: string): string | undefined {
  const value = attribute(body, name)?.value;
  return value && [...value].map(({ text }) => text).join('');
}
