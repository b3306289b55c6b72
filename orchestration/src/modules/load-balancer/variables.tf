variable "name" {
  description = "Name of the load balancer."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}[a-z0-9]$", var.name))
    error_message = "A load balancer's name has up to 32 lower-case letters, digits and hyphens."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "A VPC's id begins with vpc-."
  }
}

variable "subnet_ids" {
  description = "Subnets of the load balancer, in two zones at least."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A load balancer needs subnets in two zones."
  }
}

variable "internal" {
  description = "Whether it has private addresses only."
  type        = bool
  default     = false
}

variable "zone_name" {
  description = "Route 53 zone of the host names, such as acme.example."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.zone_name))
    error_message = "A zone looks like acme.example, without a dot at the end."
  }
}

variable "host_names" {
  description = "Names that lead here, which the certificate is for. The first is the certificate's own."
  type        = list(string)

  validation {
    condition     = length(var.host_names) > 0 && alltrue([for name in var.host_names : can(regex("^(\\*\\.)?([a-z0-9-]+\\.)+[a-z]{2,}$", name))])
    error_message = "At least one host name, such as live.acme.example."
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

variable "test_port" {
  description = "Port of the test listener, on which the next version answers before it has production traffic; null for none."
  type        = number
  default     = null

  validation {
    condition     = var.test_port == null || try(var.test_port > 1024 && var.test_port < 65536, false)
    error_message = "A port above 1024, such as 8443."
  }
}

variable "test_cidrs" {
  description = "Who may use the test listener, as CIDR blocks. Security groups are added by whoever needs it."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.test_cidrs : can(cidrhost(cidr, 0)) && cidr != "0.0.0.0/0"])
    error_message = "Each entry is a CIDR block, and not the whole internet: what is not released yet answers there."
  }
}

variable "access_log_bucket" {
  description = "Bucket for access logs, with load_balancer_logs; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.access_log_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete it. Not for what is on demand, which the nightly destroy takes away."
  type        = bool
  default     = true
}
