# Agents: instances of the AMI in jenkins/agent-ami, started by the EC2 plugin in the private subnets. Their role is what builds may do.

locals {
  repositories = [for name in var.agents.repositories : "arn:${data.aws_partition.this.partition}:ecr:${coalesce(var.agents.registry_region, var.region)}:${coalesce(var.agents.registry_account, var.account_id)}:repository/${name}"]
  # What ecs-promote prints for an environment, put into policies/ of the configuration: each file is a policy of the role.
  policies = fileset("${path.root}/policies", "*.json")
}

resource "aws_iam_role" "agent" {
  name               = "${var.name}-agent"
  assume_role_policy = data.aws_iam_policy_document.agent_trust.json
}

data "aws_iam_policy_document" "agent_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_instance_profile" "agent" {
  name = "${var.name}-agent"
  role = aws_iam_role.agent.name
}

resource "aws_iam_role_policy" "agent" {
  name   = "builds"
  role   = aws_iam_role.agent.id
  policy = data.aws_iam_policy_document.agent.json
}

data "aws_iam_policy_document" "agent" {
  statement {
    sid = "Push"
    # docker push asks for the manifest before it puts it. (ECR user guide, Required IAM permissions for pushing an image)
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchGetImage"]
    resources = local.repositories
  }

  statement {
    sid     = "LogIn"
    actions = ["ecr:GetAuthorizationToken"]
    # AWS: ecr:GetAuthorizationToken has no resource types; the token opens only what other permissions allow. (Service authorization
    # reference, Amazon ECR)
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = length(var.agents.promotion_role_arns) > 0 ? [var.agents.promotion_role_arns] : []

    content {
      sid       = "Promote"
      actions   = ["sts:AssumeRole"]
      resources = statement.value
    }
  }
}

resource "aws_iam_policy" "agent" {
  for_each = local.policies

  name        = "${var.name}-agent-${trimsuffix(each.value, ".json")}"
  description = "policies/${each.value} of the configuration"
  policy      = file("${path.root}/policies/${each.value}")
}

resource "aws_iam_role_policy_attachment" "agent" {
  for_each = aws_iam_policy.agent

  role       = aws_iam_role.agent.name
  policy_arn = each.value.arn
}
