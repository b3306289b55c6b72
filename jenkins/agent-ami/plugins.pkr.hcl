# In a file of its own: Packer before 1.7, which some distributions package, has the plugin built in and knows no such block.
packer {
  required_version = ">= 1.9"
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "1.8.2"
    }
  }
}
