# A bucket that nobody outside can read: encrypted, versioned, private, and only by TLS.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  region  = coalesce(var.region, data.aws_region.this.region)
  account = data.aws_caller_identity.this.account_id
}

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_18:What reads and writes here is told by CloudTrail's data events, which name the principal; access logs would need a bucket that itself has none.
  #checkov:skip=CKV_AWS_144:A second region costs twice; the Jenkins backup, where it matters, writes to two buckets.
  #checkov:skip=CKV2_AWS_62:Nothing listens to events of these buckets.
  region = local.region
  bucket = var.name

  lifecycle {
    precondition {
      condition     = !var.load_balancer_logs || var.key_arn == null
      error_message = "Load balancers write access logs only to buckets with S3's own encryption: leave key_arn out."
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "this" {
  region = local.region
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  region                  = local.region
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  region = local.region
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  region = local.region
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  region = local.region
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }

    dynamic "expiration" {
      for_each = var.expire_days == null ? [] : [var.expire_days]

      content {
        days = expiration.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  region = local.region
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.this.json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

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

  dynamic "statement" {
    for_each = var.load_balancer_logs ? [true] : []

    content {
      sid       = "LoadBalancersWriteLogs"
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.this.arn}/*/AWSLogs/${local.account}/*"]

      principals {
        type        = "Service"
        identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
      }

      condition {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = ["arn:${data.aws_partition.this.partition}:elasticloadbalancing:${local.region}:${local.account}:loadbalancer/*"]
      }
    }
  }
}
