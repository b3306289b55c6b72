region     = "ap-southeast-2"
account_id = "123456789012"
bucket     = "acme-terraform-states"
