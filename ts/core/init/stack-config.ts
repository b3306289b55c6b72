import type { Config, Environment } from '../config/config.ts';
import { noAccount } from './draft.ts';
import type { Unknown } from './findings.ts';
import type { NewFile } from './jenkinsfiles.ts';

/** Stacks that init names are of `orchestration/src/app-cluster`. */
const ours = 'app-cluster-';

/**
 * `config/<region>/<stack>` of the environments that Terraform will make, for the stack `app-cluster` of this product
 * (`orchestration/src/app-cluster`). What nobody can know has a value that its own rules take, and is told.
 *
 * @param there stacks that somebody has already
 */
export function stackConfigs(
  config: Config,
  there: readonly string[],
): {
  readonly files: readonly NewFile[];
  readonly unknowns: readonly Unknown[];
} {
  const made = config.environments.filter(
    ({ engine, stack }) => engine === 'terraform' && stack?.startsWith(ours) && !there.includes(stack),
  );
  const all = made.map((environment, at) => stackConfig(environment, config, at));
  return {
    files: all.flatMap(({ files }) => files),
    unknowns: all.flatMap(({ unknowns }) => unknowns),
  };
}

function stackConfig(environment: Environment, config: Config, at: number) {
  const { region, stack = '' } = environment;
  const folder = `orchestration/config/${region}/${stack}`;
  const values = `${folder}/variables.tfvars`;
  return {
    files: [
      { path: `${folder}/tf-config.tf`, text: backend(region, stack) },
      { path: values, text: variables(environment, config, at) },
    ],
    unknowns: [
      { file: `${folder}/tf-config.tf`, at: 'bucket', what: 'the bucket of the states (stack state)' },
      {
        file: values,
        at: 'zone_name, host_names',
        what: 'where people find it; a zone of yours in Route 53',
      },
      { file: values, at: 'allowed_cidrs', what: 'who may come' },
      { file: values, at: 'services', what: 'ports, health paths, settings and secrets of each service' },
      ...(environment.accountId === undefined
        ? [{ file: values, at: 'account_id', what: 'the account; credentials of another are refused' }]
        : []),
    ],
  };
}

function backend(region: string, stack: string): string {
  return `terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "acme-terraform-states" # say what is right: the bucket of the stack state
    key          = ${text(`${region}/${stack}.tfstate`)}
    region       = ${text(region)}
    kms_key_id   = "alias/ecs-promote-state"
    encrypt      = true
    use_lockfile = true
  }
}
`;
}

function variables(
  { name, region, accountId, onDemand }: Environment,
  { services }: Config,
  at: number,
): string {
  const short = stackEnvironment(name);
  const entries = services.map(
    (service, index) =>
      `  ${text(service.name)} = { port = 8080, priority = ${10 * (index + 1)}, paths = [${text(index === 0 ? '/*' : `/${service.name}/*`)}] }`,
  );
  return `# Settings of ${name} for the stack app-cluster (orchestration/src/app-cluster in ecs-promote). Say what is right where a remark is.
region      = ${text(region)}
account_id  = ${text(accountId ?? noAccount)}${accountId === undefined ? ' # say which' : ''}
environment = ${text(short)}
engine      = "terraform"
on_demand   = ${onDemand ? 'true' : 'false'}

cidr = "10.${20 + (at % 200)}.0.0/16"

zone_name     = "acme.example" # your zone in Route 53
host_names    = [${text(`${short}.acme.example`)}]
allowed_cidrs = ["203.0.113.0/24"] # who may come

# What the very first apply begins with; afterwards ecs-promote says which build of each service is deployed.
builds = { ${services.map((service) => `${text(service.name)} = "1"`).join(', ')} }

# Ports, paths and priorities are guessed; settings, secrets and sizes are missing.
services = {
${entries.join('\n')}
}
`;
}

/** The stack takes up to 12 lower-case letters, digits and hyphens. */
function stackEnvironment(name: string): string {
  return name.toLowerCase().replaceAll('_', '-').slice(0, 12);
}

/** A string of Terraform's, in which nothing is put together. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
