# The controller starts and ends agents, writes its home and its backups. It deploys nothing: builds run on agents, as the agents' role.

locals {
  ec2 = "arn:${data.aws_partition.this.partition}:ec2:${var.region}:${var.account_id}"
  # What an agent may be started from: this AMI, key, group and subnets; interfaces and volumes have no names before they are there.
  start_from = concat(
    ["arn:${data.aws_partition.this.partition}:ec2:${var.region}::image/${var.agents.ami_id}", "${local.ec2}:key-pair/${var.agents.key_pair}", aws_security_group.agent.arn],
    [for id in module.network.private_subnet_ids : "${local.ec2}:subnet/${id}"],
    ["${local.ec2}:network-interface/*"],
  )
  secrets = distinct([for arn in values(var.controller.secrets) : join(":", slice(split(":", arn), 0, 7))])
  image   = regex("^(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/(?P<repository>[^:@]+)", var.controller.image)
}

data "aws_iam_policy_document" "task_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.task_trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

data "aws_iam_policy_document" "execution" {
  statement {
    sid       = "Pull"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:${data.aws_partition.this.partition}:ecr:${local.image.region}:${local.image.account}:repository/${local.image.repository}"]
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
    resources = ["${aws_cloudwatch_log_group.controller.arn}:*"]
  }

  dynamic "statement" {
    for_each = length(local.secrets) > 0 ? [local.secrets] : []

    content {
      sid       = "Secrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }
}

resource "aws_iam_role" "controller" {
  name               = "${var.name}-controller"
  assume_role_policy = data.aws_iam_policy_document.task_trust.json
}

resource "aws_iam_role_policy" "controller" {
  name   = "agents-and-backups"
  role   = aws_iam_role.controller.id
  policy = data.aws_iam_policy_document.controller.json
}

# What the EC2 plugin calls for Linux agents on demand that are terminated and not stopped; its README's policy allows all of it on *.
data "aws_iam_policy_document" "controller" {
  statement {
    sid     = "LookAtInstances"
    actions = ["ec2:DescribeInstances", "ec2:DescribeInstanceTypes", "ec2:DescribeImages", "ec2:DescribeKeyPairs", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeSpotInstanceRequests"]
    # AWS: the Describe actions of EC2 have no resource types. (Service authorization reference, Amazon EC2)
    resources = ["*"]
  }

  statement {
    sid       = "StartFrom"
    actions   = ["ec2:RunInstances"]
    resources = concat(local.start_from, ["${local.ec2}:volume/*"])
  }

  # An instance has no name before it is there: what it may be is said by its profile.
  statement {
    sid       = "StartAgents"
    actions   = ["ec2:RunInstances"]
    resources = ["${local.ec2}:instance/*"]

    condition {
      test     = "ArnEquals"
      variable = "ec2:InstanceProfile"
      values   = [aws_iam_instance_profile.agent.arn]
    }
  }

  statement {
    sid       = "TagAtTheStart"
    actions   = ["ec2:CreateTags"]
    resources = ["${local.ec2}:instance/*", "${local.ec2}:volume/*"]

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["RunInstances"]
    }
  }

  # The plugin gives its instances this tag (EC2Tag.TAG_NAME_JENKINS_SERVER_URL) and finds orphans by it.
  statement {
    sid       = "OwnAgents"
    actions   = ["ec2:TerminateInstances", "ec2:GetConsoleOutput", "ec2:CreateTags"]
    resources = ["${local.ec2}:instance/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/jenkins_server_url"
      values   = [local.url]
    }
  }

  dynamic "statement" {
    for_each = var.agents.spot ? [local.start_from] : []

    content {
      sid       = "AskForSpotCapacity"
      actions   = ["ec2:RequestSpotInstances"]
      resources = concat(statement.value, ["${local.ec2}:spot-instances-request/*"])
    }
  }

  dynamic "statement" {
    for_each = var.agents.spot ? [true] : []

    content {
      sid       = "TagSpotRequestsAtTheStart"
      actions   = ["ec2:CreateTags"]
      resources = ["${local.ec2}:spot-instances-request/*"]

      condition {
        test     = "StringEquals"
        variable = "ec2:CreateAction"
        values   = ["RequestSpotInstances"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.agents.spot ? [local.url] : []

    content {
      sid       = "OwnSpotRequests"
      actions   = ["ec2:CancelSpotInstanceRequests", "ec2:CreateTags"]
      resources = ["${local.ec2}:spot-instances-request/*"]

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/jenkins_server_url"
        values   = [statement.value]
      }
    }
  }

  # An instance that Spot has started bears no tag of ours before the plugin gives it one, and without it could never be ended.
  dynamic "statement" {
    for_each = var.agents.spot ? [aws_iam_instance_profile.agent.arn] : []

    content {
      sid       = "TagSpotAgents"
      actions   = ["ec2:CreateTags"]
      resources = ["${local.ec2}:instance/*"]

      condition {
        test     = "ArnEquals"
        variable = "ec2:InstanceProfile"
        values   = [statement.value]
      }
    }
  }

  statement {
    sid       = "PassAgentRole"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.agent.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ec2.amazonaws.com"]
    }
  }

  statement {
    sid       = "Home"
    actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    resources = [aws_efs_file_system.home.arn]

    condition {
      test     = "StringEquals"
      variable = "elasticfilesystem:AccessPointArn"
      values   = [aws_efs_access_point.home.arn]
    }
  }

  statement {
    sid = "Backups"
    # Read again to verify what was uploaded.
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject"]
    resources = [for bucket in local.backups : "${bucket.arn}/*"]
  }

  statement {
    sid       = "BackupKeys"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [for bucket in local.backups : bucket.key_arn]
  }
}
