# A second fence around the subnets, which no change of a security group opens. Network ACLs know no connections, so the answers' ports are
# open both ways; what may begin a connection is what the security groups say.

locals {
  everywhere = "0.0.0.0/0"
  # By number: protocol, ports and the other side. The numbers leave room between.
  public_in = merge(
    { for index, cidr in var.allowed_cidrs : 100 + index => { ports = [443, 443], cidr = cidr } },
    { for index, cidr in var.allowed_cidrs : 120 + index => { ports = [80, 80], cidr = cidr } },
    { 140 = { ports = [0, 65535], cidr = var.cidr }, 150 = { ports = [1024, 65535], cidr = local.everywhere } },
  )
  public_out = {
    100 = { ports = [443, 443], cidr = local.everywhere }
    110 = { ports = [22, 22], cidr = local.everywhere }
    120 = { ports = [80, 80], cidr = local.everywhere }
    140 = { ports = [0, 65535], cidr = var.cidr }
    150 = { ports = [1024, 65535], cidr = local.everywhere }
  }
  private_in = {
    100 = { ports = [0, 65535], cidr = var.cidr }
    110 = { ports = [1024, 65535], cidr = local.everywhere }
  }
  # Git by https and ssh; package mirrors that still speak http.
  private_out = {
    100 = { ports = [0, 65535], cidr = var.cidr }
    110 = { ports = [443, 443], cidr = local.everywhere }
    120 = { ports = [22, 22], cidr = local.everywhere }
    130 = { ports = [80, 80], cidr = local.everywhere }
  }
}

resource "aws_network_acl" "public" {
  #checkov:skip=CKV2_AWS_1:It is attached to the public subnets, whose ids come from modules/network.
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.public_subnet_ids
  tags       = { Name = "${var.name}-public" }
}

resource "aws_network_acl" "private" {
  #checkov:skip=CKV2_AWS_1:It is attached to the private subnets, whose ids come from modules/network.
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.private_subnet_ids
  tags       = { Name = "${var.name}-private" }
}

resource "aws_network_acl_rule" "public_in" {
  for_each = local.public_in

  network_acl_id = aws_network_acl.public.id
  rule_number    = tonumber(each.key)
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.ports[0]
  to_port        = each.value.ports[1]
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "public_out" {
  for_each = local.public_out

  network_acl_id = aws_network_acl.public.id
  egress         = true
  rule_number    = tonumber(each.key)
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.ports[0]
  to_port        = each.value.ports[1]
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "private_in" {
  for_each = local.private_in

  network_acl_id = aws_network_acl.private.id
  rule_number    = tonumber(each.key)
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.ports[0]
  to_port        = each.value.ports[1]
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "private_out" {
  for_each = local.private_out

  network_acl_id = aws_network_acl.private.id
  egress         = true
  rule_number    = tonumber(each.key)
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.ports[0]
  to_port        = each.value.ports[1]
  cidr_block     = each.value.cidr
}
