terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "acme-terraform-states"
    key          = "ap-southeast-2/deployers-test.tfstate"
    region       = "ap-southeast-2"
    kms_key_id   = "alias/ecs-promote-state"
    encrypt      = true
    use_lockfile = true
  }
}
