output "url" {
  description = "Where people find Jenkins."
  value       = local.url
}

output "agents" {
  description = "What the EC2 plugin needs; the controller has it in its environment, too."
  value = {
    subnet_ids           = module.network.private_subnet_ids
    security_group       = aws_security_group.agent.name
    security_group_id    = aws_security_group.agent.id
    instance_profile_arn = aws_iam_instance_profile.agent.arn
    role_arn             = aws_iam_role.agent.arn
  }
}

output "agent_addresses" {
  description = "Public addresses from which agents come, as CIDR blocks: for test_cidrs of the environments' test listeners."
  value       = [for address in values(module.network.nat_addresses) : "${address}/32"]
}

output "backup_buckets" {
  description = "Where the archives of the home go."
  value       = [for bucket in local.backups : bucket.name]
}

output "log_group" {
  description = "Where the controller writes."
  value       = aws_cloudwatch_log_group.controller.name
}
