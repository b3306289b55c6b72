# One service on Fargate that moves by blue/green: new tasks beside the old ones, validated on the test listener before they have production
# traffic, and back by itself when the validation or an alarm says so. CodeDeploy moves it, or ECS itself; the strategy decides which.
#
# Terraform makes the service, its two target groups and the rules of both listeners. Which revision runs and which group has the traffic is
# nobody's business here after that: modules/ecs-service ignores both, so an apply in the middle of a deployment moves nothing.

locals {
  name        = "blue-green-${var.environment}"
  code_deploy = var.strategy == "CODE_DEPLOY"
  private     = var.nat != "none"
  # Without NAT there is no place from which a function reaches the test listener by its public name.
  validated = local.private
  image     = regex("^(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/(?P<repository>[^:@]+)", var.image)
  test_port = 8443
  checks    = coalesce(var.checks, [{ url = "https://${var.host_name}:${local.test_port}${var.service.health_path}", status = 200 }])
}

data "aws_partition" "this" {}

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
  capacity_providers = ["FARGATE"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

module "service" {
  source = "../modules/ecs-service"

  name                 = var.service.name
  cluster              = { name = aws_ecs_cluster.this.name, arn = aws_ecs_cluster.this.arn }
  engine               = "ecs"
  strategy             = var.strategy
  canary               = var.canary
  linear               = var.linear
  bake_minutes         = var.keep_old_minutes
  image                = var.image
  repository_arn       = "arn:${data.aws_partition.this.partition}:ecr:${local.image.region}:${local.image.account}:repository/${local.image.repository}"
  cpu                  = var.service.cpu
  memory               = var.service.memory
  architecture         = var.service.architecture
  port                 = var.service.port
  health_path          = var.service.health_path
  tasks                = var.tasks
  capacity             = [{ provider = "FARGATE", weight = 1 }]
  vpc_id               = module.network.vpc_id
  subnet_ids           = local.private ? module.network.private_subnet_ids : module.network.public_subnet_ids
  assign_public_ip     = !local.private
  load_balancer        = module.load_balancer
  rule                 = { priority = 100, paths = ["/*"] }
  environment          = merge({ ENVIRONMENT = var.environment }, var.service.environment)
  secrets              = var.service.secrets
  secret_key_arns      = var.secret_key_arns
  task_policy          = var.service.task_policy
  health_grace_seconds = var.service.health_grace_seconds
  hook                 = local.validated && !local.code_deploy ? { function_arn = module.hook[0].arn } : null
  alarm_topic_arns     = var.alarm_topic_arns
  alarms               = var.alarms
  key_arn              = module.key.arn

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}
