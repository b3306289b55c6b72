import { writer } from './writer.ts';

/** One service of a rehearsed stack, as CreateService and RegisterTaskDefinition take it; the image is the build's. */
export interface StackService {
  readonly container: string;
  /** What runs until a release comes. */
  readonly image: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly service: Readonly<Record<string, unknown>>;
}

export interface RehearsedStack {
  readonly stack: string;
  readonly region: string;
  /** Absolute path. */
  readonly state: string;
  readonly services: Readonly<Record<string, StackService>>;
  /** The Node that runs the writer. */
  readonly node: string;
}

/** The files of a tree with these stacks, by path: what a team has in `orchestration/`, without the AWS provider. */
export function stackTree(stacks: readonly RehearsedStack[]): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['src/modules/appcluster/main.tf', appcluster],
    ['src/modules/appcluster/ecs.cjs', writer],
    ...stacks.flatMap((stack) => filesOf(stack)),
  ]);
}

function filesOf({ stack, region, state, services, node }: RehearsedStack): [path: string, text: string][] {
  const values = { cluster: stack, node, services };
  const config = `config/${region}/${stack}`;
  return [
    [`src/${stack}/main.tf`, main],
    [
      `${config}/tf-config.tf`,
      `terraform {\n  backend "local" {\n    path = ${JSON.stringify(state)}\n  }\n}\n`,
    ],
    [`${config}/variables.tfvars.json`, `${JSON.stringify(values, null, 2)}\n`],
  ];
}

/** `terraform_data` came with Terraform 1.4. */
const main = `terraform {
  required_version = ">= 1.4"
}

variable "cluster" {
  type = string
}

variable "node" {
  type = string
}

variable "services" {
  type = any
}

# The builds of the release, by service; whoever runs the stack gives them.
variable "images" {
  type    = map(string)
  default = {}
}

module "appcluster" {
  source = "/modules/appcluster"

  cluster  = var.cluster
  node     = var.node
  services = var.services
  images   = var.images
}
`;

/**
 * Network, load balancer and cluster stay when an environment goes; they are another stack's. `service` stands for the service itself and takes it away in the end; `deployment` is replaced with each other task definition and
 * then puts it, so that a service is updated and never deleted for it.
 */
const appcluster = `variable "cluster" {
  type = string
}

variable "node" {
  type = string
}

variable "services" {
  type = any
}

variable "images" {
  type = map(string)
}

locals {
  writer = "'\${var.node}' \${path.module}/ecs.cjs"
  containers = { for name, one in var.services : name => merge(
    one.definition.containerDefinitions[0],
    { image = lookup(var.images, name, one.image) },
  ) }
  wanted = { for name, one in var.services : name => jsonencode(merge(one.service, {
    cluster    = var.cluster
    definition = merge(one.definition, { containerDefinitions = [local.containers[name]] })
  })) }
}

resource "terraform_data" "service" {
  for_each = var.services
  input = {
    writer = local.writer
    gone   = jsonencode({ cluster = var.cluster, service = each.value.service.serviceName })
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "\${self.input.writer} deleteService"
    environment = { WANTED = self.input.gone }
  }
}

resource "terraform_data" "deployment" {
  for_each         = var.services
  triggers_replace = local.wanted[each.key]
  depends_on       = [terraform_data.service]

  provisioner "local-exec" {
    command     = "\${local.writer} putService"
    environment = { WANTED = local.wanted[each.key] }
  }
}
`;
