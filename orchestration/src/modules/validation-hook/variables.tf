variable "name" {
  description = "Name of the function. AWSCodeDeployRoleForECSLimited invokes only those that begin with CodeDeployHook_; the roles of these stacks name the function."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "A function's name has up to 64 letters, digits, _ and -."
  }
}

variable "package" {
  description = "The file ecs-promote-hook.zip of dist/lambda."
  type        = string

  validation {
    condition     = endswith(var.package, ".zip")
    error_message = "The package is a .zip file."
  }
}

variable "checks" {
  description = "What is asked of the test listener, as in docs/hooks.md."
  type        = any

  validation {
    condition     = can([for check in var.checks : check.url]) && length(var.checks) > 0
    error_message = "A list of checks, each with a url at least."
  }
}

variable "test_port" {
  description = "Port of the test listener."
  type        = number
  default     = 8443

  validation {
    condition     = var.test_port > 1024 && var.test_port < 65536
    error_message = "A port above 1024, such as 8443."
  }
}

variable "timeout_seconds" {
  description = "More than the tries of all checks take (docs/hooks.md)."
  type        = number
  default     = 60

  validation {
    condition     = var.timeout_seconds >= 10 && var.timeout_seconds <= 900
    error_message = "Between 10 and 900 seconds."
  }
}

variable "vpc_id" {
  description = "VPC from which the test listener is asked."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "A VPC's id begins with vpc-."
  }
}

variable "subnet_ids" {
  description = "Private subnets for the function. A function in a public subnet has no way out."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "At least one subnet."
  }
}

variable "key_arn" {
  description = "KMS key for the log and the settings."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:", var.key_arn))
    error_message = "The key is named by its ARN."
  }
}

variable "log_days" {
  description = "Days for which the function's log is kept."
  type        = number
  default     = 365

  validation {
    condition     = contains([30, 60, 90, 180, 365, 400, 731], var.log_days)
    error_message = "One of the spans CloudWatch knows: 30, 60, 90, 180, 365, 400, 731."
  }
}

variable "deployment_group_arn" {
  description = "CodeDeploy's deployment group that the function answers; null where ECS itself asks, which needs no permission."
  type        = string
  default     = null

  validation {
    condition     = var.deployment_group_arn == null || can(regex(":deploymentgroup:[^/*]+/[^/*]+$", var.deployment_group_arn))
    error_message = "A deployment group's ARN ends in deploymentgroup:APPLICATION/GROUP."
  }
}
