# Live: everybody may come, no zone depends on another, and ecs-promote moves it by a canary (promotion.yaml says how).
region      = "ap-southeast-2"
account_id  = "210987654321"
environment = "live"
engine      = "ecs"
strategy    = "CANARY"
on_demand   = false

tasks = { desired = 3, minimum = 3, maximum = 12 }
cidr  = "10.20.0.0/16"
nat   = "per-zone"

database_security_group_ids = { "sg-0a1b2c3d4e5f60731" = 5432 }
secret_key_arns             = ["arn:aws:kms:ap-southeast-2:210987654321:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]

registry = { account_id = "123456789012", region = "ap-southeast-2" }

zone_name         = "acme.example"
host_names        = ["www.acme.example", "api.acme.example"]
allowed_cidrs     = ["0.0.0.0/0"]
test_cidrs        = ["203.0.113.0/24"]
access_log_bucket = "acme-live-access-logs"
alarm_topic_arns  = ["arn:aws:sns:ap-southeast-2:210987654321:on-call"]

builds = { service1 = "1", service2 = "1" }

services = {
  service1 = {
    port     = 8080
    priority = 20
    cpu      = 512
    memory   = 1024
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:live/database-AbCdEf:url::" }
  }
  service2 = {
    port     = 8080
    priority = 10
    paths    = ["/api/*"]
    tasks    = { desired = 3, minimum = 3, maximum = 20, cpu_percent = 50 }
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:210987654321:secret:live/database-AbCdEf:url::" }
  }
}
