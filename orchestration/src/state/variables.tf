variable "region" {
  description = "Region of the bucket."
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

variable "bucket" {
  description = "Name of the bucket for the states of all stacks."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "lock_table" {
  description = "Name of a DynamoDB table for locks, where a Terraform older than 1.11 still works on these states; null where all lock with a file in the bucket (use_lockfile)."
  type        = string
  default     = null

  validation {
    condition     = var.lock_table == null || can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.lock_table))
    error_message = "A table's name has 3 to 255 letters, digits, _ . and -."
  }
}

variable "noncurrent_days" {
  description = "Days for which earlier states can be fetched back."
  type        = number
  default     = 365

  validation {
    condition     = var.noncurrent_days >= 30
    error_message = "Keep them for 30 days at least: a damaged state may be noticed late."
  }
}
