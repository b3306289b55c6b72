# The validation function (docs/hooks.md): asks the test listener whether the new version works, before it has production traffic.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  place = "${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}"
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_116:Whoever calls waits for the answer; a dead-letter queue would hold questions that nobody asks any more.
  #checkov:skip=CKV_AWS_272:The package's SHA-256 is in dist/SHA256SUMS and in source_code_hash; code signing needs a signing profile of the team's own.
  #checkov:skip=CKV_AWS_50:Each try is a line in the log; X-Ray would need a permission on * for that.
  #checkov:skip=CKV_AWS_115:A reservation takes from what the account has for all functions, and a deployment calls once at a time.
  function_name    = var.name
  description      = "Asks the test listener whether the new version works"
  role             = aws_iam_role.this.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  memory_size      = 128
  timeout          = var.timeout_seconds
  kms_key_arn      = var.key_arn

  environment {
    variables = { ECS_PROMOTE_HOOK_CHECKS = jsonencode(var.checks) }
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  depends_on = [aws_iam_role_policy.this]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_days
  kms_key_id        = var.key_arn
}

resource "aws_security_group" "this" {
  name        = "${var.name}-function"
  description = "Validation function ${var.name}"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-function" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = toset([for port in distinct([443, var.test_port]) : tostring(port)])

  security_group_id = aws_security_group.this.id
  description       = each.key == "443" ? "CodeDeploy's API" : "Test listener, by its public name"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_iam_role" "this" {
  name               = "${var.name}-function"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "answer"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  # Lambda puts the function into the VPC as this role. AWSLambdaVPCAccessExecutionRole allows the same on *, and logs of the whole account.
  statement {
    sid       = "EnterTheNetwork"
    actions   = ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"]
    resources = ["arn:${data.aws_partition.this.partition}:ec2:${local.place}:*/*"]
  }

  statement {
    sid     = "LookAtTheNetwork"
    actions = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
    # AWS: the Describe actions of EC2 have no resource types. (Service authorization reference, Amazon EC2)
    resources = ["*"]
  }

  statement {
    sid     = "NotTheFunctionItself"
    effect  = "Deny"
    actions = ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
    # AWS: what Lambda needs at the start the code must not have, and this is how it is told apart. (Lambda developer guide, VPC)
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "lambda:SourceFunctionArn"
      values   = ["arn:${data.aws_partition.this.partition}:lambda:${local.place}:function:${var.name}"]
    }
  }

  dynamic "statement" {
    for_each = var.deployment_group_arn == null ? [] : [var.deployment_group_arn]

    content {
      sid       = "AnswerCodeDeploy"
      actions   = ["codedeploy:PutLifecycleEventHookExecutionStatus"]
      resources = [statement.value]
    }
  }
}
