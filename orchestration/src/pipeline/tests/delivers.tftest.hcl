# What goes from stage to stage. AWS is not asked.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region            = "ap-southeast-2"
  account_id        = "123456789012"
  name              = "service1-live"
  source_repository = "acme/service1"
  artifact_bucket   = "acme-artifacts"
  repository_url    = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1"
  connection_arn    = "arn:aws:codeconnections:ap-southeast-2:123456789012:connection/1"
  deployment = {
    cluster           = "blue-green-live"
    service           = "service1"
    family            = "blue-green-live-service1"
    container         = "service1"
    application       = "blue-green-live"
    group             = "service1"
    configuration_arn = "arn:aws:codedeploy:ap-southeast-2:123456789012:deploymentconfig:CodeDeployDefault.ECSAllAtOnce"
    hook              = "blue-green-live-validation"
    role_arns         = ["arn:aws:iam::123456789012:role/execution", "arn:aws:iam::123456789012:role/task"]
  }
}

run "an_older_commit_never_comes_last" {
  command = plan

  assert {
    condition     = aws_codepipeline.this.execution_mode == "QUEUED" && [for stage in aws_codepipeline.this.stage : stage.name] == ["Source", "Build", "Deploy"]
    error_message = "executions overtake each other, or the stages are others"
  }
}

run "the_deployment_takes_what_the_build_wrote" {
  command = plan

  assert {
    condition     = alltrue([for file in [aws_codepipeline.this.stage[2].action[0].configuration.TaskDefinitionTemplatePath, aws_codepipeline.this.stage[2].action[0].configuration.AppSpecTemplatePath, "imageDetail.json"] : contains(yamldecode(aws_codebuild_project.this.source[0].buildspec).artifacts.files, file)])
    error_message = "the deployment looks for a file that the build does not hand on"
  }

  assert {
    condition     = strcontains(aws_codebuild_project.this.source[0].buildspec, "--placeholder ${aws_codepipeline.this.stage[2].action[0].configuration.Image1ContainerName}")
    error_message = "the build writes another place holder than the deployment replaces"
  }
}

run "the_build_is_told_all_that_its_commands_name" {
  command = plan

  assert {
    condition = length(setsubtract(
      flatten(regexall("\\$\\{?([A-Z][A-Z0-9_]+)", join("\n", flatten([for phase in values(yamldecode(aws_codebuild_project.this.source[0].buildspec).phases) : phase.commands])))),
      concat(
        ["CODEBUILD_BUILD_NUMBER", "CODEBUILD_RESOLVED_SOURCE_VERSION", "CODEBUILD_BUILD_SUCCEEDING", "CODEBUILD_SRC_DIR", "TAG", "IMAGE"],
        keys(yamldecode(aws_codebuild_project.this.source[0].buildspec).env.variables),
        aws_codebuild_project.this.environment[0].environment_variable[*].name,
      ),
    )) == 0
    error_message = "a command names a variable that nobody sets"
  }
}

run "a_person_is_asked_before_the_deployment" {
  command = plan

  variables {
    approval_topic_arn = "arn:aws:sns:ap-southeast-2:123456789012:releases"
  }

  assert {
    condition     = [for stage in aws_codepipeline.this.stage : stage.name] == ["Source", "Build", "Approve", "Deploy"]
    error_message = "nobody is asked, or too late"
  }
}

run "what_ecs_moves_itself_is_no_target" {
  command = plan

  variables {
    deployment = {
      cluster           = "blue-green-live"
      service           = "service1"
      family            = "blue-green-live-service1"
      container         = "service1"
      application       = null
      group             = null
      configuration_arn = null
      role_arns         = []
    }
  }

  expect_failures = [var.deployment]
}
