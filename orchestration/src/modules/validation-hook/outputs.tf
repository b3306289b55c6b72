output "arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "name" {
  description = "Name of the function, for render appspec --hook."
  value       = aws_lambda_function.this.function_name
}

output "security_group_id" {
  description = "Security group of the function."
  value       = aws_security_group.this.id
}

output "log_group" {
  description = "Where each try is told."
  value       = aws_cloudwatch_log_group.this.name
}
