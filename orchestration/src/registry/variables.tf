variable "region" {
  description = "Region of the repositories."
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

variable "repositories" {
  description = "Repositories of the services, as image: in promotion.yaml names them."
  type        = list(string)

  validation {
    condition     = length(var.repositories) > 0 && alltrue([for name in var.repositories : can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", name))])
    error_message = "At least one name of lower-case letters and digits, with . _ - and / between."
  }
}

variable "keep_builds" {
  description = "How many images of each repository stay that no environment has verified; each platform of a multi-platform image is one, and its index another."
  type        = number
  default     = 200

  validation {
    condition     = var.keep_builds >= 20
    error_message = "Keep 20 at least: what is on its way through Test and Beta is not verified yet."
  }
}

variable "untagged_days" {
  description = "Days after which images without a tag go. Platforms of a multi-platform image have none, and ECR keeps them as long as their index."
  type        = number
  default     = 14

  validation {
    condition     = var.untagged_days >= 1
    error_message = "Days are at least 1."
  }
}

variable "pull_accounts" {
  description = "Other accounts that run these images, such as Live's."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.pull_accounts : can(regex("^[0-9]{12}$", id))])
    error_message = "An account's id has 12 digits."
  }
}

variable "replicas" {
  description = "Regions or accounts that get a copy of each image: for a Live that must start tasks when this region cannot."
  type        = list(object({ region = string, account_id = string }))
  default     = []

  validation {
    condition     = length(var.replicas) <= 25 && alltrue([for one in var.replicas : can(regex("^[0-9]{12}$", one.account_id)) && can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", one.region))])
    error_message = "Up to 25 destinations, each with a region and an account of 12 digits."
  }
}

variable "scan_continuously" {
  description = "Whether Amazon Inspector looks at the images again whenever a vulnerability becomes known (has a price). Otherwise ECR looks once, at the push. It is a setting of the whole registry."
  type        = bool
  default     = false
}
