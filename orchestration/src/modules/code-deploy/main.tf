# CodeDeploy for one service: new tasks beside the old ones, validated on the test listener, then traffic, and back by itself when the
# validation, the deployment or an alarm says so.

data "aws_caller_identity" "this" {}

resource "aws_codedeploy_app" "this" {
  name             = var.application
  compute_platform = "ECS"
}

resource "aws_codedeploy_deployment_config" "this" {
  count = var.traffic.type == "ALL_AT_ONCE" ? 0 : 1

  deployment_config_name = "${var.application}-${var.group}-${lower(var.traffic.type)}-${var.traffic.percent}-percent-${var.traffic.minutes}-minutes"
  compute_platform       = "ECS"

  traffic_routing_config {
    type = var.traffic.type == "CANARY" ? "TimeBasedCanary" : "TimeBasedLinear"

    dynamic "time_based_canary" {
      for_each = var.traffic.type == "CANARY" ? [var.traffic] : []

      content {
        percentage = time_based_canary.value.percent
        interval   = time_based_canary.value.minutes
      }
    }

    dynamic "time_based_linear" {
      for_each = var.traffic.type == "LINEAR" ? [var.traffic] : []

      content {
        percentage = time_based_linear.value.percent
        interval   = time_based_linear.value.minutes
      }
    }
  }

  # A configuration is never changed, only replaced, and the group names it.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_codedeploy_deployment_group" "this" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = var.group
  service_role_arn       = aws_iam_role.this.arn
  deployment_config_name = var.traffic.type == "ALL_AT_ONCE" ? "CodeDeployDefault.ECSAllAtOnce" : aws_codedeploy_deployment_config.this[0].deployment_config_name

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = var.keep_blue_minutes
    }
  }

  ecs_service {
    cluster_name = var.cluster_name
    service_name = var.service.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.https_listener_arn]
      }

      test_traffic_route {
        listener_arns = [var.test_listener_arn]
      }

      target_group {
        name = var.service.target_group_names[0]
      }

      target_group {
        name = var.service.target_group_names[1]
      }
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
  }

  alarm_configuration {
    enabled = true
    alarms  = var.service.alarm_names
  }

  depends_on = [aws_iam_role_policy.this]
}
