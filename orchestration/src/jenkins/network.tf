# A network of Jenkins' own: the load balancer in public subnets, controller and agents in private ones.

locals {
  zones = 2
}

module "network" {
  source = "../modules/network"

  name    = var.name
  cidr    = var.cidr
  zones   = local.zones
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

  name              = var.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.public_subnet_ids
  zone_name         = var.zone_name
  host_names        = [var.host_name]
  allowed_cidrs     = var.allowed_cidrs
  access_log_bucket = one(module.access_logs[*].name)
}

resource "aws_lb_target_group" "controller" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; from there it is the VPC's own traffic, into one security group.
  name                 = var.name
  vpc_id               = module.network.vpc_id
  target_type          = "ip"
  port                 = local.port
  protocol             = "HTTP"
  deregistration_delay = 10

  health_check {
    # Answers without signing in, and only when Jenkins is up.
    path                = "/login"
    matcher             = "200"
    interval            = 30
    timeout             = 10
    healthy_threshold   = 2
    unhealthy_threshold = 5
  }
}

resource "aws_lb_listener_rule" "controller" {
  listener_arn = module.load_balancer.https_listener_arn
  priority     = 100

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.controller.arn
  }

  condition {
    host_header {
      values = [var.host_name]
    }
  }
}
