# Who moves what: an apply after somebody else's deployment leaves it alone, and one that is to deploy does. AWS is not asked.

mock_provider "aws" {
  source = "../../../mocks"
}

variables {
  name           = "web"
  cluster        = { name = "shop", arn = "arn:aws:ecs:ap-southeast-2:123456789012:cluster/shop" }
  engine         = "ecs"
  strategy       = "CANARY"
  image          = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web:41"
  repository_arn = "arn:aws:ecr:ap-southeast-2:123456789012:repository/web"
  port           = 8080
  tasks          = { desired = 2, minimum = 2, maximum = 4 }
  capacity       = [{ provider = "FARGATE", weight = 1 }]
  vpc_id         = "vpc-0a1b2c3d"
  subnet_ids     = ["subnet-1", "subnet-2"]
  rule           = { priority = 10 }
  key_arn        = "arn:aws:kms:ap-southeast-2:123456789012:key/1"
  load_balancer = {
    arn_suffix         = "app/shop/1"
    security_group_id  = "sg-1"
    https_listener_arn = "arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:listener/app/shop/1/2"
    test_listener_arn  = "arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:listener/app/shop/1/3"
  }
}

run "the_service_is_made_with_its_first_build" {
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image == var.image
    error_message = "the container runs something else"
  }

  assert {
    condition     = one(aws_ecs_service.ecs[0].load_balancer).container_port == 8080
    error_message = "the load balancer leads elsewhere"
  }

  assert {
    condition     = one(aws_ecs_service.ecs[0].deployment_configuration).strategy == "CANARY"
    error_message = "the service is not ready for a canary"
  }
}

run "engine_ecs_an_apply_moves_nothing" {
  variables {
    image    = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web:42"
    port     = 9090
    strategy = "LINEAR"
    tasks    = { desired = 4, minimum = 2, maximum = 4 }
  }

  assert {
    condition     = one(aws_ecs_service.ecs[0].load_balancer).container_port == 8080
    error_message = "an apply changed where the load balancer leads"
  }

  assert {
    condition     = one(aws_ecs_service.ecs[0].deployment_configuration).strategy == "CANARY"
    error_message = "an apply changed how a deployment under way moves"
  }

  assert {
    condition     = aws_ecs_service.ecs[0].desired_count == 2
    error_message = "an apply undid what auto scaling had set"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image == var.image
    error_message = "what Terraform changes in the task definition must be there for the next promotion"
  }
}

run "engine_terraform_the_service_is_made" {
  state_key = "terraform"

  variables {
    engine   = "terraform"
    strategy = "ROLLING"
  }

  assert {
    condition     = aws_ecs_service.terraform[0].task_definition == aws_ecs_task_definition.this.arn && !aws_ecs_service.terraform[0].wait_for_steady_state
    error_message = "the service runs another revision, or Terraform waits where the watcher does"
  }
}

run "engine_terraform_an_apply_deploys" {
  state_key = "terraform"

  variables {
    engine   = "terraform"
    strategy = "ROLLING"
    port     = 9090
    tasks    = { desired = 4, minimum = 2, maximum = 4 }
  }

  assert {
    condition     = one(aws_ecs_service.terraform[0].load_balancer).container_port == 9090
    error_message = "the apply changed nothing"
  }

  assert {
    condition     = aws_ecs_service.terraform[0].desired_count == 2
    error_message = "an apply undid what auto scaling had set"
  }
}

run "the_load_balancer_alone_reaches_the_tasks" {
  command   = plan
  state_key = "plan"

  assert {
    condition     = aws_vpc_security_group_ingress_rule.load_balancer.referenced_security_group_id == "sg-1" && aws_vpc_security_group_ingress_rule.load_balancer.cidr_ipv4 == null
    error_message = "others reach the tasks"
  }
}

run "what_a_secrets_policy_cannot_know_is_left_out_of_its_arn" {
  command   = plan
  state_key = "plan"

  variables {
    secrets = {
      PASSWORD = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:live/database-AbCdEf:password::"
      URL      = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:live/database-AbCdEf:url::"
      FLAGS    = "arn:aws:ssm:ap-southeast-2:123456789012:parameter/live/flags"
    }
  }

  assert {
    condition     = local.secret_arns == tolist(["arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:live/database-AbCdEf"])
    error_message = "the execution role may read ${jsonencode(local.secret_arns)}"
  }

  assert {
    condition     = local.parameter_arns == tolist(["arn:aws:ssm:ap-southeast-2:123456789012:parameter/live/flags"])
    error_message = "the execution role may read ${jsonencode(local.parameter_arns)}"
  }
}

run "a_service_of_code_deploy_is_left_to_it" {
  command   = plan
  state_key = "plan"

  variables {
    strategy = "CODE_DEPLOY"
  }

  assert {
    condition     = aws_ecs_service.code_deploy[0].deployment_controller[0].type == "CODE_DEPLOY" && length(aws_lb_target_group.green) == 1
    error_message = "CodeDeploy could not move it"
  }
}

run "an_image_says_its_version" {
  command   = plan
  state_key = "plan"

  variables {
    image = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web"
  }

  expect_failures = [var.image]
}

run "latest_is_no_version" {
  command   = plan
  state_key = "plan"

  variables {
    image = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web:latest"
  }

  expect_failures = [var.image]
}

run "code_deploy_is_not_terraforms" {
  command   = plan
  state_key = "plan"

  variables {
    engine   = "terraform"
    strategy = "CODE_DEPLOY"
  }

  expect_failures = [var.strategy]
}
