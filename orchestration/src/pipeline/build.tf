# The build: an image by commit, and the two files for CodeDeploy, written by ecs-promote in place of jq and envsubst (docs/codepipeline.md).

locals {
  program = coalesce(var.program, "${path.root}/../../../dist")
  # What render needs and no more: the sums are checked in the build against the one that Terraform computed from the same tree.
  program_files = toset(concat(["SHA256SUMS"], [for name in fileset(local.program, "{bin,lib}/*.cjs") : name if name != "lib/ecs-promote-rehearsal.cjs"]))
}

resource "aws_s3_object" "program" {
  for_each = local.program_files

  bucket                 = module.tools.name
  key                    = "ecs-promote/${each.value}"
  source                 = "${local.program}/${each.value}"
  source_hash            = filesha256("${local.program}/${each.value}")
  server_side_encryption = "aws:kms"
  kms_key_id             = module.key.arn
}

# Not the bucket of artifacts, which forgets after 90 days.
module "tools" {
  source = "../modules/bucket"

  name    = "${var.artifact_bucket}-tools"
  key_arn = module.key.arn
}

resource "aws_codebuild_project" "this" {
  #checkov:skip=CKV_AWS_316:A build of an image needs Docker's daemon, which CodeBuild runs in privileged mode only; the machine is thrown away after each build, and its role can do what is in role-build.tf.
  name           = var.name
  description    = "Builds ${var.source_repository} for ${var.deployment.service}"
  service_role   = aws_iam_role.build.arn
  encryption_key = module.key.arn
  build_timeout  = var.build_minutes
  # A retry of the same commit is another build, and the next one must not wait for a hanging one.
  queued_timeout = 60

  artifacts {
    type = "CODEPIPELINE"
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = file("${path.module}/buildspec.yml")
  }

  environment {
    type            = var.architecture == "ARM64" ? "ARM_CONTAINER" : "LINUX_CONTAINER"
    image           = var.architecture == "ARM64" ? "aws/codebuild/amazonlinux-aarch64-standard:3.0" : "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    compute_type    = "BUILD_GENERAL1_SMALL"
    privileged_mode = true

    dynamic "environment_variable" {
      for_each = {
        REPOSITORY_URI  = var.repository_url
        REGISTRY        = local.image.registry
        REGISTRY_REGION = local.image.region
        PROGRAM         = "s3://${module.tools.name}/ecs-promote"
        PROGRAM_SHA256  = filesha256("${local.program}/SHA256SUMS")
        FAMILY          = var.deployment.family
        CONTAINER       = var.deployment.container
        CLUSTER         = var.deployment.cluster
        SERVICE         = var.deployment.service
        HOOK            = var.deployment.hook == null ? "" : "AfterAllowTestTraffic=${var.deployment.hook}"
      }

      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
  }
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/${var.name}"
  retention_in_days = 365
  kms_key_id        = module.key.arn
}
