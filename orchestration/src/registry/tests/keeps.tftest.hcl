# What is kept, and that nothing can be moved. AWS is not asked.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region       = "ap-southeast-2"
  account_id   = "123456789012"
  repositories = ["service1"]
}

run "a_tag_is_one_image_for_ever" {
  command = plan

  assert {
    condition     = aws_ecr_repository.this["service1"].image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this["service1"].image_scanning_configuration[0].scan_on_push
    error_message = "a tag can be moved, or an image is not scanned"
  }
}

run "what_was_verified_is_selected_first_and_never_expires" {
  command = plan

  assert {
    condition     = jsondecode(aws_ecr_lifecycle_policy.this["service1"].policy).rules[0].selection.tagPatternList == ["verified-*"]
    error_message = "another rule comes before the one for verified images"
  }

  assert {
    condition     = [for rule in jsondecode(aws_ecr_lifecycle_policy.this["service1"].policy).rules : rule.rulePriority] == [1, 2, 3]
    error_message = "the rules have another order"
  }

  assert {
    condition     = jsondecode(aws_ecr_lifecycle_policy.this["service1"].policy).rules[0].selection.countType == "imageCountMoreThan" && jsondecode(aws_ecr_lifecycle_policy.this["service1"].policy).rules[0].selection.countNumber > 100000
    error_message = "verified images expire"
  }
}

run "other_accounts_pull_when_they_are_named_and_only_then" {
  command = plan

  assert {
    condition     = length(aws_ecr_repository_policy.pull) == 0
    error_message = "somebody may pull"
  }
}

run "a_named_account_pulls" {
  command = plan

  variables {
    pull_accounts = ["210987654321"]
  }

  assert {
    condition     = toset(data.aws_iam_policy_document.pull.statement[0].actions) == toset(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]) && one(data.aws_iam_policy_document.pull.statement[0].principals).identifiers == toset(["arn:aws:iam::210987654321:root"])
    error_message = "the account may do something else"
  }
}

run "builds_on_their_way_are_not_expired" {
  command = plan

  variables {
    keep_builds = 5
  }

  expect_failures = [var.keep_builds]
}
