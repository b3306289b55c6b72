import { attribute, type Attribute, type Block, type Body } from '../hcl/body.ts';
import { everyToken, plainString } from '../hcl/tokens.ts';
import type { Found } from './finding.ts';

/** What is found by the block that it stands in. `around` is that block with those around it, outermost first. */
export function blockRules(body: Body, around: readonly Block[] = []): readonly Found[] {
  return body.blocks.flatMap((block) => {
    const path = [...around, block];
    return [
      ...mapAsBlock(block, around),
      ...(around.length === 0 && block.type === 'variable' ? quotedType(block) : []),
      ...references.flatMap((name) => quotedReferences(attribute(block.body, name), path)),
      ...blockRules(block.body, path),
    ];
  });
}

/**
 * Attributes that are maps and could be written as blocks. Without the providers' schemas they are known by name; where AWS has a
 * true block of the same name, by the resource as well.
 */
const maps: Readonly<Record<string, (around: readonly Block[]) => boolean>> = {
  vars: () => true,
  tags: () => true,
  keepers: () => true,
  triggers: ([top]) => top?.labels[0] === 'null_resource',
  dimensions: ([top]) => top?.labels[0] === 'aws_cloudwatch_metric_alarm',
  query: ([top]) => top?.labels[0] === 'external',
  config: ([top]) => top?.labels[0] === 'terraform_remote_state',
  variables: (around) => around.at(-1)?.type === 'environment',
  providers: (around) => around.length === 1 && around[0]?.type === 'module',
};

function mapAsBlock({ type, labels, typeToken, open }: Block, around: readonly Block[]): readonly Found[] {
  if (around.length === 0 || labels.length > 0 || !Object.hasOwn(maps, type) || !maps[type]?.(around))
    return [];
  return [
    {
      at: typeToken.start,
      found: `${type} {`,
      instead: `${type} = {`,
      refused: true,
      edits: [{ start: open.start, end: open.start, text: '= ' }],
    },
  ];
}

/** Terraform 0.12 and later take a type as it is, and say of a list or a map of what. */
function quotedType({ body }: Block): readonly Found[] {
  const [token] = attribute(body, 'type')?.value ?? [];
  const type = plainString(token);
  if (!token || type === undefined) return [];
  const instead = type === 'list' || type === 'map' ? `${type}(string)` : type;
  return [
    {
      at: token.start,
      found: `type = ${token.text}`,
      instead: `type = ${instead}`,
      refused: true,
      edits: [{ start: token.start, end: token.end, text: instead }],
    },
  ];
}

const references = ['depends_on', 'ignore_changes', 'provider'];

/** `depends_on = ["aws_alb.cluster"]`; Terraform still takes it, with a warning, but no longer `["*"]`. */
function quotedReferences(written: Attribute | undefined, path: readonly Block[]): readonly Found[] {
  if (!written || (written.name === 'provider' && path.length > 1)) return [];
  const strings = [...everyToken(written.value)].filter(({ kind }) => kind === 'string');
  const [only] = strings;
  if (written.name === 'ignore_changes' && strings.length === 1 && only && plainString(only) === '*') {
    const [first = only] = written.value;
    const last = written.value.at(-1) ?? only;
    return [
      {
        at: written.nameToken.start,
        found: 'ignore_changes = ["*"]',
        instead: 'ignore_changes = all',
        refused: true,
        edits: [{ start: first.start, end: last.end, text: 'all' }],
      },
    ];
  }
  return strings.flatMap((token) => {
    const name = plainString(token);
    if (name === undefined || !/^[\w.[\]"-]+$/.test(name)) return [];
    const { start, end, text } = token;
    return [{ at: start, found: text, instead: name, refused: false, edits: [{ start, end, text: name }] }];
  });
}
