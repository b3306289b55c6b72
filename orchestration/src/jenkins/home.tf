# JENKINS_HOME: encrypted, in every zone, reached by the controller and by nobody else. AWS Backup keeps 35 days of it; the backups of
# backup.tf are for what AWS Backup does not survive, such as the account.

resource "aws_efs_file_system" "home" {
  encrypted        = true
  kms_key_id       = module.key.arn
  throughput_mode  = "elastic"
  performance_mode = "generalPurpose"
  tags             = { Name = "${var.name}-home" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_efs_backup_policy" "home" {
  file_system_id = aws_efs_file_system.home.id

  backup_policy {
    status = "ENABLED"
  }
}

# The user jenkins of the official image.
resource "aws_efs_access_point" "home" {
  file_system_id = aws_efs_file_system.home.id
  tags           = { Name = "${var.name}-home" }

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/jenkins"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0750"
    }
  }
}

resource "aws_efs_mount_target" "home" {
  count = local.zones

  file_system_id  = aws_efs_file_system.home.id
  subnet_id       = module.network.private_subnet_ids[count.index]
  security_groups = [aws_security_group.home.id]
}

resource "aws_efs_file_system_policy" "home" {
  file_system_id = aws_efs_file_system.home.id
  policy         = data.aws_iam_policy_document.home.json
}

data "aws_iam_policy_document" "home" {
  statement {
    sid       = "ControllerThroughItsAccessPoint"
    actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    resources = [aws_efs_file_system.home.arn]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.controller.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "elasticfilesystem:AccessPointArn"
      values   = [aws_efs_access_point.home.arn]
    }
  }

  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"]
    resources = [aws_efs_file_system.home.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
