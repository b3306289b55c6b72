output "backend" {
  description = "What goes into the tf-config.tf of the other stacks, with a key of its own for each."
  value = {
    bucket       = module.bucket.name
    region       = var.region
    kms_key_id   = module.key.arn
    encrypt      = true
    use_lockfile = true
  }
}

output "lock_table" {
  description = "Table of locks for older versions of Terraform."
  value       = one(aws_dynamodb_table.lock[*].name)
}
