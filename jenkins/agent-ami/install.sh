#!/bin/sh
# Installs the program from a dist folder, off-line: /opt/ecs-promote/VERSION, and `current` beside it, which the library looks for.
# Everything is checked against SHA256SUMS before anything of it has its name, and `current` moves last and at once: a machine has the
# program that it had, or the whole new one. May be run again, also after it was stopped.
set -eu
# Hardened images let root make files that nobody else may read; whoever builds on the machine has to.
umask 022

usage() {
  cat <<'TEXT'
usage: install.sh [--root FOLDER] [DIST]

  DIST            folder with the program and SHA256SUMS; default: dist of the checkout that holds this script
  --root FOLDER   install below FOLDER instead of /: into an image that is mounted, or to try it
TEXT
}

refuse() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

root=
dist=
while [ $# -gt 0 ]; do
  case $1 in
    --root) [ $# -ge 2 ] || refuse '--root wants a folder' 2; root=${2%/}; shift 2 ;;
    --help) usage; exit 0 ;;
    -*) usage >&2; refuse "there is no option $1" 2 ;;
    *) [ -z "$dist" ] || refuse 'more than one folder is named' 2; dist=$1; shift ;;
  esac
done
[ -n "$dist" ] || dist=$(dirname "$0")/../../dist

# The sums name each file once; what they do not name was not built with the rest, and a link could lead anywhere.
verify() {
  (
    cd "$1" || exit 1
    [ -f SHA256SUMS ] || { echo 'SHA256SUMS is not there' >&2; exit 1; }
    sha256sum --check --strict --quiet SHA256SUMS >&2 || exit 1
    unknown=$(find . ! -type d ! -path ./SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort >"$2/found" &&
      sed 's/^[0-9a-f]*  //' SHA256SUMS | LC_ALL=C sort | LC_ALL=C comm -23 "$2/found" -)
    [ -z "$unknown" ] || { printf 'SHA256SUMS does not name %s\n' "$unknown" >&2; exit 1; }
    links=$(find . -type l)
    [ -z "$links" ] || { printf 'these are links: %s\n' "$links" >&2; exit 1; }
  )
}

[ -d "$dist" ] || refuse "$dist is not a folder; run npm run build, or name the folder"
scratch=$(mktemp -d)
staged=
trap 'rm -rf "$scratch" ${staged:+"$staged"}' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

verify "$dist" "$scratch" || refuse "$dist is not as it was built; nothing was installed"
version=$(cat "$dist/VERSION")
case $version in
  '' | .* | *[!0-9A-Za-z.+-]*) refuse "VERSION holds $version, which is no version" ;;
esac

home=$root/opt/ecs-promote
mkdir -p "$home"
if [ -d "$home/$version" ] && verify "$home/$version" "$scratch" 2>/dev/null; then
  echo "$version is there already"
else
  staged=$(mktemp -d "$home/.installing.XXXXXX")
  cp -R "$dist/." "$staged"
  # Two checks: what was read may not be what was verified, and a full disk cuts files off.
  verify "$staged" "$scratch" || refuse 'the copy is not what was verified; nothing was installed'
  chmod -R u=rwX,go=rX "$staged"
  chmod 755 "$staged/bin/ecs-promote.cjs"
  rm -rf "${home:?}/$version"
  mv "$staged" "$home/$version"
  staged=
  echo "$version is installed in $home"
fi

# A link is replaced by a rename, so that it leads somewhere at every moment. It is relative: the same below --root and in the image.
point() {
  ln -sfn "$2" "$1.new"
  mv -fT "$1.new" "$1"
}
point "$home/current" "$version"
mkdir -p "$root/usr/local/bin"
point "$root/usr/local/bin/ecs-promote" ../../../opt/ecs-promote/current/bin/ecs-promote.cjs
