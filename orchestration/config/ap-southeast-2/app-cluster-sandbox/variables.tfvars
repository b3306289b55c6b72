# Sandbox stands beside Live for those who build against us: Live's releases with data that is not Live's.
region      = "ap-southeast-2"
account_id  = "210987654321"
environment = "sandbox"
engine      = "ecs"
on_demand   = false

cidr = "10.23.0.0/16"

registry = { account_id = "123456789012", region = "ap-southeast-2" }

zone_name     = "acme.example"
host_names    = ["sandbox.acme.example"]
allowed_cidrs = ["0.0.0.0/0"]

builds = { service1 = "1", service2 = "1" }

services = {
  service1 = {
    port     = 8080
    priority = 20
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:sandbox/database-AbCdEf:url::" }
  }
  service2 = {
    port     = 8080
    priority = 10
    paths    = ["/api/*"]
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:sandbox/database-AbCdEf:url::" }
  }
}
