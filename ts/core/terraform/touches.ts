/** What a person wants to see at once in a plan: that it may move requests, lose data, or change who may do what. */
export type Touch = 'traffic' | 'data' | 'IAM';

const kinds: readonly (readonly [Touch, RegExp])[] = [
  [
    'traffic',
    /^aws_(?:lb|alb|elb|route53|cloudfront|api_?gateway|apigatewayv2|globalaccelerator|appmesh|vpclattice|wafv2|acm|codedeploy|ecs_service$|service_discovery|security_group|network_acl|nat_gateway|internet_gateway|route(?:_|$))/,
  ],
  [
    'data',
    /^aws_(?:db|rds|s3|efs|dynamodb|ebs|elasticache|redshift|docdb|neptune|opensearch|elasticsearch|kinesis|sqs|secretsmanager|ssm_parameter|kms|backup|fsx|ecr|cloudwatch_log_group)/,
  ],
  [
    'IAM',
    /^aws_(?:iam|organizations|ssoadmin|kms_key_policy|kms_grant|s3_bucket_policy|ecr_repository_policy|sqs_queue_policy|lambda_permission)/,
  ],
];

/** @param type of the resource, such as `aws_lb_listener`; other clouds' are not known */
export function touches(type: string): readonly Touch[] {
  return kinds.filter(([, form]) => form.test(type)).map(([touch]) => touch);
}
