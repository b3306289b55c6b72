region     = "ap-southeast-2"
account_id = "123456789012"

controller = {
  image   = "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/jenkins-controller:2.516.3-1"
  secrets = { AGENT_SSH_KEY = "arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:jenkins/agent-ssh-key-Ab12Cd" }
}

agents = {
  ami_id       = "ami-0123456789abcdef0"
  key_pair     = "jenkins-agent"
  repositories = ["service1", "service2"]
  # ./orchestrate output deployers-test ap-southeast-2 role_arns, and the same of deployers-live
  promotion_role_arns = [
    "arn:aws:iam::123456789012:role/ecs-promote-test",
    "arn:aws:iam::123456789012:role/ecs-promote-beta",
    "arn:aws:iam::210987654321:role/ecs-promote-staging",
    "arn:aws:iam::210987654321:role/ecs-promote-live",
    "arn:aws:iam::210987654321:role/ecs-promote-sandbox",
  ]
}

backup = {
  buckets       = ["acme-jenkins-backup", "acme-jenkins-backup-elsewhere"]
  second_region = "ap-southeast-4"
}

zone_name         = "acme.example"
host_name         = "jenkins.acme.example"
allowed_cidrs     = ["203.0.113.0/24"]
access_log_bucket = "acme-jenkins-access-logs"
