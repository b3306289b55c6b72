variable "name" {
  description = "Name of the bucket, which no other account of AWS may have."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "key_arn" {
  description = "KMS key that encrypts what is stored; null for S3's own key, which is the only one that load balancers can write with."
  type        = string
  default     = null

  validation {
    condition     = var.key_arn == null || can(regex("^arn:[a-z-]+:kms:", var.key_arn))
    error_message = "The key is named by its ARN."
  }
}

variable "region" {
  description = "Region of the bucket, where it is not the provider's."
  type        = string
  default     = null

  validation {
    condition     = var.region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like ap-southeast-2."
  }
}

variable "expire_days" {
  description = "Days after which objects go; null keeps them."
  type        = number
  default     = null

  validation {
    condition     = var.expire_days == null || try(var.expire_days > 0, false)
    error_message = "Days are at least 1."
  }
}

variable "noncurrent_days" {
  description = "Days for which a version that was replaced or deleted can be fetched back."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_days > 0
    error_message = "Days are at least 1."
  }
}

variable "load_balancer_logs" {
  description = "Whether load balancers of this account may write their access logs here."
  type        = bool
  default     = false
}
