# Who moves the traffic, and what it asks first.

locals {
  application = local.name
  group       = var.service.name
  # By name and not from the resource: the group's role names the function, and the function's role the group.
  group_arn = "arn:${data.aws_partition.this.partition}:codedeploy:${var.region}:${var.account_id}:deploymentgroup:${local.application}/${local.group}"
}

module "hook" {
  source = "../modules/validation-hook"
  count  = local.validated ? 1 : 0

  name                 = "${local.name}-validation"
  package              = coalesce(var.hook_package, "${path.root}/../../../dist/lambda/ecs-promote-hook.zip")
  checks               = local.checks
  test_port            = local.test_port
  vpc_id               = module.network.vpc_id
  subnet_ids           = module.network.private_subnet_ids
  key_arn              = module.key.arn
  deployment_group_arn = local.code_deploy ? local.group_arn : null
}

module "code_deploy" {
  source = "../modules/code-deploy"
  count  = local.code_deploy ? 1 : 0

  application        = local.application
  group              = local.group
  cluster_name       = aws_ecs_cluster.this.name
  service            = module.service
  https_listener_arn = module.load_balancer.https_listener_arn
  test_listener_arn  = module.load_balancer.test_listener_arn
  hook_arn           = one(module.hook[*].arn)
  traffic            = var.traffic
  keep_blue_minutes  = var.keep_old_minutes
}
