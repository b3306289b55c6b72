# Live may run in an account of its own, with the images of this one: what its tasks pull, and what ecs-promote asks about an image.

data "aws_partition" "this" {}

resource "aws_ecr_repository_policy" "pull" {
  for_each = length(var.pull_accounts) > 0 ? aws_ecr_repository.this : {}

  repository = each.value.name
  policy     = data.aws_iam_policy_document.pull.json
}

data "aws_iam_policy_document" "pull" {
  statement {
    sid     = "Pull"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "AWS"
      identifiers = [for id in var.pull_accounts : "arn:${data.aws_partition.this.partition}:iam::${id}:root"]
    }
  }
}
