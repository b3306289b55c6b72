# Load balancer → controller → agents, and controller → home. Nothing else may begin a connection, in or out, but to the internet by https,
# ssh and http.

resource "aws_security_group" "controller" {
  #checkov:skip=CKV2_AWS_5:It is the controller's, in main.tf.
  name        = "${var.name}-controller"
  description = "Jenkins controller ${var.name}"
  vpc_id      = module.network.vpc_id
  tags        = { Name = "${var.name}-controller" }
}

resource "aws_security_group" "agent" {
  #checkov:skip=CKV2_AWS_5:It is the agents', which the controller starts.
  name        = "${var.name}-agent"
  description = "Jenkins agents of ${var.name}"
  vpc_id      = module.network.vpc_id
  tags        = { Name = "${var.name}-agent" }
}

resource "aws_security_group" "home" {
  #checkov:skip=CKV2_AWS_5:It is the mount targets', in home.tf.
  name        = "${var.name}-home"
  description = "Home of Jenkins ${var.name}"
  vpc_id      = module.network.vpc_id
  tags        = { Name = "${var.name}-home" }
}

locals {
  # From, to and port of what goes between the groups.
  ways = {
    web  = { from = module.load_balancer.security_group_id, to = aws_security_group.controller.id, port = local.port, what = "Jenkins" }
    ssh  = { from = aws_security_group.controller.id, to = aws_security_group.agent.id, port = 22, what = "Agents" }
    home = { from = aws_security_group.controller.id, to = aws_security_group.home.id, port = 2049, what = "Home" }
  }
  internet = {
    for way in setproduct(["controller", "agent"], [443, 22, 80]) : "${way[0]}-${way[1]}" => {
      group = way[0] == "controller" ? aws_security_group.controller.id : aws_security_group.agent.id
      port  = way[1]
    }
  }
}

resource "aws_vpc_security_group_egress_rule" "way" {
  for_each = local.ways

  security_group_id            = each.value.from
  referenced_security_group_id = each.value.to
  description                  = each.value.what
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "way" {
  #checkov:skip=CKV_AWS_24:Each rule names a security group and no addresses; ssh comes from the controller.
  for_each = local.ways

  security_group_id            = each.value.to
  referenced_security_group_id = each.value.from
  description                  = each.value.what
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "internet" {
  for_each = local.internet

  security_group_id = each.value.group
  description       = { 443 = "AWS, git, plugins and registries", 22 = "Git by ssh", 80 = "Package mirrors" }[each.value.port]
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = "0.0.0.0/0"
}
