variable "name" {
  description = "Name of the role, as assumeRole in promotion.yaml ends."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.name))
    error_message = "A role's name has up to 64 letters, digits and + = , . @ _ -."
  }
}

variable "environment" {
  description = "The environment, as promotion.yaml names it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,50}$", var.environment))
    error_message = "Up to 51 lower-case letters, digits and hyphens."
  }
}

variable "account_id" {
  description = "Account of the environment; a policy that names resources of another is refused."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's id has 12 digits."
  }
}

variable "cluster" {
  description = "Name of the environment's cluster; a policy that is about another is refused."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.cluster))
    error_message = "A cluster's name has up to 255 letters, digits, _ and -."
  }
}

variable "trusted_role_arns" {
  description = "Who may take the role: role_arn in the output agents of the stack jenkins."
  type        = list(string)

  validation {
    condition     = length(var.trusted_role_arns) > 0 && alltrue([for arn in var.trusted_role_arns : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[^*]+$", arn))])
    error_message = "At least one role by its ARN, without *: a whole account is nobody in particular."
  }
}

variable "organization_id" {
  description = "Organisation that whoever takes the role must belong to; null not to ask."
  type        = string
  default     = null

  validation {
    condition     = var.organization_id == null || can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "An organisation's id looks like o-a1b2c3d4e5."
  }
}

variable "permissions_boundary_arn" {
  description = "Boundary that the account wants of every role; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/", var.permissions_boundary_arn))
    error_message = "A boundary is a managed policy, by its ARN."
  }
}

variable "policy" {
  description = "What `ecs-promote policy --environment … --role deployer` printed."
  type        = string

  validation {
    condition     = try(jsondecode(var.policy).Version == "2012-10-17" && length(jsondecode(var.policy).Statement) > 0, false)
    error_message = "No policy. Print it: ecs-promote policy --environment ${var.environment} --role deployer."
  }

  validation {
    condition     = try(alltrue([for one in jsondecode(var.policy).Statement : one.Effect == "Allow" && alltrue([for action in one.Action : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))])]), false)
    error_message = "A printed policy allows actions by their names. This one denies something, or names actions by a pattern: somebody wrote it."
  }

  # IAM and AWS STS quotas (IAM user guide): white space does not count.
  validation {
    condition     = try(length(jsonencode(jsondecode(var.policy))) <= 10240, false)
    error_message = "The policy has more than the 10,240 characters that IAM takes for the policies in a role."
  }
}
