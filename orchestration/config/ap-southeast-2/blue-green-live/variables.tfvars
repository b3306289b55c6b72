region      = "ap-southeast-2"
account_id  = "123456789012"
environment = "live"

# The first revision; each deployment brings its own.
image   = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1@sha256:3f5b1c0de1c9a24a7f5d0e6b8c9d7a61524b0f3e9a8d7c6b5a4f3e2d1c0b9a87"
service = { name = "service1", port = 8080, health_path = "/health" }
tasks   = { desired = 3, minimum = 3, maximum = 9 }

strategy = "CODE_DEPLOY"
traffic  = { type = "CANARY", percent = 10, minutes = 5 }

checks = [
  { url = "https://live.acme.example:8443/health", status = 200, withinMilliseconds = 800 },
]

zone_name  = "acme.example"
host_name  = "live.acme.example"
test_cidrs = ["203.0.113.10/32"]

access_log_bucket = "acme-live-access-logs"
alarm_topic_arns  = ["arn:aws:sns:ap-southeast-2:123456789012:live-alarms"]
