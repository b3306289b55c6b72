# Two buckets for archives of the home, each with a key of its own; the second in another region, so that no one accident takes both.

locals {
  backups = {
    first  = { name = module.backup_first.name, arn = module.backup_first.arn, key_arn = module.backup_first_key.arn }
    second = { name = module.backup_second.name, arn = module.backup_second.arn, key_arn = module.backup_second_key.arn }
  }
}

module "backup_first_key" {
  source  = "../modules/key"
  name    = "${var.name}-backup"
  purpose = "Backups of Jenkins ${var.name}"
}

module "backup_first" {
  source = "../modules/bucket"

  name            = var.backup.buckets[0]
  key_arn         = module.backup_first_key.arn
  expire_days     = var.backup.days
  noncurrent_days = var.backup.days
}

module "backup_second_key" {
  source  = "../modules/key"
  name    = "${var.name}-backup-elsewhere"
  purpose = "Backups of Jenkins ${var.name}"
  region  = var.backup.second_region
}

module "backup_second" {
  source = "../modules/bucket"

  name            = var.backup.buckets[1]
  key_arn         = module.backup_second_key.arn
  region          = var.backup.second_region
  expire_days     = var.backup.days
  noncurrent_days = var.backup.days
}
