# The role as which ecs-promote acts in one environment (assumeRole in promotion.yaml): only the agents' role may take it, and it may do
# what `ecs-promote policy --environment … --role deployer` printed and nothing more.

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "Promotions to ${var.environment}"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
  # A session is renewed while a promotion lasts; a key that leaked is worth an hour.
  max_session_duration = 3600
}

# An external id would protect from nothing here: it keeps apart the customers of a third party that acts for many, and these are roles of
# one company. What a role's name in another account cannot tell is whose account that is: organization_id does.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = var.trusted_role_arns
    }

    # CloudTrail tells sessions of promotions by their names, ecs-promote-<environment>; nobody comes here under another.
    condition {
      test     = "StringEquals"
      variable = "sts:RoleSessionName"
      values   = ["ecs-promote-${var.environment}"]
    }

    dynamic "condition" {
      for_each = var.organization_id == null ? [] : [var.organization_id]

      content {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "promote"
  role   = aws_iam_role.this.id
  policy = jsonencode(jsondecode(var.policy))

  lifecycle {
    precondition {
      condition     = try(alltrue(flatten([for one in jsondecode(var.policy).Statement : [for arn in one.Resource : arn == "*" || strcontains(arn, ":${var.account_id}:")]])), false)
      error_message = "The policy names resources of another account than ${var.account_id}: it is another environment's."
    }

    precondition {
      condition     = try(alltrue(flatten([for one in jsondecode(var.policy).Statement : [for arn in one.Resource : can(regex(":ecs:", arn)) && can(regex(":(service|task)/", arn)) ? can(regex(":(service|task)/${var.cluster}/", arn)) : true]])) && strcontains(var.policy, ":service/${var.cluster}/"), false)
      error_message = "The policy is not about services of ${var.cluster}: it is another environment's. Print it: ecs-promote policy --environment ${var.environment} --role deployer."
    }
  }
}
