region        = "ap-southeast-2"
account_id    = "123456789012"
repositories  = ["service1", "service2"]
pull_accounts = ["210987654321"]
