# The execution role is what ECS uses to start a task; the task role is what the program itself has.

locals {
  account = data.aws_caller_identity.this.account_id
  # A secret's ARN may be followed by :json-key:version-stage:version-id, which no policy knows.
  secret_arns    = distinct([for arn in values(var.secrets) : join(":", slice(split(":", arn), 0, 7)) if can(regex(":secretsmanager:", arn))])
  parameter_arns = distinct([for arn in values(var.secrets) : arn if can(regex(":ssm:", arn))])
}

data "aws_iam_policy_document" "task_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    # Only for tasks of this account: otherwise ECS could be talked into using the role for another's.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${local.full_name}-execution"
  assume_role_policy = data.aws_iam_policy_document.task_trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-tasks"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

data "aws_iam_policy_document" "execution" {
  statement {
    sid       = "Pull"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [var.repository_arn]
  }

  statement {
    sid     = "LogIn"
    actions = ["ecr:GetAuthorizationToken"]
    # AWS: ecr:GetAuthorizationToken has no resource types; the token opens only what other permissions allow. (Service authorization
    # reference, Amazon ECR)
    resources = ["*"]
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  dynamic "statement" {
    for_each = length(local.secret_arns) > 0 ? [local.secret_arns] : []

    content {
      sid       = "Secrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(local.parameter_arns) > 0 ? [local.parameter_arns] : []

    content {
      sid       = "Parameters"
      actions   = ["ssm:GetParameters"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(var.secret_key_arns) > 0 ? [var.secret_key_arns] : []

    content {
      sid       = "SecretKeys"
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }
}

resource "aws_iam_role" "task" {
  name               = "${local.full_name}-task"
  assume_role_policy = data.aws_iam_policy_document.task_trust.json
}

resource "aws_iam_role_policy" "task" {
  count = var.task_policy == null ? 0 : 1

  name   = "program"
  role   = aws_iam_role.task.id
  policy = var.task_policy
}

# What ECS does itself, on behalf of the service.
data "aws_iam_policy_document" "ecs_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "traffic" {
  count = local.shifted_by_ecs ? 1 : 0

  name               = "${local.full_name}-traffic"
  assume_role_policy = data.aws_iam_policy_document.ecs_trust.json
}

resource "aws_iam_role_policy" "traffic" {
  count = local.shifted_by_ecs ? 1 : 0

  name   = "shift"
  role   = aws_iam_role.traffic[0].id
  policy = data.aws_iam_policy_document.traffic[0].json
}

# AmazonECSInfrastructureRolePolicyForLoadBalancers, narrowed to this service's groups and rules.
data "aws_iam_policy_document" "traffic" {
  count = local.shifted_by_ecs ? 1 : 0

  statement {
    sid       = "Targets"
    actions   = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
    resources = [aws_lb_target_group.blue.arn, aws_lb_target_group.green[0].arn]
  }

  statement {
    sid       = "Rules"
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = [aws_lb_listener_rule.shifted[0].arn, aws_lb_listener_rule.test[0].arn]
  }

  statement {
    sid     = "Look"
    actions = ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"]
    # AWS: the Describe actions of Elastic Load Balancing have no resource types. (Service authorization reference, ELB v2)
    resources = ["*"]
  }
}

resource "aws_iam_role" "hook" {
  count = length(local.hooks)

  name               = "${local.full_name}-hook"
  assume_role_policy = data.aws_iam_policy_document.ecs_trust.json
}

resource "aws_iam_role_policy" "hook" {
  count = length(local.hooks)

  name   = "ask"
  role   = aws_iam_role.hook[0].id
  policy = data.aws_iam_policy_document.hook[0].json
}

data "aws_iam_policy_document" "hook" {
  count = length(local.hooks)

  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [local.hooks[0].function_arn]
  }
}
