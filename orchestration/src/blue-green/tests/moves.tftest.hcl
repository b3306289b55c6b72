# Who moves the traffic, and what it asks first. That an apply moves nothing is shown beside modules/ecs-service. AWS is not asked.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region      = "ap-southeast-2"
  account_id  = "123456789012"
  environment = "live"
  image       = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1:90"
  service     = { name = "service1", port = 8080, health_path = "/health" }
  zone_name   = "acme.example"
  host_name   = "live.acme.example"
}

run "codedeploy_moves_it_and_asks_the_function" {
  command = plan

  assert {
    condition     = output.promotion.application == "blue-green-live" && output.promotion.group == "service1" && output.promotion.hook == "blue-green-live-validation"
    error_message = "promotion.yaml would name another group or function"
  }

  assert {
    condition     = local.group_arn == "arn:aws:codedeploy:ap-southeast-2:123456789012:deploymentgroup:${output.promotion.application}/${output.promotion.group}"
    error_message = "the function may answer another group than the one that asks"
  }

  assert {
    condition     = local.checks[0].url == "https://live.acme.example:8443/health"
    error_message = "the function asks something else than the test listener"
  }
}

run "ecs_moves_it_itself" {
  command = plan

  variables {
    strategy = "CANARY"
  }

  assert {
    condition     = output.promotion.application == null && length(module.hook) == 1
    error_message = "there is an application of CodeDeploy, or no function that ECS asks"
  }
}

run "one_task_is_enough" {
  command = plan

  variables {
    tasks = { desired = 1, minimum = 1, maximum = 1 }
  }
}

run "without_nat_there_is_no_function" {
  command = plan

  variables {
    nat = "none"
  }

  assert {
    condition     = output.promotion.hook == null && output.promotion.group == "service1" && length(aws_vpc_security_group_ingress_rule.validation) == 0
    error_message = "a function is made that reaches nothing"
  }
}

run "checks_that_nobody_would_ask_are_refused" {
  command = plan

  variables {
    nat    = "none"
    checks = [{ url = "https://live.acme.example:8443/health" }]
  }

  expect_failures = [var.nat]
}

run "latest_is_no_image" {
  command = plan

  variables {
    image = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1:latest"
  }

  expect_failures = [var.image]
}

run "the_internet_does_not_see_what_is_not_released" {
  command = plan

  variables {
    test_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.test_cidrs]
}
