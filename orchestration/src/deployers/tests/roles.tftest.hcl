# Who may take which role, and whose policy it may be given. AWS is not asked.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region            = "ap-southeast-2"
  account_id        = "210987654321"
  trusted_role_arns = ["arn:aws:iam::123456789012:role/jenkins-agent"]
  environments      = { live = {} }
}

# Without its file: a role that may do nothing would look like one that is there.
run "an_environment_without_a_printed_policy_is_refused" {
  command = plan

  expect_failures = [var.environments]
}
