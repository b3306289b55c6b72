output "role_arns" {
  description = "By environment: for assumeRole in promotion.yaml, and promotion_role_arns of the stack jenkins."
  value       = { for name, role in module.role : name => role.arn }
}
