# The network and the way in: production on 443, the next version on the test port.

module "network" {
  source = "../modules/network"

  name    = local.name
  cidr    = var.cidr
  zones   = 3
  nat     = var.nat
  key_arn = module.key.arn
}

module "access_logs" {
  source = "../modules/bucket"
  count  = var.access_log_bucket == null ? 0 : 1

  name               = var.access_log_bucket
  expire_days        = 365
  load_balancer_logs = true
}

module "load_balancer" {
  source = "../modules/load-balancer"

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.public_subnet_ids
  zone_name           = var.zone_name
  host_names          = [var.host_name]
  allowed_cidrs       = var.allowed_cidrs
  test_port           = local.test_port
  test_cidrs          = var.test_cidrs
  access_log_bucket   = one(module.access_logs[*].name)
  deletion_protection = !var.on_demand
}

# The function goes out through NAT and comes back from the internet, to the load balancer's public name.
resource "aws_vpc_security_group_ingress_rule" "validation" {
  for_each = module.network.nat_addresses

  security_group_id = module.load_balancer.security_group_id
  description       = "Validation function, through NAT in ${each.key}"
  ip_protocol       = "tcp"
  from_port         = local.test_port
  to_port           = local.test_port
  cidr_ipv4         = "${each.value}/32"
}
