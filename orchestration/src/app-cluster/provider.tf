provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = { stack = local.name, environment = var.environment, managed-by = "terraform" }
  }
}
