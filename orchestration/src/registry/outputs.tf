output "repository_urls" {
  description = "Addresses by repository, for image: in promotion.yaml."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "repository_arns" {
  description = "ARNs by repository, for the stacks whose roles pull or push."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.arn }
}
