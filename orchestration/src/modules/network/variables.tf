variable "name" {
  description = "Name of the network, which begins the names of its parts."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "The name has 2 to 41 lower-case letters, digits and hyphens."
  }
}

variable "cidr" {
  description = "Addresses of the network. A /16 leaves 4091 addresses in each subnet; in awsvpc mode each task takes one."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 22, false)
    error_message = "Addresses are a CIDR block between /16 and /22, such as 10.20.0.0/16."
  }
}

variable "zones" {
  description = "In how many availability zones there are subnets. A load balancer needs two."
  type        = number
  default     = 3

  validation {
    condition     = var.zones >= 2 && var.zones <= 6
    error_message = "Between 2 and 6 zones."
  }
}

variable "nat" {
  description = "How private subnets reach the internet: \"one\" gateway for all, one \"per-zone\" so that no zone depends on another, or \"none\", which makes no private subnets."
  type        = string
  default     = "one"

  validation {
    condition     = contains(["none", "one", "per-zone"], var.nat)
    error_message = "One of none, one and per-zone."
  }
}

variable "key_arn" {
  description = "KMS key for the log of refused connections."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:", var.key_arn))
    error_message = "The key is named by its ARN."
  }
}

variable "log_days" {
  description = "Days for which refused connections are kept."
  type        = number
  default     = 365

  validation {
    condition     = contains([30, 60, 90, 180, 365, 400, 731], var.log_days)
    error_message = "One of the spans CloudWatch knows: 30, 60, 90, 180, 365, 400, 731."
  }
}
