output "url" {
  description = "Where people find it."
  value       = module.load_balancer.url
}

output "test_url" {
  description = "Where the next version answers before it has production traffic."
  value       = "${module.load_balancer.url}:${local.test_port}"
}

output "promotion" {
  description = "What the environment has in promotion.yaml."
  value = {
    cluster     = aws_ecs_cluster.this.name
    ecsService  = module.service.name
    application = one(module.code_deploy[*].application)
    group       = one(module.code_deploy[*].group)
    hook        = one(module.hook[*].name)
  }
}

output "deployment" {
  description = "What the stack pipeline needs to deploy here, as its variable deployment."
  value = {
    cluster           = aws_ecs_cluster.this.name
    service           = module.service.name
    family            = module.service.family
    container         = module.service.name
    application       = one(module.code_deploy[*].application)
    group             = one(module.code_deploy[*].group)
    hook              = one(module.hook[*].name)
    role_arns         = module.service.role_arns
    configuration_arn = one(module.code_deploy[*].configuration_arn)
  }
}

output "alarm_names" {
  description = "Alarms that call a deployment off."
  value       = module.service.alarm_names
}

output "logs" {
  description = "Log groups of the tasks and of the validation function."
  value       = compact([module.service.log_group, one(module.hook[*].log_group)])
}
