# What the build does: push one image, read what the service is like, and leave two files.

resource "aws_iam_role" "build" {
  name               = "${var.name}-build"
  assume_role_policy = data.aws_iam_policy_document.build_trust.json
}

data "aws_iam_policy_document" "build_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role_policy" "build" {
  name   = "build"
  role   = aws_iam_role.build.id
  policy = data.aws_iam_policy_document.build.json
}

data "aws_iam_policy_document" "build" {
  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${module.artifacts.arn}/*"]
  }

  statement {
    sid       = "Program"
    actions   = ["s3:GetObject"]
    resources = ["${module.tools.arn}/ecs-promote/*"]
  }

  statement {
    sid       = "ProgramFiles"
    actions   = ["s3:ListBucket"]
    resources = [module.tools.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["ecs-promote*"]
    }
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [module.key.arn]
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.build.arn}:*"]
  }

  statement {
    sid = "Push"
    # docker push asks for the manifest before it puts it. (ECR user guide, Required IAM permissions for pushing an image)
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchGetImage"]
    resources = ["arn:${local.partition}:ecr:${local.image.region}:${local.image.account}:repository/${local.image.repository}"]
  }

  statement {
    sid     = "LogIn"
    actions = ["ecr:GetAuthorizationToken"]
    # AWS: ecr:GetAuthorizationToken has no resource types; the token opens only what other permissions allow. (Service authorization
    # reference, Amazon ECR)
    resources = ["*"]
  }

  statement {
    sid       = "Service"
    actions   = ["ecs:DescribeServices"]
    resources = ["arn:${local.partition}:ecs:${var.region}:${var.account_id}:service/${var.deployment.cluster}/${var.deployment.service}"]
  }

  statement {
    sid     = "TaskDefinition"
    actions = ["ecs:DescribeTaskDefinition"]
    # AWS: ecs:DescribeTaskDefinition has no resource types. (Service authorization reference, Amazon ECS)
    resources = ["*"]
  }
}
