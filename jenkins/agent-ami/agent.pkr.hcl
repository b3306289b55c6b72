# The image of Jenkins' agents: Amazon Linux 2023 with the tools that builds call (tools.sh) and this program (install.sh, from dist/).
# An agent that starts from it installs nothing. All versions are pinned, so the same checkout and variables make the same image again.

locals {
  version = trimspace(file("${path.root}/../../dist/VERSION"))

  # EC2 takes no plus sign in the name of an image.
  image         = "ecs-promote-agent-${replace(local.version, "+", "-")}-${var.architecture}-${formatdate("YYYYMMDDhhmmss", timestamp())}"
  instance_type = var.architecture == "arm64" ? "t4g.medium" : "t3.medium"

  tags = {
    Name                  = local.image
    "ecs-promote:version" = local.version
    "ecs-promote:base"    = "al2023 ${var.release}"
    Terraform             = var.terraform
    SourceImage           = "{{ .SourceAMI }}"
  }
}

source "amazon-ebs" "agent" {
  region          = var.region
  ami_name        = local.image
  ami_description = "Jenkins agent with ecs-promote ${local.version}, Amazon Linux ${var.release}, Terraform ${var.terraform}"
  instance_type   = local.instance_type
  subnet_id       = var.subnet_id
  imds_support    = "v2.0"

  # The owner is an alias that AWS itself gives; a name alone is anybody's.
  source_ami_filter {
    owners      = ["amazon"]
    most_recent = true
    filters = {
      name                = "al2023-ami-${var.release}.*-kernel-${var.kernel}-${var.architecture}"
      architecture        = var.architecture
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
  }

  # Encrypted from the first byte: no copy of the image is needed afterwards.
  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_type           = "gp3"
    volume_size           = var.disk_gib
    iops                  = 3000
    throughput            = 125
    encrypted             = true
    kms_key_id            = var.kms_key_id
    delete_on_termination = true
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  communicator                          = "ssh"
  ssh_username                          = "ec2-user"
  ssh_interface                         = var.ssh_interface
  ssh_clear_authorized_keys             = true
  temporary_security_group_source_cidrs = var.ssh_from

  tags            = local.tags
  snapshot_tags   = local.tags
  run_tags        = { Name = "making ${local.image}" }
  run_volume_tags = { Name = "making ${local.image}" }
}

build {
  sources = ["source.amazon-ebs.agent"]

  # For the manifest, which would otherwise fail when all is done.
  provisioner "shell-local" {
    inline = ["mkdir -p '${abspath(path.root)}/../../build'"]
  }

  provisioner "shell" {
    inline = ["mkdir -p /tmp/agent-ami"]
  }

  # Without a slash at its end the folder itself is copied: /tmp/agent-ami/dist.
  provisioner "file" {
    source      = "${path.root}/../../dist"
    destination = "/tmp/agent-ami"
  }

  provisioner "file" {
    source      = "${path.root}/tools.sh"
    destination = "/tmp/agent-ami/tools.sh"
  }

  provisioner "file" {
    source      = "${path.root}/install.sh"
    destination = "/tmp/agent-ami/install.sh"
  }

  provisioner "shell" {
    inline = [
      "sudo sh /tmp/agent-ami/tools.sh --release ${var.release} --terraform ${var.terraform} --user ec2-user",
      "sudo sh /tmp/agent-ami/install.sh /tmp/agent-ami/dist",
      "sudo rm -rf /tmp/agent-ami",
      "sudo dnf --quiet clean all",
    ]
  }

  # As the user of the agent, by the name that people call, after everything that was only there to install is gone.
  provisioner "shell" {
    inline = [
      "ecs-promote --version",
      "ecs-promote --version | grep -F 'ecs-promote ${local.version} '",
    ]
  }

  post-processor "manifest" {
    output     = "${path.root}/../../build/agent-ami.json"
    strip_path = true
    custom_data = {
      version   = local.version
      release   = var.release
      terraform = var.terraform
    }
  }
}
