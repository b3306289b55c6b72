# Tasks are reached by the load balancer only, on their port only.

resource "aws_security_group" "this" {
  name        = "${local.full_name}-tasks"
  description = "Tasks of ${var.name} in ${var.cluster.name}"
  vpc_id      = var.vpc_id
  tags        = { Name = "${local.full_name}-tasks" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  security_group_id            = aws_security_group.this.id
  description                  = "Requests and health checks of the load balancer"
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
  referenced_security_group_id = var.load_balancer.security_group_id
}

resource "aws_vpc_security_group_egress_rule" "load_balancer" {
  security_group_id            = var.load_balancer.security_group_id
  description                  = "Tasks of ${var.name}"
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
  referenced_security_group_id = aws_security_group.this.id
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "ECR, CloudWatch Logs, secrets, and APIs of others"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "database" {
  for_each = var.database_security_group_ids

  security_group_id            = aws_security_group.this.id
  description                  = "Database"
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
  referenced_security_group_id = each.key
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  for_each = var.database_security_group_ids

  security_group_id            = each.key
  description                  = "Tasks of ${local.full_name}"
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
  referenced_security_group_id = aws_security_group.this.id
}
