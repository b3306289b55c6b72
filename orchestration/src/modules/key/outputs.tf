output "arn" {
  description = "ARN of the key, once it has its policy."
  value       = aws_kms_key.this.arn
}
