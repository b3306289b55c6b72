output "pipeline" {
  description = "Name of the pipeline, for aws codepipeline start-pipeline-execution."
  value       = aws_codepipeline.this.name
}

output "connection_arn" {
  description = "The connection. A new one is PENDING until a person lets it in, in the console."
  value       = local.connection_arn
}

output "build_log_group" {
  description = "Where the builds write."
  value       = aws_cloudwatch_log_group.build.name
}
