#!/bin/sh
# Puts the tools of agents onto Amazon Linux 2023: what builds and promotions call, and the Java that Jenkins' agent runs in.
# Two pins say every version. Packages come from the repository of one release of Amazon Linux, which never changes once it is out
# (user guide, "Deterministic upgrades through versioned repositories"), and dnf checks their signatures. Terraform is one version, by sums
# that HashiCorp's key has signed. Nothing is installed before Terraform is verified and each package is known; a second run changes nothing.
set -eu

# Namespaced: other versions may stand beside it, and `alternatives` says which is `node` (user guide, "Node.js in AL2023").
node=24
java=21
# buildx is in docker's package (amazonlinux/amazon-linux-2023#1032); unzip is for Terraform's archive.
packages="nodejs$node nodejs$node-npm git docker java-$java-amazon-corretto-headless awscli-2 unzip"
# Of "HashiCorp Security (hashicorp.com/security)", in use since HCSEC-2021-12. A fingerprint, not the key: the key is fetched.
hashicorp=C874011F0AB405110D02105534365D9472D7468F

usage() {
  cat <<'TEXT'
usage: tools.sh --release RELEASE --terraform VERSION [--user USER] [--bin FOLDER]

  --release RELEASE    release of Amazon Linux 2023 that the machine has and packages come from, such as 2023.12.20261112
  --terraform VERSION  such as 1.11.4
  --user USER          as whom Jenkins logs in, and who may use Docker; default: ec2-user
  --bin FOLDER         where Terraform goes; default: /usr/local/bin
TEXT
}

refuse() {
  printf 'tools.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

release=
terraform=
user=ec2-user
bin=/usr/local/bin
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --release | --terraform | --user | --bin) [ $# -ge 2 ] || refuse "$1 wants a value" 2 ;;
    *) usage >&2; refuse "there is no option $1" 2 ;;
  esac
  case $1 in
    --release) release=$2 ;;
    --terraform) terraform=$2 ;;
    --user) user=$2 ;;
    --bin) bin=$2 ;;
  esac
  shift 2
done
# `latest` would be another image tomorrow; and both become parts of addresses and names.
shaped() {
  case $1 in *[!0-9.]*) return 1 ;; esac
  printf '%s\n' "$1" | grep -Eqx "$2"
}
shaped "$release" '2023\.[0-9]+\.[0-9]{8}' || refuse "--release: '$release' is no release, such as 2023.12.20261112" 2
shaped "$terraform" '[0-9]+\.[0-9]+\.[0-9]+' || refuse "--terraform: '$terraform' is no version, such as 1.11.4" 2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

unchanged() {
  refuse "$1; nothing was installed"
}

of_release() {
  has=$(rpm -q --qf '%{version}' system-release) || unchanged 'this is not Amazon Linux'
  [ "$has" = "$release" ] || unchanged "this machine is of release $has and not $release: begin with the base image of $release"
}

fetch() {
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 3 --output "$scratch/$2" "$1" ||
    unchanged "$1 cannot be fetched"
}

# GOODSIG, and not the exit code alone: key or signature may have expired or been revoked. The last word of VALIDSIG is the fingerprint
# of the primary key, so that another key in the same file does not count (GnuPG, doc/DETAILS).
signed() {
  mkdir -m 700 "$scratch/keys" &&
    gpg --homedir "$scratch/keys" --batch --quiet --import "$scratch/key" 2>"$scratch/said" &&
    gpg --homedir "$scratch/keys" --batch --status-fd 3 --verify "$scratch/sums.sig" "$scratch/sums" \
      3>"$scratch/status" 2>>"$scratch/said" &&
    grep -q '^\[GNUPG:\] GOODSIG ' "$scratch/status" &&
    grep -Eq "^\[GNUPG:\] VALIDSIG .* $hashicorp\$" "$scratch/status"
}

terraform_says() {
  "$bin/terraform" version 2>/dev/null | head -n 1
}

