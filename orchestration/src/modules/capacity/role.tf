# What the ECS agent of an instance calls, and no more: images are pulled and logs written by the task execution roles.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  ecs     = "arn:${data.aws_partition.this.partition}:ecs:${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}"
  cluster = "${local.ecs}:cluster/${var.cluster}"
}

resource "aws_iam_role" "this" {
  name               = "${var.cluster}-instance"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_instance_profile" "this" {
  name = "${var.cluster}-instance"
  role = aws_iam_role.this.name
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "ecs-agent"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "Register"
    actions   = ["ecs:RegisterContainerInstance"]
    resources = [local.cluster]
  }

  statement {
    sid       = "Report"
    actions   = ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:SubmitContainerStateChange", "ecs:SubmitTaskStateChange", "ecs:SubmitAttachmentStateChanges"]
    resources = [local.cluster, "${local.ecs}:container-instance/${var.cluster}/*", "${local.ecs}:task/${var.cluster}/*"]
  }

  statement {
    sid     = "FindEndpoint"
    actions = ["ecs:DiscoverPollEndpoint"]
    # AWS: ecs:DiscoverPollEndpoint has no resource types. (Service authorization reference, Amazon ECS)
    resources = ["*"]
  }
}
