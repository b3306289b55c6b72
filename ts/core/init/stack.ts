import * as words from '../config/words.ts';
import { attribute, bodyOf, type Block, type Body } from '../terraform/hcl/body.ts';
import { plainString, type Token } from '../terraform/hcl/tokens.ts';
import type { SourceFile } from '../terraform/source.ts';
import type { Findings, FoundServiceHere } from './findings.ts';
import { unknown } from './findings.ts';
import { environmentOf, fits, serviceOf } from './names.ts';
import { imageOf } from './old-jenkinsfiles.ts';

/** A stack of a tree, with its configuration and the modules of the tree that it uses. */
export interface StackPicture {
  readonly stack: string;
  readonly region: string | null;
  readonly files: readonly SourceFile[];
}

/**
 * What a stack tells, in the syntax of today or of Terraform 0.11; null for one that takes no build of a service, which is no
 * environment (a network, a registry). Names that Terraform puts together are known as far as they are made of texts and of variables
 * whose values are written down.
 */
export function findingsOfStack({ stack, region, files }: StackPicture): Findings | null {
  const values = new Values(files);
  const services = servicesOf(values);
  if (services.length === 0) return null;
  const name = environmentNameOf(stack, values);
  const cluster = values.resources('aws_ecs_cluster').map(({ body }) => values.of(body, 'name'))[0];
  const known = cluster !== undefined && words.cluster().safeParse(cluster).success;
  const said = values.text('account_id', 'account-id');
  const accountId = said !== undefined && words.accountId().safeParse(said).success ? said : undefined;
  const text = files.map((file) => file.text).join('\n');
  const here = services.map((service) => hereOf(service, name, values));
  return {
    named: `the stack ${stack}`,
    services: services.map((service) => {
      const image = imageOf(service, text);
      return { name: service, ...(image !== undefined && { image }) };
    }),
    environments: [
      {
        name,
        stack,
        ...(known && cluster !== stack && { cluster }),
        ...(region !== null && { region }),
        ...(accountId !== undefined && { accountId }),
        engine: values.text('engine') === 'ecs' ? 'ecs' : 'terraform',
        ...(values.isTrue('on_demand') && { onDemand: true as const }),
        services: here,
      },
    ],
    unknowns: known
      ? []
      : [
          unknown(
            `environments.${name}.stack`,
            'the cluster is taken to be called so, too; else say cluster',
          ),
        ],
  };
}

function environmentNameOf(stack: string, values: Values): string {
  const said = values.text('environment', 'environment-name', 'environment_name', 'env');
  return said !== undefined && fits(said) ? said : environmentOf(stack);
}

/** By the variables that take a build, as orchestrate fills them in (`core/terraform/builds.ts`). */
function servicesOf(values: Values): readonly string[] {
  const single = values.variables.flatMap((variable) => {
    const [, name] = /^(.+)[-_](?:build|BUILD)$/.exec(variable) ?? [];
    return name === undefined ? [] : [name === name.toUpperCase() ? name.toLowerCase() : name];
  });
  const maps = ['builds', 'digests', 'images'].filter((name) => values.variables.includes(name));
  const inMaps = maps.length === 0 ? [] : [...maps, 'services'].flatMap((name) => values.keys(name));
  return [...new Set([...single, ...inMaps])].filter(fits);
}

/** The ECS service that is called after it, by Terraform's name or by its own. */
function hereOf(service: string, environment: string, values: Values): FoundServiceHere {
  const found = values
    .resources('aws_ecs_service')
    .map((block) => ({ block, ecsService: values.of(block.body, 'name') }))
    .find(
      ({ block, ecsService }) =>
        block.labels[1] === service || serviceOf(ecsService ?? '', environment) === service,
    );
  const ecsService = found?.ecsService;
  const balancer = found?.block.body.blocks.find(({ type }) => type === 'load_balancer');
  const container = balancer && values.of(balancer.body, 'container_name');
  return {
    service,
    ...(ecsService !== undefined && words.ecsName.test(ecsService) && { ecsService }),
    ...(container !== undefined && words.ecsName.test(container) && { container }),
  };
}

/** So many names may stand for each other. */
const deepest = 5;

/** What is written down in the files of a stack. */
class Values {
  readonly variables: readonly string[];
  readonly #given: ReadonlyMap<string, readonly Token[]>;
  readonly #locals: ReadonlyMap<string, readonly Token[]>;
  readonly #blocks: readonly Block[];

  constructor(files: readonly SourceFile[]) {
    const read = (ending: string): readonly Body[] =>
      files.filter(({ path }) => path.endsWith(ending)).map(({ text }) => bodyOf(text));
    this.#blocks = read('.tf').flatMap(({ blocks }) => blocks);
    const variables = this.#blocks.filter(({ type }) => type === 'variable');
    this.variables = variables.map(({ labels: [name = ''] }) => name);
    const defaults = variables.flatMap(({ labels: [name = ''], body }) => {
      const value = attribute(body, 'default')?.value;
      return value ? [[name, value] as const] : [];
    });
    const attributes = (bodies: readonly Body[]) =>
      bodies.flatMap((body) => body.attributes.map(({ name, value }) => [name, value] as const));
    this.#given = new Map([...defaults, ...attributes(read('.tfvars'))]);
    this.#locals = new Map(
      attributes(this.#blocks.filter(({ type }) => type === 'locals').map(({ body }) => body)),
    );
  }

  resources(type: string): readonly Block[] {
    return this.#blocks.filter((block) => block.type === 'resource' && block.labels[0] === type);
  }

  /** A variable's text, by the first of these names that has one. */
  text(...names: readonly string[]): string | undefined {
    return names.flatMap((name) => this.#value(this.#given.get(name), deepest) ?? [])[0];
  }

  isTrue(name: string): boolean {
    const tokens = this.#given.get(name);
    return tokens?.length === 1 && (plainString(tokens[0]) ?? tokens[0]?.text) === 'true';
  }

  /** Names of a variable's members, where its value is a map. */
  keys(name: string): readonly string[] {
    const tokens = this.#given.get(name) ?? [];
    const found: string[] = [];
    let depth = 0;
    tokens.forEach((token, at) => {
      if (/^[[({]$/.test(token.text)) depth += 1;
      if (/^[\])}]$/.test(token.text)) depth -= 1;
      const isKey = depth === 1 && /^[=:]$/.test(tokens[at + 1]?.text ?? '');
      if (isKey) found.push(plainString(token) ?? token.text);
    });
    return found;
  }

  /** A member's text. */
  of(body: Body, name: string): string | undefined {
    return this.#value(attribute(body, name)?.value, deepest);
  }

  #value(tokens: readonly Token[] | undefined, depth: number): string | undefined {
    if (!tokens || depth === 0) return undefined;
    const [first, dot, name] = tokens;
    if (tokens.length === 1 && first?.kind === 'string') return this.#template(first, depth);
    if (tokens.length !== 3 || dot?.text !== '.' || name?.kind !== 'name') return undefined;
    const known = first?.text === 'var' ? this.#given : first?.text === 'local' ? this.#locals : undefined;
    return this.#value(known?.get(name.text), depth - 1);
  }

  #template(token: Token, depth: number): string | undefined {
    const { inside = [], start, text } = token;
    if (inside.length === 0) return plainString(token);
    let value = '';
    let at = start + 1;
    for (const one of inside) {
      const part = this.#value(one.tokens, depth - 1);
      if (part === undefined) return undefined;
      value += text.slice(at - start, one.start - start) + part;
      at = one.end;
    }
    value += text.slice(at - start, -1);
    return value.includes('\\') ? undefined : value;
  }
}
