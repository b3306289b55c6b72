# Source, build and blue/green deployment without Jenkins: a commit on the branch becomes an image, two files that name it by digest, and a
# deployment by CodeDeploy to the service of the stack blue-green.

locals {
  partition = data.aws_partition.this.partition
  image     = regex("^(?P<registry>(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?)/(?P<repository>.+)$", var.repository_url)
}

data "aws_partition" "this" {}

module "key" {
  source  = "../modules/key"
  name    = var.name
  purpose = "Artifacts and logs of pipeline ${var.name}"
}

module "artifacts" {
  source = "../modules/bucket"

  name            = var.artifact_bucket
  key_arn         = module.key.arn
  expire_days     = 90
  noncurrent_days = 7
}

# Begins as PENDING: a person with the right to install the provider's app lets it in, once, in the console.
resource "aws_codeconnections_connection" "this" {
  count = var.connection_arn == null ? 1 : 0

  name          = var.name
  provider_type = var.provider_type
}

resource "aws_codepipeline" "this" {
  name           = var.name
  role_arn       = aws_iam_role.pipeline.arn
  pipeline_type  = "V2"
  execution_mode = "QUEUED"

  artifact_store {
    type     = "S3"
    location = module.artifacts.name

    encryption_key {
      type = "KMS"
      id   = module.key.arn
    }
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn        = local.connection_arn
        FullRepositoryId     = var.source_repository
        BranchName           = var.branch
        DetectChanges        = "true"
        OutputArtifactFormat = "CODE_ZIP"
      }
    }
  }

  stage {
    name = "Build"

    action {
      name             = "Build"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["source"]
      output_artifacts = ["build"]

      configuration = {
        ProjectName = aws_codebuild_project.this.name
      }
    }
  }

  dynamic "stage" {
    for_each = var.approval_topic_arn == null ? [] : [var.approval_topic_arn]

    content {
      name = "Approve"

      action {
        name     = "Approve"
        category = "Approval"
        owner    = "AWS"
        provider = "Manual"
        version  = "1"

        configuration = {
          NotificationArn = stage.value
          CustomData      = "Deploys ${var.deployment.service} to ${var.deployment.cluster}."
        }
      }
    }
  }

  stage {
    name = "Deploy"

    action {
      name            = "Deploy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CodeDeployToECS"
      version         = "1"
      input_artifacts = ["build"]

      configuration = {
        ApplicationName                = var.deployment.application
        DeploymentGroupName            = var.deployment.group
        TaskDefinitionTemplateArtifact = "build"
        TaskDefinitionTemplatePath     = "taskdef.json"
        AppSpecTemplateArtifact        = "build"
        AppSpecTemplatePath            = "appspec.yaml"
        Image1ArtifactName             = "build"
        Image1ContainerName            = "IMAGE1_NAME"
      }
    }
  }

  depends_on = [aws_iam_role_policy.pipeline, aws_iam_role_policy.build]
}

locals {
  connection_arn = var.connection_arn == null ? aws_codeconnections_connection.this[0].arn : var.connection_arn
}
