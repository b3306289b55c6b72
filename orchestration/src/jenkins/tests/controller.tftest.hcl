# One controller, its home and who reaches what. AWS is not asked.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region     = "ap-southeast-2"
  account_id = "123456789012"
  controller = {
    image   = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/jenkins-controller:1"
    secrets = { TOKEN = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:jenkins/token-Ab12Cd:value::" }
  }
  agents        = { ami_id = "ami-0123456789abcdef0", key_pair = "agents", repositories = ["service1"] }
  backup        = { buckets = ["backup-first", "backup-second"], second_region = "ap-southeast-4" }
  zone_name     = "acme.example"
  host_name     = "jenkins.acme.example"
  allowed_cidrs = ["203.0.113.0/24", "198.51.100.0/24"]
}

run "two_controllers_never_share_a_home" {
  command = plan

  assert {
    condition     = aws_ecs_service.controller.desired_count == 1 && aws_ecs_service.controller.deployment_maximum_percent == 100 && aws_ecs_service.controller.deployment_minimum_healthy_percent == 0
    error_message = "a second controller starts before the first has ended"
  }

  assert {
    condition     = !aws_ecs_service.controller.network_configuration[0].assign_public_ip && aws_efs_file_system.home.encrypted
    error_message = "the controller has an address of its own, or its home is readable"
  }
}

run "the_network_acl_lets_in_who_may_come_and_no_more_than_aws_takes" {
  command = plan

  assert {
    condition     = { for number, rule in aws_network_acl_rule.public_in : number => rule.cidr_block if rule.from_port == 443 && rule.cidr_block != var.cidr } == { "100" = "203.0.113.0/24", "101" = "198.51.100.0/24" }
    error_message = "others may begin a connection by https"
  }

  assert {
    condition     = alltrue([for rule in aws_network_acl_rule.private_in : rule.cidr_block == var.cidr || rule.from_port >= 1024]) && length(aws_network_acl_rule.public_in) <= 20
    error_message = "somebody outside begins a connection into the private subnets, or the rules are too many"
  }
}

run "eight_blocks_fit" {
  command = plan

  variables {
    allowed_cidrs = [for number in range(8) : "203.0.113.${number}/32"]
  }

  assert {
    condition     = length(aws_network_acl_rule.public_in) == 20 && length(distinct([for rule in aws_network_acl_rule.public_in : rule.rule_number])) == 20
    error_message = "AWS takes twenty rules, each with a number of its own"
  }
}

run "a_secrets_policy_names_the_secret_and_not_its_key" {
  command = plan

  assert {
    condition     = one(local.secrets) == "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:jenkins/token-Ab12Cd"
    error_message = "the policy names what AWS does not know"
  }
}

run "spot_capacity_is_asked_for_where_the_controller_may" {
  command = plan

  variables {
    agents = { ami_id = "ami-0123456789abcdef0", key_pair = "agents", repositories = ["service1"], spot = true }
  }

  assert {
    condition     = local.environment["AGENT_SPOT"] == "yes" && length([for one in data.aws_iam_policy_document.controller.statement : one.sid if contains(one.actions, "ec2:RequestSpotInstances") || contains(one.actions, "ec2:CancelSpotInstanceRequests")]) == 2
    error_message = "the plugin asks for what the role may not do, or the other way round"
  }
}

run "backups_are_in_two_regions" {
  command = plan

  variables {
    backup = { buckets = ["backup-first", "backup-second"], second_region = "ap-southeast-2" }
  }

  expect_failures = [var.backup]
}

run "jenkins_is_not_for_the_whole_internet" {
  command = plan

  variables {
    allowed_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.allowed_cidrs]
}

run "the_next_start_brings_the_same_jenkins" {
  command = plan

  variables {
    controller = { image = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/jenkins-controller:latest" }
  }

  expect_failures = [var.controller]
}
