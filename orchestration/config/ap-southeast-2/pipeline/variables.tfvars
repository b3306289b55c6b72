region     = "ap-southeast-2"
account_id = "123456789012"
name       = "service1-live"

source_repository = "acme/service1"
branch            = "main"
artifact_bucket   = "acme-service1-live-artifacts"
repository_url    = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1"

# ./orchestrate output blue-green-live ap-southeast-2 deployment
deployment = {
  cluster           = "blue-green-live"
  service           = "service1"
  family            = "blue-green-live-service1"
  container         = "service1"
  application       = "blue-green-live"
  group             = "service1"
  configuration_arn = "arn:aws:codedeploy:ap-southeast-2:123456789012:deploymentconfig:blue-green-live-service1-canary-10-percent-5-minutes"
  hook              = "blue-green-live-validation"
  role_arns = [
    "arn:aws:iam::123456789012:role/blue-green-live-service1-execution",
    "arn:aws:iam::123456789012:role/blue-green-live-service1-task",
  ]
}
