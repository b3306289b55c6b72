# What a build may choose. A shape is checked with regex_replace, the one function on regular expressions that every version of Packer has:
# a value of which nothing is left has the shape.

variable "region" {
  type        = string
  description = "Where the image is made and stays, such as eu-central-1: that of the agents."

  validation {
    condition     = var.region != "" && regex_replace(var.region, "^[a-z]{2}(-[a-z]+)+-[0-9]$", "") == ""
    error_message = "The region is a name of AWS, such as eu-central-1."
  }
}

variable "ssh_from" {
  type        = list(string)
  description = "From where Packer reaches the machine while it is made, as CIDR blocks: your own address. Packer's default is the whole world."

  validation {
    condition     = length(var.ssh_from) > 0 && length([for block in var.ssh_from : block if regex_replace(block, "/0+$", "") != block]) == 0
    error_message = "The ssh_from names at least one block, and not the whole world."
  }
}

variable "architecture" {
  type        = string
  description = "Of the agents: x86_64 or arm64. Images that they build are of the same."
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}

variable "release" {
  type        = string
  description = "Release of Amazon Linux 2023 whose base image and packages are taken; it pins the version of every package."
  default     = "2023.12.20261112"

  validation {
    condition     = var.release != "" && regex_replace(var.release, "^2023\\.[0-9]+\\.[0-9]{8}$", "") == ""
    error_message = "The release is one of Amazon Linux 2023 with its date, such as 2023.12.20261112, and never latest."
  }
}

variable "kernel" {
  type        = string
  description = "Kernel of the base image; AWS gives out several of one release."
  default     = "6.18"

  validation {
    condition     = var.kernel != "" && regex_replace(var.kernel, "^[0-9]+\\.[0-9]+$", "") == ""
    error_message = "The kernel is a version such as 6.18."
  }
}

variable "terraform" {
  type        = string
  description = "Version of Terraform, 1.9 or newer: what the stacks in orchestration/ ask for. The default is what this program is tested with."
  default     = "1.11.4"

  validation {
    condition     = var.terraform != "" && regex_replace(var.terraform, "^1\\.(9|[1-9][0-9])\\.[0-9]+$", "") == ""
    error_message = "The version of Terraform is 1.9.0 or newer, with three numbers."
  }
}

variable "disk_gib" {
  type        = number
  description = "Size of the root volume in GiB: images that are built and what is checked out have to fit."
  default     = 50

  validation {
    condition     = var.disk_gib >= 8
    error_message = "The base image alone needs 8 GiB."
  }
}

variable "kms_key_id" {
  type        = string
  description = "Key that encrypts the volume: id, ARN or alias. Blank: the account's key for EBS, with which the image cannot be given to another account."
  default     = ""
}

variable "subnet_id" {
  type        = string
  description = "Where the machine is made. Blank: a subnet of the default VPC."
  default     = ""
}

variable "ssh_interface" {
  type        = string
  description = "Which address Packer connects to: public_ip, or private_ip where it runs in the same network."
  default     = "public_ip"

  validation {
    condition     = contains(["public_ip", "private_ip"], var.ssh_interface)
    error_message = "The ssh_interface is public_ip or private_ip."
  }
}
