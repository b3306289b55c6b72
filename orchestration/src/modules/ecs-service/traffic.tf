# Target groups, and the rules that lead to them.

resource "aws_lb_target_group" "blue" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; behind it only its security group reaches the tasks, and what they say to each other stays inside the VPC.
  name                 = "${local.short_name}-blue"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = var.port
  protocol             = "HTTP"
  deregistration_delay = var.drain_seconds

  health_check {
    path                = var.health_path
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_target_group" "green" {
  #checkov:skip=CKV_AWS_378:As blue.
  count = local.two_groups ? 1 : 0

  name                 = "${local.short_name}-green"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = var.port
  protocol             = "HTTP"
  deregistration_delay = var.drain_seconds

  health_check {
    path                = var.health_path
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

# One group: nobody but Terraform touches the rule.
resource "aws_lb_listener_rule" "fixed" {
  count = local.two_groups ? 0 : 1

  listener_arn = var.load_balancer.https_listener_arn
  priority     = var.rule.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  dynamic "condition" {
    for_each = length(var.rule.hosts) > 0 ? [var.rule.hosts] : []

    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = length(var.rule.paths) > 0 ? [var.rule.paths] : []

    content {
      path_pattern {
        values = condition.value
      }
    }
  }
}

# Two groups: a deployment moves the weights. Terraform makes the rule and never again says where it leads.
resource "aws_lb_listener_rule" "shifted" {
  count = local.two_groups ? 1 : 0

  listener_arn = var.load_balancer.https_listener_arn
  priority     = var.rule.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  dynamic "condition" {
    for_each = length(var.rule.hosts) > 0 ? [var.rule.hosts] : []

    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = length(var.rule.paths) > 0 ? [var.rule.paths] : []

    content {
      path_pattern {
        values = condition.value
      }
    }
  }

  lifecycle {
    ignore_changes = [action]
  }
}

resource "aws_lb_listener_rule" "test" {
  # A count may not depend on what is known only after apply: the listener is there whenever there are two groups.
  count = local.two_groups ? 1 : 0

  listener_arn = var.load_balancer.test_listener_arn
  priority     = var.rule.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  dynamic "condition" {
    for_each = length(var.rule.hosts) > 0 ? [var.rule.hosts] : []

    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = length(var.rule.paths) > 0 ? [var.rule.paths] : []

    content {
      path_pattern {
        values = condition.value
      }
    }
  }

  lifecycle {
    ignore_changes = [action]
  }
}
