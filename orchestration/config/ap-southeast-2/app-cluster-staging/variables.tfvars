# Staging is Live under another name: Live's account, network, database and secrets, for as long as a release is looked at.
region      = "ap-southeast-2"
account_id  = "210987654321"
environment = "staging"
engine      = "terraform"
on_demand   = true

tasks = { desired = 1, minimum = 1, maximum = 2 }

# ./orchestrate output app-cluster-live ap-southeast-2 network
network = {
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  public_subnet_ids  = ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712", "subnet-0a1b2c3d4e5f60713"]
  private_subnet_ids = ["subnet-0a1b2c3d4e5f60721", "subnet-0a1b2c3d4e5f60722", "subnet-0a1b2c3d4e5f60723"]
}
database_security_group_ids = { "sg-0a1b2c3d4e5f60731" = 5432 }
secret_key_arns             = ["arn:aws:kms:ap-southeast-2:210987654321:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]

registry = { account_id = "123456789012", region = "ap-southeast-2" }

zone_name     = "acme.example"
host_names    = ["staging.acme.example"]
allowed_cidrs = ["203.0.113.0/24"]

builds = { service1 = "1", service2 = "1" }

services = {
  service1 = {
    port     = 8080
    priority = 20
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:live/database-AbCdEf:url::" }
  }
  service2 = {
    port     = 8080
    priority = 10
    paths    = ["/api/*"]
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:live/database-AbCdEf:url::" }
  }
}
