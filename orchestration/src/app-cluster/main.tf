# One environment: a cluster, a load balancer with its names, and the services. Environments differ by nothing but their variables, so
# config/<region>/app-cluster-<environment> all lead here.

locals {
  name      = "app-cluster-${var.environment}"
  account   = var.registry == null ? var.account_id : var.registry.account_id
  ecr       = { region = var.registry == null ? var.region : var.registry.region, account = local.account }
  two_sided = anytrue([for service in values(var.services) : coalesce(service.strategy, var.strategy) != "ROLLING"])
  capacity = {
    FARGATE      = [{ provider = "FARGATE", weight = 1, base = 0 }]
    FARGATE_SPOT = [{ provider = "FARGATE_SPOT", weight = 4, base = 0 }, { provider = "FARGATE", weight = 1, base = 1 }]
    EC2          = [{ provider = one(module.capacity[*].provider_name), weight = 1, base = 0 }]
  }
  images = {
    for name, service in var.services : name => join("", [
      "${local.ecr.account}.dkr.ecr.${local.ecr.region}.amazonaws.com/${coalesce(service.repository, name)}",
      contains(keys(var.digests), name) ? "@${var.digests[name]}" : ":${var.builds[name]}",
    ])
  }
}

module "key" {
  source  = "../modules/key"
  name    = local.name
  purpose = "Logs of ${local.name}"
}

resource "aws_ecs_cluster" "this" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = concat(["FARGATE", "FARGATE_SPOT"], module.capacity[*].provider_name)

  dynamic "default_capacity_provider_strategy" {
    for_each = local.capacity[var.capacity]

    content {
      capacity_provider = default_capacity_provider_strategy.value.provider
      weight            = default_capacity_provider_strategy.value.weight
      base              = default_capacity_provider_strategy.value.base
    }
  }
}

module "capacity" {
  source = "../modules/capacity"
  count  = var.capacity == "EC2" ? 1 : 0

  cluster       = local.name
  vpc_id        = local.network.vpc_id
  subnet_ids    = local.network.private_subnet_ids
  instance_type = var.instances.type
  architecture  = lower(var.architecture)
  ami_id        = var.instances.ami_id
  minimum       = var.instances.minimum
  maximum       = var.instances.maximum
}

module "service" {
  source   = "../modules/ecs-service"
  for_each = var.services

  name                        = each.key
  cluster                     = { name = aws_ecs_cluster.this.name, arn = aws_ecs_cluster.this.arn }
  engine                      = var.engine
  strategy                    = coalesce(each.value.strategy, var.strategy)
  image                       = local.images[each.key]
  repository_arn              = "arn:${data.aws_partition.this.partition}:ecr:${local.ecr.region}:${local.ecr.account}:repository/${coalesce(each.value.repository, each.key)}"
  cpu                         = each.value.cpu
  memory                      = each.value.memory
  architecture                = var.architecture
  port                        = each.value.port
  health_path                 = each.value.health_path
  health_grace_seconds        = each.value.health_grace_seconds
  tasks                       = each.value.tasks == null ? var.tasks : each.value.tasks
  capacity                    = local.capacity[var.capacity]
  vpc_id                      = local.network.vpc_id
  subnet_ids                  = local.network.private_subnet_ids
  load_balancer               = module.load_balancer
  rule                        = { priority = each.value.priority, hosts = each.value.hosts, paths = each.value.paths }
  environment                 = merge({ ENVIRONMENT = var.environment }, each.value.environment)
  secrets                     = each.value.secrets
  secret_key_arns             = var.secret_key_arns
  task_policy                 = each.value.task_policy
  database_security_group_ids = var.database_security_group_ids
  alarm_topic_arns            = var.alarm_topic_arns
  key_arn                     = module.key.arn

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

data "aws_partition" "this" {}
