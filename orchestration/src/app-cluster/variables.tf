variable "region" {
  description = "Region of the environment."
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

variable "engine" {
  description = "Who deploys here: \"terraform\" (builds are variables, orchestrate applies them) or \"ecs\" (ecs-promote). The same as engine: in promotion.yaml."
  type        = string

  validation {
    condition     = contains(["terraform", "ecs"], var.engine)
    error_message = "terraform or ecs."
  }
}

variable "builds" {
  description = "Tag of each service's image. orchestrate writes it from the release; what stands in variables.tfvars is what the first apply begins with."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for tag in values(var.builds) : can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", tag)) && tag != "latest"])
    error_message = "Each build is the tag of an image, and latest is none: what it means changes while a deployment runs."
  }
}

variable "digests" {
  description = "Digest of each service's image, which orchestrate writes from the release; goes before builds."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for digest in values(var.digests) : can(regex("^sha256:[0-9a-f]{64}$", digest))])
    error_message = "A digest looks like sha256: and 64 hexadecimal digits."
  }
}

variable "services" {
  description = "The services: repository, port, size, how many tasks, which requests, what they are told and may do. Unnamed values are those of modules/ecs-service."
  type = map(object({
    repository           = optional(string)
    port                 = number
    priority             = number
    hosts                = optional(list(string), [])
    paths                = optional(list(string), ["/*"])
    health_path          = optional(string, "/health")
    health_grace_seconds = optional(number, 60)
    cpu                  = optional(number, 256)
    memory               = optional(number, 512)
    tasks                = optional(object({ desired = number, minimum = number, maximum = number, cpu_percent = optional(number, 60), memory_percent = optional(number, 75) }))
    environment          = optional(map(string), {})
    secrets              = optional(map(string), {})
    task_policy          = optional(string)
    strategy             = optional(string)
  }))

  validation {
    condition     = length(var.services) > 0 && length(distinct([for service in values(var.services) : service.priority])) == length(var.services)
    error_message = "At least one service, and a priority of its own for each."
  }

  validation {
    condition     = alltrue([for name in keys(var.services) : contains(keys(var.builds), name) || contains(keys(var.digests), name)])
    error_message = "Each service has a build (or a digest), and there is none for ${join(", ", [for name in keys(var.services) : name if !contains(keys(var.builds), name) && !contains(keys(var.digests), name)])}."
  }
}

variable "tasks" {
  description = "How many tasks each service has, where it does not say so itself."
  type        = object({ desired = number, minimum = number, maximum = number })
  default     = { desired = 2, minimum = 2, maximum = 6 }

  validation {
    condition     = var.tasks.minimum <= var.tasks.desired && var.tasks.desired <= var.tasks.maximum
    error_message = "minimum ≤ desired ≤ maximum."
  }
}

variable "strategy" {
  description = "How new versions come: ROLLING, or with two target groups and a test listener BLUE_GREEN, CANARY, LINEAR. With engine ecs promotion.yaml decides each time; here stands what the service is made ready for."
  type        = string
  default     = "ROLLING"

  validation {
    condition     = contains(["ROLLING", "BLUE_GREEN", "CANARY", "LINEAR"], var.strategy)
    error_message = "One of ROLLING, BLUE_GREEN, CANARY and LINEAR; CodeDeploy has the stack blue-green."
  }
}

variable "registry" {
  description = "ECR registry of the images: account and region (stack registry). null for this account and region."
  type        = object({ account_id = string, region = string })
  default     = null

  validation {
    condition     = var.registry == null || can(regex("^[0-9]{12}$", var.registry.account_id))
    error_message = "An account's id has 12 digits."
  }
}

variable "capacity" {
  description = "Where tasks run: FARGATE, FARGATE_SPOT (may be stopped at two minutes' notice) or EC2 (container instances of the account's own)."
  type        = string
  default     = "FARGATE"

  validation {
    condition     = contains(["FARGATE", "FARGATE_SPOT", "EC2"], var.capacity)
    error_message = "FARGATE, FARGATE_SPOT or EC2."
  }
}

variable "architecture" {
  description = "ARM64 or X86_64, as the images are built for."
  type        = string
  default     = "ARM64"

  validation {
    condition     = contains(["ARM64", "X86_64"], var.architecture)
    error_message = "ARM64 or X86_64."
  }
}

variable "instances" {
  description = "With capacity EC2: type of the container instances and how many."
  type        = object({ type = string, minimum = number, maximum = number, ami_id = optional(string) })
  default     = { type = "m7g.large", minimum = 0, maximum = 6 }

  validation {
    condition     = var.instances.minimum >= 0 && var.instances.minimum <= var.instances.maximum
    error_message = "0 ≤ minimum ≤ maximum."
  }
}

variable "cidr" {
  description = "Addresses of the environment's own network; not used with network."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0))
    error_message = "Addresses are a CIDR block, such as 10.20.0.0/16."
  }
}

variable "nat" {
  description = "One NAT gateway for all zones (\"one\"), or one in each (\"per-zone\")."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["one", "per-zone"], var.nat)
    error_message = "one or per-zone."
  }
}

variable "network" {
  description = "A network that is there already, as Staging uses Live's to reach its database; null for one of the environment's own."
  type        = object({ vpc_id = string, public_subnet_ids = list(string), private_subnet_ids = list(string) })
  default     = null

  validation {
    condition     = var.network == null || try(startswith(var.network.vpc_id, "vpc-") && length(var.network.public_subnet_ids) >= 2 && length(var.network.private_subnet_ids) >= 2, false)
    error_message = "A VPC with two public and two private subnets at least."
  }
}

variable "database_security_group_ids" {
  description = "Databases that the tasks may reach: ports by security group."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for id, port in var.database_security_group_ids : startswith(id, "sg-") && port > 0 && port < 65536])
    error_message = "Ports by the ids of security groups."
  }
}

variable "secret_key_arns" {
  description = "KMS keys of the services' secrets, where they are not AWS's own."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:[a-z-]+:kms:", arn))])
    error_message = "Keys are named by their ARNs."
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

variable "host_names" {
  description = "Names of the environment; each environment has its own."
  type        = list(string)

  validation {
    condition     = length(var.host_names) > 0 && alltrue([for name in var.host_names : endswith(name, ".${var.zone_name}") || name == var.zone_name])
    error_message = "At least one name, each in the zone."
  }
}

variable "allowed_cidrs" {
  description = "Who may come, as CIDR blocks: everybody for Live, the company for what is before it."
  type        = list(string)

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each entry is a CIDR block such as 203.0.113.0/24."
  }
}

variable "test_cidrs" {
  description = "Who may use the test listener (port 8443), where the strategy has one: agents that run smoke checks."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.test_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each entry is a CIDR block."
  }
}

variable "access_log_bucket" {
  description = "Name of a bucket to make for the load balancer's access logs; null for none. Not for an environment on demand: what is logged would keep the bucket, and with it the destroy."
  type        = string
  default     = null

  validation {
    condition     = var.access_log_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }

  validation {
    condition     = var.access_log_bucket == null || !var.on_demand
    error_message = "An environment on demand has no bucket of its own: the logs in it would keep it from being destroyed."
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
}
