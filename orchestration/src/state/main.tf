# Where the other stacks keep what they know, and the lock that keeps two applies apart. States hold secrets: the bucket is encrypted with
# a key of its own, and earlier versions stay.

module "key" {
  source  = "../modules/key"
  name    = "ecs-promote-state"
  purpose = "Terraform states in ${var.bucket}"
}

module "bucket" {
  source          = "../modules/bucket"
  name            = var.bucket
  key_arn         = module.key.arn
  noncurrent_days = var.noncurrent_days
}

resource "aws_dynamodb_table" "lock" {
  count = var.lock_table == null ? 0 : 1

  name                        = var.lock_table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.key.arn
  }
}
