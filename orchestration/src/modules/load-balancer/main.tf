# An application load balancer with TLS. By itself it answers 404; a service adds the rule that leads to it, and where another tool moves
# traffic, that rule and nothing here changes.

resource "aws_lb" "this" {
  #checkov:skip=CKV2_AWS_28:A web application firewall is a choice of the team's, with a price for each request; associate aws_wafv2_web_acl_association with the output arn.
  #checkov:skip=CKV_AWS_150:Protected unless the variable says otherwise, because a protected load balancer keeps an environment on demand from being destroyed.
  #checkov:skip=CKV_AWS_91:Logs are written where a bucket is named; the bucket may be of another stack.
  name                       = var.name
  load_balancer_type         = "application"
  internal                   = var.internal
  security_groups            = [aws_security_group.this.id]
  subnets                    = var.subnet_ids
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  dynamic "access_logs" {
    for_each = var.access_log_bucket == null ? [] : [var.access_log_bucket]

    content {
      enabled = true
      bucket  = access_logs.value
      prefix  = var.name
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "Nothing is here."
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener" "test" {
  count = var.test_port == null ? 0 : 1

  load_balancer_arn = aws_lb.this.arn
  port              = var.test_port
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "Nothing is here."
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}
