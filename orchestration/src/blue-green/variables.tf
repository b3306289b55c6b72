variable "region" {
  description = "Region of all this."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like ap-southeast-2."
  }
}

variable "account_id" {
  description = "Account in which all this is; another's credentials are refused."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's id has 12 digits."
  }
}

variable "environment" {
  description = "The environment, as promotion.yaml names it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,11}$", var.environment))
    error_message = "Up to 12 lower-case letters, digits and hyphens."
  }
}

variable "strategy" {
  description = "Who moves traffic, and how: CODE_DEPLOY (as traffic says), or ECS itself by BLUE_GREEN (all at once), CANARY or LINEAR. Changing between CodeDeploy and ECS replaces the service."
  type        = string
  default     = "CODE_DEPLOY"

  validation {
    condition     = contains(["CODE_DEPLOY", "BLUE_GREEN", "CANARY", "LINEAR"], var.strategy)
    error_message = "One of CODE_DEPLOY, BLUE_GREEN, CANARY and LINEAR."
  }
}

variable "traffic" {
  description = "With CODE_DEPLOY: ALL_AT_ONCE, CANARY (percent, after minutes the rest) or LINEAR (percent every so many minutes)."
  type        = object({ type = string, percent = optional(number, 10), minutes = optional(number, 5) })
  default     = { type = "ALL_AT_ONCE" }

  validation {
    condition     = contains(["ALL_AT_ONCE", "CANARY", "LINEAR"], var.traffic.type) && var.traffic.percent > 0 && var.traffic.percent < 100 && var.traffic.minutes > 0
    error_message = "ALL_AT_ONCE, CANARY or LINEAR, a percent between 1 and 99, and minutes above 0."
  }
}

variable "canary" {
  description = "With CANARY: percent of the requests that the new version gets first, and for how many minutes. promotion.yaml decides it at each deployment; this is what the service begins with."
  type        = object({ percent = number, bake_minutes = number })
  default     = { percent = 10, bake_minutes = 10 }

  validation {
    condition     = var.canary.percent >= 0.1 && var.canary.percent <= 100 && var.canary.bake_minutes >= 0 && var.canary.bake_minutes <= 1440
    error_message = "ECS takes 0.1 to 100 percent and 0 to 1440 minutes."
  }
}

variable "linear" {
  description = "With LINEAR: percent of the requests that each step adds, and its minutes; likewise a beginning."
  type        = object({ step_percent = number, step_bake_minutes = number })
  default     = { step_percent = 20, step_bake_minutes = 5 }

  validation {
    condition     = var.linear.step_percent >= 3 && var.linear.step_percent <= 100 && var.linear.step_bake_minutes >= 0 && var.linear.step_bake_minutes <= 1440
    error_message = "ECS takes 3 to 100 percent and 0 to 1440 minutes."
  }
}

variable "keep_old_minutes" {
  description = "Minutes for which the old tasks stay after all traffic has moved, so that going back takes no start."
  type        = number
  default     = 5

  validation {
    condition     = var.keep_old_minutes >= 0 && var.keep_old_minutes <= 1440
    error_message = "ECS takes 0 to 1440 minutes."
  }
}

variable "image" {
  description = "Image of the first revision, in ECR, by digest or by an immutable tag. After that deployments bring theirs, and this changes nothing that runs."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", var.image)) && !endswith(var.image, ":latest")
    error_message = "An image of ECR with a digest or a tag, and not :latest: what that means changes while a deployment runs."
  }
}

variable "service" {
  description = "The service: name (also of its container), port, size, what it is told and may do. task_policy is the JSON of a policy."
  type = object({
    name                 = string
    port                 = number
    health_path          = optional(string, "/")
    health_grace_seconds = optional(number, 60)
    cpu                  = optional(number, 256)
    memory               = optional(number, 512)
    architecture         = optional(string, "X86_64")
    environment          = optional(map(string), {})
    secrets              = optional(map(string), {})
    task_policy          = optional(string)
  })

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,23}$", var.service.name)) && var.service.port > 0 && var.service.port < 65536 && startswith(var.service.health_path, "/")
    error_message = "A name of up to 24 lower-case letters, digits and hyphens, a port between 1 and 65535, and a path that begins with /."
  }
}

