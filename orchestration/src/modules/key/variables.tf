variable "name" {
  description = "Name of the key's alias, without alias/."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_-]{1,200}$", var.name)) && !startswith(var.name, "aws/")
    error_message = "An alias holds letters, digits, /, _ and -, and does not begin with aws/."
  }
}

variable "purpose" {
  description = "What is encrypted with the key, for the person who finds it."
  type        = string

  validation {
    condition     = trimspace(var.purpose) != ""
    error_message = "Say what the key is for."
  }
}

variable "region" {
  description = "Region of the key, where it is not the provider's."
  type        = string
  default     = null

  validation {
    condition     = var.region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like ap-southeast-2."
  }
}
