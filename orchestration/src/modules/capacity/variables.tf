variable "cluster" {
  description = "Name of the cluster whose tasks run on these instances."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,100}$", var.cluster))
    error_message = "A cluster's name holds letters, digits, _ and -."
  }
}

variable "vpc_id" {
  description = "VPC of the instances."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "A VPC's id begins with vpc-."
  }
}

variable "subnet_ids" {
  description = "Subnets of the instances, in several zones; from them ECS and ECR can be reached."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Instances need subnets in two zones."
  }
}

variable "instance_type" {
  description = "Type of the instances. In awsvpc mode each task takes a network interface, so with small types turn on the account setting awsvpcTrunking."
  type        = string
  default     = "m7g.large"

  validation {
    condition     = can(regex("^[a-z0-9-]+\\.[a-z0-9-]+$", var.instance_type))
    error_message = "An instance type looks like m7g.large."
  }
}

variable "architecture" {
  description = "arm64 or x86_64, as the instance type has it and the images are built for."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "arm64 or x86_64."
  }
}

variable "ami_id" {
  description = "AMI of the instances; null for the one that AWS recommends for ECS."
  type        = string
  default     = null

  validation {
    condition     = var.ami_id == null || can(regex("^ami-[0-9a-f]{8,17}$", var.ami_id))
    error_message = "An AMI's id looks like ami-0123456789abcdef0."
  }
}

variable "minimum" {
  description = "Fewest instances."
  type        = number
  default     = 0

  validation {
    condition     = var.minimum >= 0
    error_message = "Not below 0."
  }
}

variable "maximum" {
  description = "Most instances."
  type        = number
  default     = 6

  validation {
    condition     = var.maximum >= 1
    error_message = "At least 1."
  }
}
