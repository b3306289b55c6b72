# Test comes in the morning and goes in the evening: one NAT gateway, spare Fargate capacity, few tasks.
region      = "ap-southeast-2"
account_id  = "123456789012"
environment = "test"
engine      = "terraform"
on_demand   = true

capacity = "FARGATE_SPOT"
tasks    = { desired = 1, minimum = 1, maximum = 2 }
cidr     = "10.21.0.0/16"

zone_name     = "acme.example"
host_names    = ["test.acme.example"]
allowed_cidrs = ["203.0.113.0/24"]

# What the very first apply begins with; afterwards ecs-promote says which build of each service is deployed.
builds = { service1 = "1", service2 = "1" }

services = {
  service1 = {
    port        = 8080
    priority    = 20
    environment = { LOG_LEVEL = "debug" }
    secrets     = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:test/database-AbCdEf:url::" }
  }
  service2 = {
    port     = 8080
    priority = 10
    paths    = ["/api/*"]
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:test/database-AbCdEf:url::" }
  }
}
