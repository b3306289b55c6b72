# The Jenkins controller: one container on Fargate in a private subnet, behind a load balancer that ends TLS. Its home is on EFS, so a
# container that dies comes back in another zone with everything, and no machine has to be looked after. Agents are instances that the EC2
# plugin starts and ends (agents.tf).

locals {
  port = 8080
  url  = "https://${var.host_name}/"
  # What configuration-as-code is told of the agents: ${AGENT_SUBNET_IDS} and so on.
  environment = merge({
    JENKINS_URL                = local.url
    AWS_REGION                 = var.region
    AGENT_AMI                  = var.agents.ami_id
    AGENT_INSTANCE_TYPE        = var.agents.instance_type
    AGENT_KEY_PAIR             = var.agents.key_pair
    AGENT_SPOT                 = var.agents.spot ? "yes" : "no"
    AGENT_SUBNET_IDS           = join(" ", module.network.private_subnet_ids)
    AGENT_SECURITY_GROUP       = aws_security_group.agent.name
    AGENT_INSTANCE_PROFILE_ARN = aws_iam_instance_profile.agent.arn
    BACKUP_BUCKETS             = join(" ", [for bucket in local.backups : bucket.name])
  }, var.controller.environment)
}

data "aws_partition" "this" {}

module "key" {
  source  = "../modules/key"
  name    = var.name
  purpose = "Home and logs of the controller ${var.name}"
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "controller" {
  #checkov:skip=CKV_AWS_336:Jenkins writes to /tmp and into its own image's folders; what must stay is on EFS.
  family                   = "${var.name}-controller"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.controller.cpu
  memory                   = var.controller.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.controller.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.controller.architecture
  }

  volume {
    name = "home"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.home.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.home.id
        iam             = "ENABLED"
      }
    }
  }

  container_definitions = jsonencode([{
    name         = "controller"
    image        = var.controller.image
    essential    = true
    portMappings = [{ containerPort = local.port, protocol = "tcp" }]
    mountPoints  = [{ sourceVolume = "home", containerPath = "/var/jenkins_home", readOnly = false }]
    environment  = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
    secrets      = [for name in sort(keys(var.controller.secrets)) : { name = name, valueFrom = var.controller.secrets[name] }]
    # Jenkins writes what is under way before it ends; Fargate gives no more than two minutes.
    stopTimeout     = 120
    linuxParameters = { initProcessEnabled = true }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.controller.name
        "awslogs-region"        = var.region
        "awslogs-stream-prefix" = "jenkins"
      }
    }
  }])
}

resource "aws_ecs_service" "controller" {
  name            = "controller"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.controller.arn
  launch_type     = "FARGATE"
  desired_count   = 1
  # A restored home is unpacked before Jenkins answers (RESTORE_FROM); a container that ends is replaced all the same.
  health_check_grace_period_seconds = 3600
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"
  # Two controllers must never share a home: the old one ends before the new one starts, which is minutes without Jenkins.
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = module.network.private_subnet_ids
    security_groups  = [aws_security_group.controller.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.controller.arn
    container_name   = "controller"
    container_port   = local.port
  }

  depends_on = [aws_lb_listener_rule.controller, aws_efs_mount_target.home, aws_iam_role_policy.execution, aws_iam_role_policy.controller]
}

resource "aws_cloudwatch_log_group" "controller" {
  name              = "/ecs/${var.name}/controller"
  retention_in_days = 365
  kms_key_id        = module.key.arn
}
