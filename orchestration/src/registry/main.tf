# Where builds are pushed. A tag means one image for ever, so a release that was verified is what it was, and what an environment has
# verified (ecs-promote tags it verified-<environment>-<release>: keepImages in docs/configuration.md) never expires.

module "key" {
  source  = "../modules/key"
  name    = "ecs-promote-registry"
  purpose = "Images in ECR"
}

resource "aws_ecr_repository" "this" {
  for_each = toset(var.repositories)

  name                 = each.value
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = module.key.arn
  }
}

# An image that matches a rule's tags cannot be expired by a rule of lower priority (ECR user guide, Lifecycle policies): the first rule
# matches all that was verified and, with a number that no repository reaches, expires none of it. The platforms of a multi-platform image
# have no tag, and no rule expires what an index that stays refers to.
resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Verified images stay"
        selection    = { tagStatus = "tagged", tagPatternList = ["verified-*"], countType = "imageCountMoreThan", countNumber = 999999 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "Without a tag: ${var.untagged_days} days"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = var.untagged_days }
        action       = { type = "expire" }
      },
      {
        rulePriority = 3
        description  = "The newest ${var.keep_builds} builds"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.keep_builds }
        action       = { type = "expire" }
      },
    ]
  })
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  count = var.scan_continuously ? 1 : 0

  scan_type = "ENHANCED"

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    dynamic "repository_filter" {
      for_each = toset(var.repositories)

      content {
        filter      = repository_filter.value
        filter_type = "WILDCARD"
      }
    }
  }
}

resource "aws_ecr_replication_configuration" "this" {
  count = length(var.replicas) > 0 ? 1 : 0

  replication_configuration {
    rule {
      dynamic "destination" {
        for_each = var.replicas

        content {
          region      = destination.value.region
          registry_id = destination.value.account_id
        }
      }

      dynamic "repository_filter" {
        for_each = toset(var.repositories)

        content {
          filter      = repository_filter.value
          filter_type = "PREFIX_MATCH"
        }
      }
    }
  }
}
