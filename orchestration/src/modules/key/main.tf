# A key of the account's own, for logs and buckets. Unlike a key that AWS keeps, it can be taken away from someone, and CloudTrail tells
# who used it.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  region  = coalesce(var.region, data.aws_region.this.region)
  account = data.aws_caller_identity.this.account_id
  arn     = "arn:${data.aws_partition.this.partition}"
}

resource "aws_kms_key" "this" {
  region                  = local.region
  description             = var.purpose
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.this.json
}

resource "aws_kms_alias" "this" {
  region        = local.region
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

data "aws_iam_policy_document" "this" {
  #checkov:skip=CKV_AWS_109:The statement for the account is AWS's default key policy; without it no policy of IAM can grant the use of the key, and nobody could repair its policy.
  #checkov:skip=CKV_AWS_111:As above.
  #checkov:skip=CKV_AWS_356:As above, and in a key policy * can only mean this key.
  statement {
    sid     = "AccountGrantsByIam"
    actions = ["kms:*"]
    # AWS: "In a key policy, the value of the Resource element is "*", which means this KMS key." (KMS developer guide, Key policies)
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["${local.arn}:iam::${local.account}:root"]
    }
  }

  statement {
    sid     = "LogGroupsOfTheAccount"
    actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
    # AWS: "In a key policy, the value of the Resource element is "*", which means this KMS key." (KMS developer guide, Key policies)
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${local.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["${local.arn}:logs:${local.region}:${local.account}:log-group:*"]
    }
  }
}
