output "application" {
  description = "Application of CodeDeploy."
  value       = aws_codedeploy_app.this.name
}

output "group" {
  description = "Deployment group."
  value       = aws_codedeploy_deployment_group.this.deployment_group_name
}

output "configuration_arn" {
  description = "How traffic moves, which whoever creates a deployment must be allowed to read."
  value       = "arn:${data.aws_partition.this.partition}:codedeploy:${data.aws_region.this.region}:${local.account}:deploymentconfig:${aws_codedeploy_deployment_group.this.deployment_config_name}"
}
