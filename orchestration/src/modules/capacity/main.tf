# Container instances that come and go with the tasks: ECS itself scales the group (managed scaling), and drains an instance before it
# goes (managed draining), so a scale-in drops no request.

data "aws_ssm_parameter" "ami" {
  count = var.ami_id == null ? 1 : 0

  name = var.architecture == "arm64" ? "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id" : "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
}

resource "aws_launch_template" "this" {
  name                   = var.cluster
  image_id               = var.ami_id == null ? nonsensitive(data.aws_ssm_parameter.ami[0].value) : var.ami_id
  instance_type          = var.instance_type
  update_default_version = true
  user_data              = base64encode(templatefile("${path.module}/user-data.tftpl", { CLUSTER = var.cluster }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  network_interfaces {
    associate_public_ip_address = false
    security_groups             = [aws_security_group.this.id]
  }

  # Without tokens nobody who makes a task send a request gets the instance's credentials; one hop keeps tasks away altogether.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 30
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.cluster}-instance" }
  }
}

resource "aws_autoscaling_group" "this" {
  name                  = var.cluster
  min_size              = var.minimum
  max_size              = var.maximum
  vpc_zone_identifier   = var.subnet_ids
  protect_from_scale_in = true

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      scale_in_protected_instances = "Refresh"
    }
  }

  tag {
    key                 = "Name"
    value               = "${var.cluster}-instance"
    propagate_at_launch = true
  }

  # ECS marks the groups that it manages.
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  lifecycle {
    # Managed scaling sets it.
    ignore_changes = [desired_capacity]

    precondition {
      condition     = var.maximum >= var.minimum
      error_message = "The most instances (${var.maximum}) are fewer than the fewest (${var.minimum})."
    }
  }
}

resource "aws_ecs_capacity_provider" "this" {
  name = "${var.cluster}-instances"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.this.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"

    managed_scaling {
      status                    = "ENABLED"
      target_capacity           = 100
      minimum_scaling_step_size = 1
      maximum_scaling_step_size = 4
      instance_warmup_period    = 120
    }
  }
}

# Tasks have groups of their own (awsvpc): nobody connects to an instance.
resource "aws_security_group" "this" {
  name        = "${var.cluster}-instances"
  description = "Container instances of ${var.cluster}"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.cluster}-instances" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "ECS, ECR, CloudWatch Logs"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