# Leaves the name of a verified archive in `archive`, or nothing where the machine has the version.
verify_terraform() {
  archive=
  [ "$(terraform_says)" != "Terraform v$terraform" ] || return 0
  case $(uname -m) in
    x86_64) archive=terraform_${terraform}_linux_amd64.zip ;;
    aarch64) archive=terraform_${terraform}_linux_arm64.zip ;;
    *) unchanged "there is no Terraform for $(uname -m) here" ;;
  esac
  from=https://releases.hashicorp.com/terraform/$terraform
  fetch https://www.hashicorp.com/.well-known/pgp-key.txt key
  fetch "$from/terraform_${terraform}_SHA256SUMS" sums
  fetch "$from/terraform_${terraform}_SHA256SUMS.sig" sums.sig
  signed || { cat "$scratch/said" >&2; unchanged "the sums of Terraform $terraform are not signed by $hashicorp"; }
  fetch "$from/$archive" "$archive"
  grep -E "^[0-9a-f]{64}  $archive\$" "$scratch/sums" >"$scratch/sum" || unchanged "the sums do not name $archive"
  (cd "$scratch" && sha256sum --check --strict --quiet sum >&2) || unchanged "$archive is not what HashiCorp signed"
}

# Only the locked repository, and signatures whatever the image's own settings say.
locked() {
  dnf --quiet --assumeyes --releasever="$release" --repo=amazonlinux '--setopt=*.gpgcheck=1' --setopt=install_weak_deps=False "$@"
}

# Without epochs: rpm and dnf write a missing one differently.
pin_packages() {
  # shellcheck disable=SC2086 # names of ours, without blanks
  locked repoquery --latest-limit=1 --qf '%{name} %{version}-%{release}' $packages >"$scratch/pins" ||
    unchanged "the packages of $release cannot be listed"
  for name in $packages; do
    grep -q "^$name " "$scratch/pins" || unchanged "Amazon Linux $release has no package $name"
  done
}

pinned() {
  sed -n "s/^$1 //p" "$scratch/pins"
}

installed() {
  rpm -q --qf '%{version}-%{release}' "$1"
}

install_packages() {
  missing=
  for name in $packages; do
    [ "$(installed "$name")" = "$(pinned "$name")" ] || missing="$missing $name-$(pinned "$name")"
  done
  # shellcheck disable=SC2086
  [ -z "$missing" ] || locked install $missing >&2 || refuse "dnf could not install$missing"
}

# Beside its place first, then by a rename: nobody finds half a program.
place_terraform() {
  [ -n "$archive" ] || return 0
  unzip -q -o "$scratch/$archive" terraform -d "$scratch"
  install -m 755 "$scratch/terraform" "$bin/.terraform.new"
  mv -f "$bin/.terraform.new" "$bin/terraform"
}

node_says() {
  node --version 2>&1 || true
}

settle() {
  case $(node_says) in "v$node."*) ;; *) alternatives --set node "/usr/bin/node-$node" ;; esac
  systemctl is-enabled --quiet docker || systemctl enable --quiet docker
  # Who may use Docker is root on the agent. Agents serve one purpose, and what they may do in AWS is their instance profile's.
  case " $(id -nG "$user") " in *' docker '*) ;; *) usermod --append --groups docker "$user" ;; esac
}

# From the machine itself, and what a build would call: another installation may come first on the PATH.
report() {
  for name in $packages; do
    left=$(installed "$name") || refuse "$name is not installed"
    [ "$left" = "$(pinned "$name")" ] || refuse "$name is $left and not $(pinned "$name"), as Amazon Linux $release has it"
    echo "$name $left"
  done
  [ "$(terraform_says)" = "Terraform v$terraform" ] || refuse "$bin/terraform says '$(terraform_says)' and not 'Terraform v$terraform'"
  echo "terraform $terraform"
  case $(node_says) in "v$node."*) ;; *) refuse "node says '$(node_says)' and not v$node" ;; esac
  said=$(java -version 2>&1) || true
  case $said in *" version \"$java."*) ;; *) refuse "java says '$said' and not $java" ;; esac
  said=$(aws --version 2>&1) || true
  case $said in aws-cli/2.*) ;; *) refuse "aws says '$said' and not aws-cli/2" ;; esac
  docker buildx version >/dev/null || refuse 'docker has no buildx'
}

of_release
verify_terraform
pin_packages
install_packages
place_terraform
settle
report
