# Live's account, with Staging and Sandbox beside it. The agents come from another account of the same organisation.
region            = "ap-southeast-2"
account_id        = "210987654321"
trusted_role_arns = ["arn:aws:iam::123456789012:role/jenkins-agent"]
organization_id   = "o-a1b2c3d4e5"

environments = { staging = {}, live = {}, sandbox = {} }
