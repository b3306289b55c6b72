# What is taken for a policy, and who may take the role. AWS is not asked.

mock_provider "aws" {
  source = "../../../mocks"
}

variables {
  name              = "ecs-promote-live"
  environment       = "live"
  account_id        = "210987654321"
  cluster           = "app-cluster-live"
  trusted_role_arns = ["arn:aws:iam::123456789012:role/jenkins-agent"]
  policy            = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ReadServices\",\"Effect\":\"Allow\",\"Action\":[\"ecs:DescribeServices\"],\"Resource\":[\"arn:aws:ecs:ap-southeast-2:210987654321:service/app-cluster-live/service1\"]}]}"
}

run "the_role_may_do_what_was_printed" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy) == jsondecode(var.policy)
    error_message = "the role may do something else"
  }
}

run "agents_take_it_under_the_name_of_a_promotion_and_nobody_else_does" {
  command = plan

  variables {
    organization_id = "o-a1b2c3d4e5"
  }

  assert {
    condition     = one(data.aws_iam_policy_document.trust.statement[0].principals).identifiers == toset(["arn:aws:iam::123456789012:role/jenkins-agent"])
    error_message = "somebody else may take the role"
  }

  assert {
    condition     = { for one in data.aws_iam_policy_document.trust.statement[0].condition : one.variable => one.values } == { "sts:RoleSessionName" = tolist(["ecs-promote-live"]), "aws:PrincipalOrgID" = tolist(["o-a1b2c3d4e5"]) }
    error_message = "a condition is missing"
  }
}

run "a_whole_account_is_nobody_in_particular" {
  command = plan

  variables {
    trusted_role_arns = ["arn:aws:iam::123456789012:root"]
  }

  expect_failures = [var.trusted_role_arns]
}

run "the_policy_of_another_environment_is_refused" {
  command = plan

  variables {
    cluster = "app-cluster-sandbox"
  }

  expect_failures = [aws_iam_role_policy.this]
}

run "the_policy_of_another_account_is_refused" {
  command = plan

  variables {
    account_id = "123456789012"
  }

  expect_failures = [aws_iam_role_policy.this]
}

run "what_somebody_wrote_is_refused" {
  command = plan

  variables {
    policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"All\",\"Effect\":\"Allow\",\"Action\":[\"ecs:*\"],\"Resource\":[\"arn:aws:ecs:ap-southeast-2:210987654321:service/app-cluster-live/service1\"]}]}"
  }

  expect_failures = [var.policy]
}

run "a_task_of_another_cluster_is_refused_beside_services_of_this_one" {
  command = plan

  variables {
    policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ReadServices\",\"Effect\":\"Allow\",\"Action\":[\"ecs:DescribeServices\"],\"Resource\":[\"arn:aws:ecs:ap-southeast-2:210987654321:service/app-cluster-live/service1\",\"arn:aws:ecs:ap-southeast-2:210987654321:task/app-cluster-staging/*\"]}]}"
  }

  expect_failures = [aws_iam_role_policy.this]
}
