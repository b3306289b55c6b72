output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "What CloudWatch calls the load balancer."
  value       = aws_lb.this.arn_suffix
}

output "dns_name" {
  description = "Name that AWS gave it."
  value       = aws_lb.this.dns_name
}

output "security_group_id" {
  description = "Security group of the load balancer; its way out is opened by the services."
  value       = aws_security_group.this.id
}

output "https_listener_arn" {
  description = "Production listener."
  value       = aws_lb_listener.https.arn
}

output "test_listener_arn" {
  description = "Test listener; null without test_port."
  value       = one(aws_lb_listener.test[*].arn)
}

output "url" {
  description = "Where people find it."
  value       = "https://${var.host_names[0]}"
}
