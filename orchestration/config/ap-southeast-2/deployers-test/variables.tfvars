# Where the agents are: their role needs nothing of these environments itself.
region            = "ap-southeast-2"
account_id        = "123456789012"
trusted_role_arns = ["arn:aws:iam::123456789012:role/jenkins-agent"]

environments = { test = {}, beta = {} }
