# One role for each environment of an account, as which promotions act there. They are a stack of their own because they outlive what they
# deploy (Test goes every evening), and because whoever may change them decides what a promotion may do: a person, not the agents.

module "role" {
  source   = "../modules/deployer-role"
  for_each = var.environments

  name                     = "${var.prefix}${each.key}"
  environment              = each.key
  account_id               = var.account_id
  cluster                  = coalesce(each.value.cluster, "app-cluster-${each.key}")
  trusted_role_arns        = var.trusted_role_arns
  organization_id          = var.organization_id
  permissions_boundary_arn = var.permissions_boundary_arn
  # Beside variables.tfvars; orchestrate copies it here.
  policy = file("${path.root}/policies/${each.key}.json")
}
