# What an environment becomes by its variables, and what is refused. AWS is not asked: mocks/aws.tfmock.hcl.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  region        = "ap-southeast-2"
  account_id    = "123456789012"
  environment   = "test"
  engine        = "terraform"
  on_demand     = true
  zone_name     = "acme.example"
  host_names    = ["test.acme.example"]
  allowed_cidrs = ["203.0.113.0/24"]
  builds        = { web = "41" }
  services      = { web = { port = 8080, priority = 10 } }
}

run "names_follow_the_environment" {
  command = plan

  assert {
    condition     = output.cluster == "app-cluster-test"
    error_message = "promotion.yaml finds the cluster by the stack's name, not ${output.cluster}"
  }

  assert {
    condition     = output.url == "https://test.acme.example"
    error_message = "the environment is at ${output.url}"
  }
}

run "a_build_is_a_tag_of_the_accounts_own_registry" {
  command = plan

  assert {
    condition     = output.services.web.image == "123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web:41"
    error_message = "the image is ${output.services.web.image}"
  }
}

run "a_release_names_images_by_digest_in_the_registry_of_another_account" {
  command = plan

  variables {
    registry = { account_id = "210987654321", region = "eu-west-1" }
    digests  = { web = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
    services = { web = { port = 8080, priority = 10, repository = "shop/web" } }
  }

  assert {
    condition     = output.services.web.image == "210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    error_message = "the image is ${output.services.web.image}"
  }
}

run "tasks_run_on_instances_of_the_environments_own" {
  command = plan

  variables {
    capacity  = "EC2"
    instances = { type = "m7g.large", minimum = 1, maximum = 3 }
  }

  assert {
    condition     = length(module.capacity) == 1 && local.capacity.EC2[0].provider == "app-cluster-test-instances"
    error_message = "no capacity provider"
  }

  assert {
    condition     = contains(aws_ecs_cluster_capacity_providers.this.capacity_providers, "app-cluster-test-instances")
    error_message = "the cluster does not know the instances"
  }
}

run "tasks_of_the_samples_size_run_on_fargate" {
  command = plan

  assert {
    condition     = length(module.capacity) == 0
    error_message = "there are instances that nobody asked for"
  }
}

run "staging_takes_the_network_that_is_there" {
  command = plan

  variables {
    environment                 = "staging"
    host_names                  = ["staging.acme.example"]
    database_security_group_ids = { sg-0a1b2c3d = 5432 }
    network = {
      vpc_id             = "vpc-0a1b2c3d"
      public_subnet_ids  = ["subnet-1", "subnet-2"]
      private_subnet_ids = ["subnet-3", "subnet-4"]
    }
  }

  assert {
    condition     = length(module.network) == 0 && output.network.vpc_id == "vpc-0a1b2c3d"
    error_message = "a second network is made"
  }

  assert {
    condition     = output.url == "https://staging.acme.example"
    error_message = "staging answers at ${output.url}"
  }
}

run "one_service_that_moves_by_canary_is_enough_for_a_test_listener" {
  command = plan

  variables {
    engine   = "ecs"
    builds   = { web = "41", api = "7" }
    services = { web = { port = 8080, priority = 20 }, api = { port = 8080, priority = 10, paths = ["/api/*"], strategy = "CANARY" } }
  }

  assert {
    condition     = length(output.services.api.target_group_names) == 2 && length(output.services.web.target_group_names) == 1
    error_message = "a canary needs two target groups, a rolling service one"
  }
}

run "latest_is_no_build" {
  command = plan

  variables {
    builds = { web = "latest" }
  }

  expect_failures = [var.builds]
}

run "a_service_without_a_build_is_refused" {
  command = plan

  variables {
    builds = {}
  }

  expect_failures = [var.services]
}

run "two_rules_cannot_have_one_place" {
  command = plan

  variables {
    builds   = { web = "41", api = "7" }
    services = { web = { port = 8080, priority = 10 }, api = { port = 8080, priority = 10 } }
  }

  expect_failures = [var.services]
}

run "logs_do_not_keep_an_environment_from_being_destroyed" {
  command = plan

  variables {
    access_log_bucket = "acme-test-access-logs"
  }

  expect_failures = [var.access_log_bucket]
}

run "host_names_are_in_the_zone" {
  command = plan

  variables {
    host_names = ["test.badacme.example"]
    zone_name  = "acme.example"
  }

  expect_failures = [var.host_names]
}

run "code_deploy_has_a_stack_of_its_own" {
  command = plan

  variables {
    strategy = "CODE_DEPLOY"
  }

  expect_failures = [var.strategy]
}

run "spare_capacity_is_not_all_there_is" {
  command = plan

  variables {
    capacity = "FARGATE_SPOT"
  }

  assert {
    condition     = anytrue([for one in aws_ecs_cluster_capacity_providers.this.default_capacity_provider_strategy : one.capacity_provider == "FARGATE" && one.base == 1])
    error_message = "when AWS takes the spare capacity back, no task stays"
  }
}
