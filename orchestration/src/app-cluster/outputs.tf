output "url" {
  description = "Where people find the environment."
  value       = module.load_balancer.url
}

output "cluster" {
  description = "Name of the cluster, for cluster: in promotion.yaml."
  value       = aws_ecs_cluster.this.name
}

output "services" {
  description = "By service: image, family, target groups, alarms, log group and the roles that whoever deploys must be allowed to pass."
  value = {
    for name, service in module.service : name => {
      image              = local.images[name]
      family             = service.family
      task_definition    = service.task_definition_arn
      target_group_names = service.target_group_names
      alarm_names        = service.alarm_names
      log_group          = service.log_group
      role_arns          = service.role_arns
    }
  }
}

output "network" {
  description = "The network, for variable network of another environment."
  value       = local.network
}
