# A second fence around the subnets, which no change of a security group opens. Network ACLs know no connections, so the ports of answers
# (1024 and above, where Jenkins and EFS listen, too) are open both ways; who may begin a connection is what the security groups say.

locals {
  everywhere = "0.0.0.0/0"
  answers    = { ports = [1024, 65535], cidr = local.everywhere }
  # By number: ports and the other side. The numbers leave room between.
  public_in = merge(
    { for index, cidr in var.allowed_cidrs : 100 + index => { ports = [443, 443], cidr = cidr } },
    { for index, cidr in var.allowed_cidrs : 120 + index => { ports = [80, 80], cidr = cidr } },
    # What goes out through NAT.
    { for index, port in [443, 22, 80] : 140 + index => { ports = [port, port], cidr = var.cidr } },
    { 150 = local.answers },
  )
  # Git by https and ssh; package mirrors that still speak http.
  out         = { for index, port in [443, 22, 80] : 100 + index => { ports = [port, port], cidr = local.everywhere } }
  public_out  = merge(local.out, { 150 = local.answers })
  private_out = merge(local.out, { 150 = { ports = local.answers.ports, cidr = var.cidr } })
  private_in = {
    100 = { ports = [22, 22], cidr = var.cidr }
    150 = local.answers
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
  #checkov:skip=CKV_AWS_231:Answers come to ports that include 3389; no security group lets a connection begin there, and nothing listens.
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
  #checkov:skip=CKV_AWS_231:Answers come to ports that include 3389; no security group lets a connection begin there, and nothing listens.
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
