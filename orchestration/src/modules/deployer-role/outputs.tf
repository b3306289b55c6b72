output "arn" {
  description = "ARN of the role, for assumeRole in promotion.yaml and promotion_role_arns of the stack jenkins."
  value       = aws_iam_role.this.arn
}
