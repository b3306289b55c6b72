variable "application" {
  description = "Name of CodeDeploy's application."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.+=,@-]{1,100}$", var.application))
    error_message = "Up to 100 letters, digits and _ . + = , @ -."
  }
}

variable "group" {
  description = "Name of the deployment group: the environment's."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.+=,@-]{1,100}$", var.group))
    error_message = "Up to 100 letters, digits and _ . + = , @ -."
  }
}

variable "cluster_name" {
  description = "Cluster of the service."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,100}$", var.cluster_name))
    error_message = "A cluster's name holds letters, digits, _ and -."
  }
}

variable "service" {
  description = "The outputs of modules/ecs-service that CodeDeploy needs."
  type = object({
    name               = string
    target_group_names = list(string)
    target_group_arns  = list(string)
    rule_arns          = list(string)
    alarm_names        = list(string)
    role_arns          = list(string)
  })

  validation {
    condition     = length(var.service.target_group_names) == 2
    error_message = "CodeDeploy moves traffic between two target groups: the service's strategy is CODE_DEPLOY."
  }
}

variable "https_listener_arn" {
  description = "Production listener."
  type        = string

  validation {
    condition     = can(regex(":listener/app/", var.https_listener_arn))
    error_message = "The ARN of a listener of an application load balancer."
  }
}

variable "test_listener_arn" {
  description = "Test listener."
  type        = string

  validation {
    condition     = can(regex(":listener/app/", var.test_listener_arn))
    error_message = "The ARN of a listener of an application load balancer."
  }
}

variable "hook_arn" {
  description = "Validation function; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.hook_arn == null || can(regex(":function:", var.hook_arn))
    error_message = "The function is named by its ARN."
  }
}

variable "traffic" {
  description = "How traffic moves: ALL_AT_ONCE, CANARY (percent, then after minutes the rest) or LINEAR (percent every so many minutes)."
  type        = object({ type = string, percent = optional(number, 10), minutes = optional(number, 5) })

  validation {
    condition     = contains(["ALL_AT_ONCE", "CANARY", "LINEAR"], var.traffic.type) && var.traffic.percent > 0 && var.traffic.percent < 100 && var.traffic.minutes > 0
    error_message = "ALL_AT_ONCE, CANARY or LINEAR, a percent between 1 and 99, and minutes above 0."
  }
}

variable "keep_blue_minutes" {
  description = "Minutes for which the old tasks stay after all traffic has moved, so that going back takes no start."
  type        = number

  validation {
    condition     = var.keep_blue_minutes >= 0 && var.keep_blue_minutes <= 2880
    error_message = "CodeDeploy takes 0 to 2880 minutes."
  }
}
