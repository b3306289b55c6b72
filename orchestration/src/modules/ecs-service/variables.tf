variable "name" {
  description = "Name of the service, its container and its family's end, as promotion.yaml has it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,23}$", var.name))
    error_message = "A service's name has up to 24 lower-case letters, digits and hyphens."
  }
}

variable "cluster" {
  description = "The cluster: name and arn."
  type        = object({ name = string, arn = string })

  validation {
    condition     = endswith(var.cluster.arn, "/${var.cluster.name}")
    error_message = "The ARN is another cluster's."
  }
}

variable "engine" {
  description = "Who deploys: \"terraform\" (the build is a variable of the stack) or \"ecs\" (ecs-promote or CodePipeline; Terraform leaves what they move alone)."
  type        = string

  validation {
    condition     = contains(["terraform", "ecs"], var.engine)
    error_message = "terraform or ecs."
  }
}

variable "strategy" {
  description = "How a new version comes: ROLLING, or with two target groups BLUE_GREEN, CANARY, LINEAR by ECS itself, CODE_DEPLOY by CodeDeploy."
  type        = string
  default     = "ROLLING"

  validation {
    condition     = contains(["ROLLING", "BLUE_GREEN", "CANARY", "LINEAR", "CODE_DEPLOY"], var.strategy)
    error_message = "One of ROLLING, BLUE_GREEN, CANARY, LINEAR and CODE_DEPLOY."
  }

  validation {
    condition     = var.strategy != "CODE_DEPLOY" || var.engine == "ecs"
    error_message = "CodeDeploy deploys by itself: with CODE_DEPLOY the engine is ecs."
  }
}

variable "canary" {
  description = "With CANARY: percent of the requests that the new version gets first, and for how many minutes."
  type        = object({ percent = number, bake_minutes = number })
  default     = { percent = 10, bake_minutes = 10 }

  validation {
    condition     = var.canary.percent >= 0.1 && var.canary.percent <= 100 && var.canary.bake_minutes >= 0 && var.canary.bake_minutes <= 1440
    error_message = "ECS takes 0.1 to 100 percent and 0 to 1440 minutes."
  }
}

variable "linear" {
  description = "With LINEAR: percent of the requests that each step adds, and its minutes."
  type        = object({ step_percent = number, step_bake_minutes = number })
  default     = { step_percent = 20, step_bake_minutes = 5 }

  validation {
    condition     = var.linear.step_percent >= 3 && var.linear.step_percent <= 100 && var.linear.step_bake_minutes >= 0 && var.linear.step_bake_minutes <= 1440
    error_message = "ECS takes 3 to 100 percent and 0 to 1440 minutes."
  }
}

variable "bake_minutes" {
  description = "Minutes for which ECS keeps the old version after all traffic has moved, so that it can go back at once."
  type        = number
  default     = 5

  validation {
    condition     = var.bake_minutes >= 0 && var.bake_minutes <= 1440
    error_message = "ECS takes 0 to 1440 minutes."
  }
}

variable "image" {
  description = "Image by digest or by an immutable tag. With engine ecs only the first revision has it."
  type        = string

  validation {
    condition     = can(regex("^[^:@]+(:[0-9]+/[^:@]+)?(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", var.image))
    error_message = "An image is repository@sha256:… or repository:tag; ${var.image} says no version."
  }

  validation {
    condition     = !endswith(var.image, ":latest")
    error_message = "What :latest means changes while a deployment runs. Name a build."
  }
}

variable "repository_arn" {
  description = "ECR repository of the image, which the tasks may pull from."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:ecr:[a-z0-9-]+:[0-9]{12}:repository/.+$", var.repository_arn))
    error_message = "A repository's ARN looks like arn:aws:ecr:ap-southeast-2:123456789012:repository/service1."
  }
}

variable "cpu" {
  description = "CPU units of a task; 1024 are one vCPU."
  type        = number
  default     = 256

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "Fargate knows 256, 512, 1024, 2048, 4096, 8192 and 16384."
  }
}

variable "memory" {
  description = "MiB of a task."
  type        = number
  default     = 512

  validation {
    condition     = var.memory >= 512 && var.memory <= 122880
    error_message = "Between 512 and 122880 MiB; which of them depends on cpu."
  }
}

variable "architecture" {
  description = "ARM64 or X86_64, as the image is built for."
  type        = string
  default     = "ARM64"

  validation {
    condition     = contains(["ARM64", "X86_64"], var.architecture)
    error_message = "ARM64 or X86_64."
  }
}

variable "port" {
  description = "Port on which the container answers."
  type        = number

  validation {
    condition     = var.port > 0 && var.port < 65536
    error_message = "A port is between 1 and 65535."
  }
}

variable "health_path" {
  description = "Path that the load balancer asks."
  type        = string
  default     = "/"

  validation {
    condition     = startswith(var.health_path, "/")
    error_message = "A path begins with /."
  }
}

variable "health_grace_seconds" {
  description = "Seconds that a new task has before bad answers count."
  type        = number
  default     = 60

  validation {
    condition     = var.health_grace_seconds >= 0 && var.health_grace_seconds <= 7200
    error_message = "Between 0 and 7200 seconds."
  }
}

