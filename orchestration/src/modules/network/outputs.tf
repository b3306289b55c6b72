output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Subnets for load balancers, in the order of their zones; they have their route out."
  value       = [for zone in local.zones : aws_subnet.public[zone].id]
  depends_on  = [aws_route.public, aws_route_table_association.public]
}

output "private_subnet_ids" {
  description = "Subnets for tasks and instances, in the order of their zones; none without NAT."
  value       = [for zone in keys(local.private) : aws_subnet.private[zone].id]
  depends_on  = [aws_route.private, aws_route_table_association.private]
}

output "nat_addresses" {
  description = "By zone, the public addresses from which private subnets reach the internet."
  value       = { for zone, address in aws_eip.nat : zone => address.public_ip }
}
