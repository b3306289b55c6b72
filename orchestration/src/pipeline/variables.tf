variable "region" {
  description = "Region of the pipeline and of the service that it deploys."
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
  description = "Name of the pipeline, its build project and its connection."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 32 lower-case letters, digits and hyphens; CodeConnections takes no longer one."
  }
}

variable "artifact_bucket" {
  description = "Name of the bucket for artifacts, which no other account of AWS may have; with -tools behind it, that of the program's."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,55}[a-z0-9]$", var.artifact_bucket))
    error_message = "A bucket's name has lower-case letters, digits, dots and hyphens, here up to 57."
  }
}

variable "source_repository" {
  description = "Repository of the service, as its host names it: acme/service1."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$", var.source_repository))
    error_message = "A repository is named like acme/service1."
  }
}

variable "branch" {
  description = "Branch whose commits are deployed."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[^[:space:]~^:?*\\[\\\\]+$", var.branch))
    error_message = "A branch's name has no blanks and none of ~ ^ : ? * [ \\."
  }
}

variable "provider_type" {
  description = "Host of the repository, for a new connection."
  type        = string
  default     = "GitHub"

  validation {
    condition     = contains(["GitHub", "Bitbucket", "GitLab"], var.provider_type)
    error_message = "GitHub, Bitbucket or GitLab; for a host of your own make the connection first and name it by connection_arn."
  }
}

variable "connection_arn" {
  description = "A connection of CodeConnections that is there already; null makes one."
  type        = string
  default     = null

  validation {
    condition     = var.connection_arn == null || can(regex("^arn:[a-z-]+:codeconnections:[a-z0-9-]+:[0-9]{12}:connection/", var.connection_arn))
    error_message = "A connection's ARN looks like arn:aws:codeconnections:ap-southeast-2:123456789012:connection/…."
  }
}

variable "repository_url" {
  description = "ECR repository that images are pushed to, without tag (output repository_urls of the stack registry)."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+$", var.repository_url))
    error_message = "A repository of ECR, such as 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1."
  }
}

variable "architecture" {
  description = "X86_64 or ARM64: of the machine that builds, and so of the image. As the service's."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "X86_64 or ARM64."
  }
}

variable "build_minutes" {
  description = "Minutes after which a build is stopped."
  type        = number
  default     = 30

  validation {
    condition     = var.build_minutes >= 5 && var.build_minutes <= 480
    error_message = "CodeBuild takes 5 to 480 minutes."
  }
}

variable "program" {
  description = "The tree dist/ of ecs-promote; null for the one in the repository that holds this tree."
  type        = string
  default     = null

  validation {
    condition     = var.program == null || try(fileexists("${var.program}/SHA256SUMS"), false)
    error_message = "A folder with SHA256SUMS, bin and lib."
  }
}

variable "deployment" {
  description = "What is deployed to: the output deployment of the stack blue-green."
  type = object({
    cluster           = string
    service           = string
    family            = string
    container         = string
    application       = string
    group             = string
    configuration_arn = string
    hook              = optional(string)
    role_arns         = list(string)
  })

  validation {
    condition     = var.deployment.application != null && var.deployment.group != null
    error_message = "The pipeline deploys by CodeDeploy: the strategy of the stack blue-green is CODE_DEPLOY."
  }
}

variable "approval_topic_arn" {
  description = "SNS topic that hears when a deployment waits for a person; null deploys without asking."
  type        = string
  default     = null

  validation {
    condition     = var.approval_topic_arn == null || can(regex("^arn:[a-z-]+:sns:", var.approval_topic_arn))
    error_message = "The topic is named by its ARN."
  }
}
