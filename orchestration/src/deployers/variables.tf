variable "region" {
  description = "Region whose API is asked; roles are the same in all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like ap-southeast-2."
  }
}

variable "account_id" {
  description = "Account of these environments; another's credentials are refused."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's id has 12 digits."
  }
}

variable "environments" {
  description = "Environments of this account by their names in promotion.yaml; cluster where it is not app-cluster-<environment>."
  type        = map(object({ cluster = optional(string) }))

  validation {
    condition     = length(var.environments) > 0 && alltrue([for name in keys(var.environments) : can(regex("^[a-z][a-z0-9-]{0,50}$", name))])
    error_message = "At least one environment; names are lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for name in keys(var.environments) : fileexists("${path.root}/policies/${name}.json")])
    error_message = "There is no policies/${join(".json, policies/", [for name in keys(var.environments) : name if !fileexists("${path.root}/policies/${name}.json")])}.json beside variables.tfvars. Print it: ecs-promote policy --environment NAME --role deployer."
  }
}

variable "prefix" {
  description = "What the names of the roles begin with; the environment follows."
  type        = string
  default     = "ecs-promote-"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,40}$", var.prefix))
    error_message = "Up to 40 letters, digits and + = , . @ _ -."
  }
}

variable "trusted_role_arns" {
  description = "Who may take the roles: role_arn in the output agents of the stack jenkins."
  type        = list(string)

  validation {
    condition     = length(var.trusted_role_arns) > 0 && alltrue([for arn in var.trusted_role_arns : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[^*]+$", arn))])
    error_message = "At least one role by its ARN, without *."
  }
}

variable "organization_id" {
  description = "Organisation that whoever takes a role must belong to; null not to ask."
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
