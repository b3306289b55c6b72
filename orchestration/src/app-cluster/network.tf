# The network, its own or one that is there, and the way in.

locals {
  network = var.network == null ? {
    vpc_id             = module.network[0].vpc_id
    public_subnet_ids  = module.network[0].public_subnet_ids
    private_subnet_ids = module.network[0].private_subnet_ids
  } : var.network
}

module "network" {
  source = "../modules/network"
  count  = var.network == null ? 1 : 0

  name    = local.name
  cidr    = var.cidr
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
  vpc_id              = local.network.vpc_id
  subnet_ids          = local.network.public_subnet_ids
  zone_name           = var.zone_name
  host_names          = var.host_names
  allowed_cidrs       = var.allowed_cidrs
  test_port           = local.two_sided ? 8443 : null
  test_cidrs          = var.test_cidrs
  access_log_bucket   = one(module.access_logs[*].name)
  deletion_protection = !var.on_demand
}
