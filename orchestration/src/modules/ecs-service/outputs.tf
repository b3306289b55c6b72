output "name" {
  description = "Name of the service."
  value       = local.service.name
}

output "task_definition_arn" {
  description = "The revision that Terraform wrote; with engine ecs not the one that runs."
  value       = aws_ecs_task_definition.this.arn
}

output "family" {
  description = "Family of the task definitions."
  value       = aws_ecs_task_definition.this.family
}

output "target_group_names" {
  description = "Target groups, blue first."
  value       = concat([aws_lb_target_group.blue.name], aws_lb_target_group.green[*].name)
}

output "target_group_arns" {
  description = "ARNs of the target groups, blue first."
  value       = concat([aws_lb_target_group.blue.arn], aws_lb_target_group.green[*].arn)
}

output "rule_arns" {
  description = "Rules of the listeners that lead to the service."
  value       = concat(aws_lb_listener_rule.fixed[*].arn, aws_lb_listener_rule.shifted[*].arn, aws_lb_listener_rule.test[*].arn)
}

output "alarm_names" {
  description = "Alarms that call a deployment off."
  value       = local.alarm_names
}

output "role_arns" {
  description = "Execution role and task role, which whoever deploys must be allowed to pass."
  value       = [aws_iam_role.execution.arn, aws_iam_role.task.arn]
}

output "security_group_id" {
  description = "Security group of the tasks."
  value       = aws_security_group.this.id
}

output "log_group" {
  description = "Where the tasks write."
  value       = aws_cloudwatch_log_group.this.name
}