variable "drain_seconds" {
  description = "Seconds for requests under way when a task leaves."
  type        = number
  default     = 30

  validation {
    condition     = var.drain_seconds >= 0 && var.drain_seconds <= 3600
    error_message = "Between 0 and 3600 seconds."
  }
}

variable "tasks" {
  description = "How many tasks: at first, at least and at most; cpu_percent and memory_percent are what auto scaling keeps to."
  type        = object({ desired = number, minimum = number, maximum = number, cpu_percent = optional(number, 60), memory_percent = optional(number, 75) })

  validation {
    condition     = var.tasks.minimum >= 0 && var.tasks.minimum <= var.tasks.desired && var.tasks.desired <= var.tasks.maximum && var.tasks.cpu_percent >= 10 && var.tasks.cpu_percent <= 95 && var.tasks.memory_percent >= 10 && var.tasks.memory_percent <= 95
    error_message = "minimum ≤ desired ≤ maximum, and both percents between 10 and 95."
  }
}

variable "capacity" {
  description = "Capacity providers with their weights: FARGATE, FARGATE_SPOT, or that of modules/capacity."
  type        = list(object({ provider = string, weight = number, base = optional(number, 0) }))

  validation {
    condition     = length(var.capacity) > 0 && length(var.capacity) <= 20 && anytrue([for one in var.capacity : one.weight > 0])
    error_message = "At least one provider with a weight above 0."
  }
}

variable "vpc_id" {
  description = "VPC of the tasks."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "A VPC's id begins with vpc-."
  }
}

variable "subnet_ids" {
  description = "Subnets of the tasks."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "At least one subnet."
  }
}

variable "assign_public_ip" {
  description = "Whether tasks get public addresses: only in public subnets without NAT, on Fargate, where they have no other way to ECR."
  type        = bool
  default     = false
}

variable "load_balancer" {
  description = "The outputs of modules/load-balancer."
  type = object({
    arn_suffix         = string
    security_group_id  = string
    https_listener_arn = string
    test_listener_arn  = optional(string)
  })

  validation {
    condition     = startswith(var.load_balancer.security_group_id, "sg-")
    error_message = "A security group's id begins with sg-."
  }
}

variable "rule" {
  description = "Which requests are this service's: host names and paths, and the rule's place among the others."
  type        = object({ priority = number, hosts = optional(list(string), []), paths = optional(list(string), ["/*"]) })

  validation {
    condition     = var.rule.priority >= 1 && var.rule.priority <= 50000 && length(var.rule.hosts) + length(var.rule.paths) > 0 && length(var.rule.hosts) + length(var.rule.paths) <= 5
    error_message = "A priority between 1 and 50000, and one to five hosts and paths together."
  }
}

variable "environment" {
  description = "Environment variables of the container. What is secret belongs in secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "Names hold letters, digits and _."
  }
}

variable "secrets" {
  description = "Environment variables from Secrets Manager or SSM, by ARN. :json-key:: may follow a secret's."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/)", arn))])
    error_message = "Each is the ARN of a secret or a parameter."
  }
}

variable "secret_key_arns" {
  description = "KMS keys of those secrets, where they are not AWS's own."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:[a-z-]+:kms:", arn))])
    error_message = "Keys are named by their ARNs."
  }
}

variable "task_policy" {
  description = "What the program itself may do in AWS, as the JSON of a policy; null for nothing."
  type        = string
  default     = null

  validation {
    condition     = var.task_policy == null || can(jsondecode(var.task_policy).Statement)
    error_message = "The JSON of a policy, with its Statement."
  }
}

variable "database_security_group_ids" {
  description = "Security groups of databases that these tasks may reach, each with its port."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for id, port in var.database_security_group_ids : startswith(id, "sg-") && port > 0 && port < 65536])
    error_message = "Ports by the ids of security groups."
  }
}

variable "hook" {
  description = "Validation function that ECS asks once the test listener leads to the new tasks, with the checks (hookDetails of docs/hooks.md); null for none."
  type        = object({ function_arn = string, details = optional(string) })
  default     = null

  validation {
    condition     = var.hook == null || can(regex(":function:", var.hook.function_arn))
    error_message = "The function is named by its ARN."
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

variable "alarms" {
  description = "What calls a deployment off: answers of 5xx in a minute, and seconds of the slowest percent."
  type        = object({ errors = number, seconds = number })
  default     = { errors = 10, seconds = 2 }

  validation {
    condition     = var.alarms.errors > 0 && var.alarms.seconds > 0
    error_message = "Both are above 0."
  }
}

variable "key_arn" {
  description = "KMS key of the log."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:", var.key_arn))
    error_message = "The key is named by its ARN."
  }
}

variable "log_days" {
  description = "Days for which the log is kept."
  type        = number
  default     = 365

  validation {
    condition     = contains([30, 60, 90, 180, 365, 400, 731], var.log_days)
    error_message = "One of the spans CloudWatch knows: 30, 60, 90, 180, 365, 400, 731."
  }
}