variable "tasks" {
  description = "How many tasks: at first, at least and at most. One is enough for no downtime: the old one stays until the new one has the traffic."
  type        = object({ desired = number, minimum = number, maximum = number, cpu_percent = optional(number, 60) })
  default     = { desired = 3, minimum = 3, maximum = 6 }

  validation {
    condition     = var.tasks.minimum >= 1 && var.tasks.minimum <= var.tasks.desired && var.tasks.desired <= var.tasks.maximum
    error_message = "1 ≤ minimum ≤ desired ≤ maximum."
  }
}

variable "secret_key_arns" {
  description = "KMS keys of the service's secrets, where they are not AWS's own."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:[a-z-]+:kms:", arn))])
    error_message = "Keys are named by their ARNs."
  }
}

variable "checks" {
  description = "What is asked of the test listener before traffic moves (docs/hooks.md); null for the health path, which must answer 200."
  type        = any
  default     = null

  validation {
    condition     = var.checks == null || (can([for check in var.checks : check.url]) && try(length(var.checks) > 0, false))
    error_message = "A list of checks, each with a url at least."
  }
}

variable "hook_package" {
  description = "The file ecs-promote-hook.zip; null for the one in dist/lambda of the repository that holds this tree."
  type        = string
  default     = null

  validation {
    condition     = var.hook_package == null || try(endswith(var.hook_package, ".zip"), false)
    error_message = "The package is a .zip file."
  }
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.30.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0))
    error_message = "Addresses are a CIDR block, such as 10.30.0.0/16."
  }
}

variable "nat" {
  description = "one or per-zone: tasks in private subnets that reach AWS through NAT gateways. none: tasks in public subnets with public addresses, and no validation function, which could not reach the test listener."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["none", "one", "per-zone"], var.nat)
    error_message = "One of none, one and per-zone."
  }

  validation {
    condition     = var.nat != "none" || var.checks == null
    error_message = "Without NAT there is no validation function: leave checks out."
  }
}

variable "zone_name" {
  description = "Route 53 zone of the host name."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.zone_name))
    error_message = "A zone looks like acme.example."
  }
}

variable "host_name" {
  description = "Name of the service, in the zone."
  type        = string

  validation {
    condition     = endswith(var.host_name, ".${var.zone_name}")
    error_message = "The name is in the zone, such as live.acme.example."
  }
}

variable "allowed_cidrs" {
  description = "Who may come, as CIDR blocks."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each entry is a CIDR block such as 203.0.113.0/24."
  }
}

variable "test_cidrs" {
  description = "Who may use the test listener (port 8443) besides the validation function: agents that run smoke checks."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.test_cidrs : can(cidrhost(cidr, 0)) && cidr != "0.0.0.0/0"])
    error_message = "Each entry is a CIDR block, and not the whole internet: what is not released yet answers there."
  }
}

variable "access_log_bucket" {
  description = "Name of a bucket to make for the load balancer's access logs; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.access_log_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "alarms" {
  description = "What calls a deployment off: answers of 5xx in a minute, and seconds of the slowest percent."
  type        = object({ errors = number, seconds = number })
  default     = { errors = 10, seconds = 2 }

  validation {
    condition     = var.alarms.errors > 0 && var.alarms.seconds > 0
    error_message = "Both are above 0."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that hear of alarms."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:[a-z-]+:sns:", arn))])
    error_message = "Topics are named by their ARNs."
  }
}

variable "on_demand" {
  description = "Whether the environment may be taken away, as onDemand in promotion.yaml says: then nothing of it is protected from deletion."
  type        = bool
  default     = false
}
