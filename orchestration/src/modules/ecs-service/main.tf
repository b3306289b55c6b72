# One service behind the load balancer. Who deploys it decides which of three resources it is: lifecycle settings take no variables, and
# what a deployment moves must be left alone by Terraform exactly where somebody else makes the deployments.

data "aws_region" "this" {}

data "aws_caller_identity" "this" {}

locals {
  full_name = "${var.cluster.name}-${var.name}"
  # Names of target groups and roles have room for less than the two together.
  short_name = length(local.full_name) <= 26 ? local.full_name : "${substr(local.full_name, 0, 20)}-${substr(sha256(local.full_name), 0, 5)}"
  two_groups = var.strategy != "ROLLING"
  # ECS shifts traffic by itself: it needs both groups, the rules, and a role for them.
  shifted_by_ecs = contains(["BLUE_GREEN", "CANARY", "LINEAR"], var.strategy)
  shape          = var.strategy == "CODE_DEPLOY" ? "code_deploy" : var.engine
  hooks          = var.hook == null || !local.shifted_by_ecs ? [] : [var.hook]
  alarm_names    = concat(values(aws_cloudwatch_metric_alarm.errors)[*].alarm_name, values(aws_cloudwatch_metric_alarm.slow)[*].alarm_name)
  service        = one(concat(aws_ecs_service.terraform, aws_ecs_service.ecs, aws_ecs_service.code_deploy))
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.full_name
  network_mode             = "awsvpc"
  requires_compatibilities = anytrue([for one in var.capacity : startswith(one.provider, "FARGATE")]) ? ["FARGATE"] : ["EC2"]
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  # Earlier revisions are what a rollback goes back to.
  skip_destroy = true

  container_definitions = templatefile("${path.module}/task-definition.tftpl", {
    NAME        = var.name
    BUILD       = var.image
    PORT        = var.port
    ENVIRONMENT = [for name in sort(keys(var.environment)) : { name = name, value = var.environment[name] }]
    SECRETS     = [for name in sort(keys(var.secrets)) : { name = name, valueFrom = var.secrets[name] }]
    LOG_GROUP   = aws_cloudwatch_log_group.this.name
    REGION      = data.aws_region.this.region
  })

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/${var.cluster.name}/${var.name}"
  retention_in_days = var.log_days
  kms_key_id        = var.key_arn
}

# Engine terraform: each apply brings the build that it was given. It does not wait: the watcher of ecs-promote follows the deployment
# itself, tells a rollback from a success, and knows within a minute why a task does not start.
resource "aws_ecs_service" "terraform" {
  count = local.shape == "terraform" ? 1 : 0

  name                               = var.name
  cluster                            = var.cluster.arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.tasks.desired
  wait_for_steady_state              = false
  health_check_grace_period_seconds  = var.health_grace_seconds
  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    enable      = true
    rollback    = true
    alarm_names = local.alarm_names
  }

  deployment_configuration {
    strategy             = var.strategy
    bake_time_in_minutes = local.shifted_by_ecs ? tostring(var.bake_minutes) : null

    dynamic "canary_configuration" {
      for_each = var.strategy == "CANARY" ? [var.canary] : []

      content {
        canary_percent              = canary_configuration.value.percent
        canary_bake_time_in_minutes = tostring(canary_configuration.value.bake_minutes)
      }
    }

    dynamic "linear_configuration" {
      for_each = var.strategy == "LINEAR" ? [var.linear] : []

      content {
        step_percent              = linear_configuration.value.step_percent
        step_bake_time_in_minutes = tostring(linear_configuration.value.step_bake_minutes)
      }
    }

    dynamic "lifecycle_hook" {
      for_each = local.hooks

      content {
        hook_target_arn  = lifecycle_hook.value.function_arn
        role_arn         = aws_iam_role.hook[0].arn
        lifecycle_stages = ["POST_TEST_TRAFFIC_SHIFT"]
        hook_details     = lifecycle_hook.value.details
      }
    }
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity

    content {
      capacity_provider = capacity_provider_strategy.value.provider
      weight            = capacity_provider_strategy.value.weight
      base              = capacity_provider_strategy.value.base
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = var.assign_public_ip
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.blue.arn
    container_name   = var.name
    container_port   = var.port

    dynamic "advanced_configuration" {
      for_each = local.shifted_by_ecs ? [true] : []

      content {
        alternate_target_group_arn = aws_lb_target_group.green[0].arn
        production_listener_rule   = aws_lb_listener_rule.shifted[0].arn
        test_listener_rule         = one(aws_lb_listener_rule.test[*].arn)
        role_arn                   = aws_iam_role.traffic[0].arn
      }
    }
  }

  lifecycle {
    # Auto scaling sets it.
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener_rule.fixed, aws_lb_listener_rule.shifted, aws_lb_listener_rule.test, aws_iam_role_policy.execution, aws_iam_role_policy.traffic, aws_iam_role_policy.hook]
}

