variable "region" {
  description = "Region of Jenkins."
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

variable "name" {
  description = "Name of this Jenkins, which begins the names of its parts."
  type        = string
  default     = "jenkins"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 24 lower-case letters, digits and hyphens."
  }
}

variable "controller" {
  description = "The controller: its image in ECR by digest or immutable tag (jenkins/controller), size, environment variables, and secrets of Secrets Manager by ARN."
  type = object({
    image        = string
    architecture = optional(string, "X86_64")
    cpu          = optional(number, 2048)
    memory       = optional(number, 8192)
    environment  = optional(map(string), {})
    secrets      = optional(map(string), {})
  })

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", var.controller.image)) && !endswith(var.controller.image, ":latest")
    error_message = "An image of ECR with a digest or a tag, and not :latest: the next start must bring the same Jenkins."
  }

  validation {
    condition     = contains(["X86_64", "ARM64"], var.controller.architecture) && var.controller.memory >= 2048
    error_message = "X86_64 or ARM64, and 2048 MiB at least."
  }

  validation {
    condition     = alltrue([for arn in values(var.controller.secrets) : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:", arn))])
    error_message = "Each secret is named by its ARN."
  }
}

variable "agents" {
  description = "The agents: AMI (jenkins/agent-ami), type, key pair whose private key Jenkins has as a credential, the ECR repositories that builds push to, whether Spot capacity is asked for first, and the roles that promotions assume (assumeRole in promotion.yaml)."
  type = object({
    ami_id              = string
    instance_type       = optional(string, "m7i.large")
    key_pair            = string
    repositories        = list(string)
    registry_account    = optional(string)
    registry_region     = optional(string)
    spot                = optional(bool, false)
    promotion_role_arns = optional(list(string), [])
  })

  validation {
    condition     = can(regex("^ami-[0-9a-f]{8,17}$", var.agents.ami_id))
    error_message = "An AMI's id looks like ami-0123456789abcdef0."
  }

  validation {
    condition     = length(var.agents.repositories) > 0 && alltrue([for name in var.agents.repositories : can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", name))])
    error_message = "At least one repository, by its name in ECR."
  }

  validation {
    condition     = alltrue([for arn in var.agents.promotion_role_arns : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[^*]+$", arn))])
    error_message = "Roles are named by their ARNs, without *."
  }
}

variable "backup" {
  description = "Backups of the home: the names of two buckets, the region of the second, and days for which archives stay."
  type        = object({ buckets = list(string), second_region = string, days = optional(number, 90) })

  validation {
    condition     = length(var.backup.buckets) == 2 && alltrue([for name in var.backup.buckets : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", name))])
    error_message = "Two names, each of 3 to 63 lower-case letters, digits, dots and hyphens."
  }

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.backup.second_region)) && var.backup.second_region != var.region
    error_message = "The second bucket is in another region."
  }

  validation {
    condition     = var.backup.days >= 7
    error_message = "Keep them for 7 days at least."
  }
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.10.0.0/20"

  validation {
    condition     = can(cidrhost(var.cidr, 0))
    error_message = "Addresses are a CIDR block, such as 10.10.0.0/20."
  }
}

variable "nat" {
  description = "One NAT gateway for both zones (\"one\"), or one in each (\"per-zone\")."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["one", "per-zone"], var.nat)
    error_message = "one or per-zone."
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
  description = "Name of this Jenkins, in the zone."
  type        = string

  validation {
    condition     = endswith(var.host_name, ".${var.zone_name}")
    error_message = "The name is in the zone, such as jenkins.acme.example."
  }
}

variable "allowed_cidrs" {
  description = "Who may come, as CIDR blocks: the company, and the addresses from which webhooks come. Each takes two rules of a network ACL, which has room for 20."
  type        = list(string)

  validation {
    condition     = length(var.allowed_cidrs) > 0 && length(var.allowed_cidrs) <= 8 && alltrue([for cidr in var.allowed_cidrs : can(cidrhost(cidr, 0)) && cidr != "0.0.0.0/0"])
    error_message = "One to eight CIDR blocks such as 203.0.113.0/24, and not the whole internet."
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
