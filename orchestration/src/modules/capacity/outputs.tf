output "provider_name" {
  description = "Capacity provider of the instances."
  value       = aws_ecs_capacity_provider.this.name
}

output "instance_role_arn" {
  description = "Role of the instances."
  value       = aws_iam_role.this.arn
}