# Engine ecs: ecs-promote registers revisions, updates the service and says how it moves. An apply after that must not undo any of it,
# and least of all in the middle of a deployment: strategy, pauses and hooks are one configuration to ECS.
resource "aws_ecs_service" "ecs" {
  count = local.shape == "ecs" ? 1 : 0

  name                               = var.name
  cluster                            = var.cluster.arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.tasks.desired
  wait_for_steady_state              = false
  health_check_grace_period_seconds  = var.health_grace_seconds
  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    enable      = true
    rollback    = true
    alarm_names = local.alarm_names
  }

  deployment_configuration {
    strategy             = var.strategy
    bake_time_in_minutes = local.shifted_by_ecs ? tostring(var.bake_minutes) : null

    dynamic "canary_configuration" {
      for_each = var.strategy == "CANARY" ? [var.canary] : []

      content {
        canary_percent              = canary_configuration.value.percent
        canary_bake_time_in_minutes = tostring(canary_configuration.value.bake_minutes)
      }
    }

    dynamic "linear_configuration" {
      for_each = var.strategy == "LINEAR" ? [var.linear] : []

      content {
        step_percent              = linear_configuration.value.step_percent
        step_bake_time_in_minutes = tostring(linear_configuration.value.step_bake_minutes)
      }
    }

    dynamic "lifecycle_hook" {
      for_each = local.hooks

      content {
        hook_target_arn  = lifecycle_hook.value.function_arn
        role_arn         = aws_iam_role.hook[0].arn
        lifecycle_stages = ["POST_TEST_TRAFFIC_SHIFT"]
        hook_details     = lifecycle_hook.value.details
      }
    }
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity

    content {
      capacity_provider = capacity_provider_strategy.value.provider
      weight            = capacity_provider_strategy.value.weight
      base              = capacity_provider_strategy.value.base
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = var.assign_public_ip
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.blue.arn
    container_name   = var.name
    container_port   = var.port

    dynamic "advanced_configuration" {
      for_each = local.shifted_by_ecs ? [true] : []

      content {
        alternate_target_group_arn = aws_lb_target_group.green[0].arn
        production_listener_rule   = aws_lb_listener_rule.shifted[0].arn
        test_listener_rule         = one(aws_lb_listener_rule.test[*].arn)
        role_arn                   = aws_iam_role.traffic[0].arn
      }
    }
  }

  lifecycle {
    ignore_changes = [task_definition, load_balancer, deployment_configuration, desired_count]
  }

  depends_on = [aws_lb_listener_rule.fixed, aws_lb_listener_rule.shifted, aws_lb_listener_rule.test, aws_iam_role_policy.execution, aws_iam_role_policy.traffic, aws_iam_role_policy.hook]
}

# Strategy CODE_DEPLOY: each deployment is a task set, which has its own revision, target group, network and platform. ECS refuses to
# change these of such a service, so Terraform must not try.
resource "aws_ecs_service" "code_deploy" {
  count = local.shape == "code_deploy" ? 1 : 0

  name                              = var.name
  cluster                           = var.cluster.arn
  task_definition                   = aws_ecs_task_definition.this.arn
  desired_count                     = var.tasks.desired
  wait_for_steady_state             = false
  health_check_grace_period_seconds = var.health_grace_seconds
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity

    content {
      capacity_provider = capacity_provider_strategy.value.provider
      weight            = capacity_provider_strategy.value.weight
      base              = capacity_provider_strategy.value.base
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = var.assign_public_ip
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.blue.arn
    container_name   = var.name
    container_port   = var.port
  }

  lifecycle {
    ignore_changes = [task_definition, load_balancer, network_configuration, capacity_provider_strategy, platform_version, desired_count]
  }

  depends_on = [aws_lb_listener_rule.shifted, aws_lb_listener_rule.test, aws_iam_role_policy.execution]
}
