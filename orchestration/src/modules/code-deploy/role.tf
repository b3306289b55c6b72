# What CodeDeploy does for this service. AWSCodeDeployRoleForECS grants the same for every service of the account.

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  ecs     = "arn:${data.aws_partition.this.partition}:ecs:${data.aws_region.this.region}:${local.account}"
  alarms  = "arn:${data.aws_partition.this.partition}:cloudwatch:${data.aws_region.this.region}:${local.account}:alarm"
}

resource "aws_iam_role" "this" {
  name               = "${var.application}-${var.group}-codedeploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "deploy"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "Service"
    actions   = ["ecs:DescribeServices"]
    resources = ["${local.ecs}:service/${var.cluster_name}/${var.service.name}"]
  }

  statement {
    sid       = "TaskSets"
    actions   = ["ecs:CreateTaskSet", "ecs:UpdateServicePrimaryTaskSet", "ecs:DeleteTaskSet"]
    resources = ["${local.ecs}:service/${var.cluster_name}/${var.service.name}", "${local.ecs}:task-set/${var.cluster_name}/${var.service.name}/*"]
  }

  statement {
    sid       = "Traffic"
    actions   = ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"]
    resources = concat([var.https_listener_arn, var.test_listener_arn], var.service.rule_arns)
  }

  statement {
    sid     = "Look"
    actions = ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups"]
    # AWS: the Describe actions of Elastic Load Balancing have no resource types. (Service authorization reference, ELB v2)
    resources = ["*"]
  }

  statement {
    sid       = "Alarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = [for name in var.service.alarm_names : "${local.alarms}:${name}"]
  }

  dynamic "statement" {
    for_each = var.hook_arn == null ? [] : [var.hook_arn]

    content {
      sid       = "Validate"
      actions   = ["lambda:InvokeFunction"]
      resources = [statement.value]
    }
  }

  statement {
    sid       = "PassTaskRoles"
    actions   = ["iam:PassRole"]
    resources = var.service.role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}
