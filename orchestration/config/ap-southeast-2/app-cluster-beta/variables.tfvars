# Beta stays, on container instances of its own, so that what only happens there (placement, draining) happens before Live.
region      = "ap-southeast-2"
account_id  = "123456789012"
environment = "beta"
engine      = "terraform"
on_demand   = false

capacity  = "EC2"
instances = { type = "m7g.large", minimum = 1, maximum = 4 }
cidr      = "10.22.0.0/16"

zone_name     = "acme.example"
host_names    = ["beta.acme.example"]
allowed_cidrs = ["203.0.113.0/24"]

builds = { service1 = "1", service2 = "1" }

services = {
  service1 = {
    port     = 8080
    priority = 20
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:beta/database-AbCdEf:url::" }
  }
  service2 = {
    port     = 8080
    priority = 10
    paths    = ["/api/*"]
    secrets  = { DATABASE_URL = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:beta/database-AbCdEf:url::" }
  }
}
