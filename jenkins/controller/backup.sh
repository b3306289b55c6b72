#!/bin/sh
# Backups of JENKINS_HOME in S3, in every bucket of BACKUP_BUCKETS (blanks between them): made, read again, restored.
#
#   backup.sh make                          one backup now
#   backup.sh daily                         one each day at BACKUP_AT (02:30, in the time zone TZ)
#   backup.sh check                         exits with 1 unless every bucket has one that is at most BACKUP_HOURS (26) old
#   backup.sh restore BUCKET FOLDER [KEY]   the newest, or that one, into an empty folder
#   backup.sh replace BUCKET [KEY]          the same in the place of JENKINS_HOME, before Jenkins starts; once, however often it starts
#   backup.sh replaced                      the next `replace` is another one, also of the same words
#
# The archive holds Jenkins' secrets and the key to them. So a bucket must encrypt with KMS, which is looked at after the upload, and
# nothing of the content is ever printed. What is uploaded is fetched again and compared before `latest.txt` names it.
set -eu
umask 077

tries=${BACKUP_TRIES:-3}
wait_seconds=${BACKUP_WAIT_SECONDS:-20}
latest=backups/latest.txt

say() { echo "backup: $*"; }
fail() { echo "backup: $*" >&2; exit 1; }
sum_of() { sha256sum "$1" | cut -d ' ' -f 1; }

# What the image brings, what can be computed again, and what only runs now.
archive() {
    status=0
    tar -C "$JENKINS_HOME" -czf "$1" --warning=no-file-changed --warning=no-file-removed \
        --exclude=./war --exclude=./plugins --exclude=./caches --exclude=./workspace --exclude=./logs --exclude=./.cache --exclude=./tmp \
        --exclude=./.restoring --exclude=./.restored --exclude='./.before-restore-*' . || status=$?
    # 1: a file changed while it was read, which a running Jenkins does.
    [ "$status" -le 1 ] || fail "the home could not be packed (tar ended with $status)"
}

upload() { # BUCKET FILE KEY SUM
    aws s3 cp --only-show-errors "$2" "s3://$1/$3" || return 1
    encrypted=$(aws s3api head-object --bucket "$1" --key "$3" --query ServerSideEncryption --output text) || return 1
    [ "$encrypted" = aws:kms ] || fail "$1 does not encrypt with KMS ($encrypted); s3://$1/$3 must be deleted"
    aws s3 cp --only-show-errors "s3://$1/$3" "$2.again" || return 1
    again=$(sum_of "$2.again")
    rm -f "$2.again"
    [ "$again" = "$4" ] || { echo "backup: s3://$1/$3 is not what was uploaded" >&2; return 1; }
}

into_bucket() { # BUCKET FILE KEY SUM
    try=1
    until upload "$@"; do
        [ "$try" -lt "$tries" ] || { echo "backup: gave up on $1 after $tries tries" >&2; return 1; }
        try=$((try + 1))
        sleep "$wait_seconds"
    done
    printf '%s %s %s\n' "$3" "$4" "$(date +%s)" > "$2.latest"
    aws s3 cp --only-show-errors "$2.latest" "s3://$1/$latest" || return 1
    say "s3://$1/$3 $(stat -c %s "$2") bytes, sha256 $4"
}

make() {
    [ -d "${JENKINS_HOME:-}/jobs" ] || fail "JENKINS_HOME is no Jenkins home: there is no jobs in it"
    [ -n "${BACKUP_BUCKETS:-}" ] || fail "BACKUP_BUCKETS names no bucket"
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    archive "$folder/home.tar.gz"
    gzip -t "$folder/home.tar.gz" || fail "the archive cannot be read"
    sum=$(sum_of "$folder/home.tar.gz")
    key=backups/$(date -u +%Y-%m-%dT%H-%M-%SZ)-$(printf %.12s "$sum").tar.gz
    failed=
    for bucket in $BACKUP_BUCKETS; do
        into_bucket "$bucket" "$folder/home.tar.gz" "$key" "$sum" || failed="$failed $bucket"
    done
    [ -z "$failed" ] || fail "no backup in$failed"
}

daily() {
    while :; do
        now=$(date +%s)
        next=$(date -d "${BACKUP_AT:-02:30}" +%s)
        [ "$next" -gt "$now" ] || next=$(date -d "tomorrow ${BACKUP_AT:-02:30}" +%s)
        sleep $((next - now))
        "$0" make || say "the next one is due tomorrow"
    done
}

# What latest.txt says, in the variables key, sum and at.
read_latest() { # BUCKET
    said=$(aws s3 cp --only-show-errors "s3://$1/$latest" -) || return 1
    # shellcheck disable=SC2086 # three words
    set -- $said
    [ $# -eq 3 ] || return 1
    key=$1 sum=$2 at=$3
}

check() {
    [ -n "${BACKUP_BUCKETS:-}" ] || fail "BACKUP_BUCKETS names no bucket"
    stale=
    for bucket in $BACKUP_BUCKETS; do
        if ! read_latest "$bucket"; then
            say "s3://$bucket/$latest cannot be read"
            stale="$stale $bucket"
            continue
        fi
        hours=$((($(date +%s) - at) / 3600))
        say "s3://$bucket/$key is $hours hours old"
        [ "$hours" -lt "${BACKUP_HOURS:-26}" ] || stale="$stale $bucket"
    done
    [ -z "$stale" ] || fail "no fresh backup in$stale"
}

restore() { # BUCKET FOLDER [KEY]
    mkdir -p "$2"
    [ -z "$(ls -A "$2")" ] || fail "$2 is not empty"
    read_latest "$1" || fail "s3://$1/$latest cannot be read"
    if [ -n "${3:-}" ] && [ "$3" != "$key" ]; then
        # Twelve digits of its sum are in its name.
        key=$3 sum=$(expr "$3" : '.*-\([0-9a-f]\{12\}\)\.tar\.gz$') || fail "$3 is not the name of a backup"
    fi
    file=$2/.backup.tar.gz
    aws s3 cp --only-show-errors "s3://$1/$key" "$file"
    case $(sum_of "$file") in
        "$sum"*) ;;
        *) rm -f "$file"; fail "s3://$1/$key is not what was uploaded" ;;
    esac
    tar -C "$2" -xzf "$file"
    rm -f "$file"
    say "$2 is as it was in s3://$1/$key"
}

# What was there is kept beside it. Killed half-way, the next start begins again, and nothing of the old home is lost.
replace() { # BUCKET [KEY]
    mark=$JENKINS_HOME/.restored
    if [ "$(cat "$mark" 2>/dev/null)" = "$*" ]; then
        say "$JENKINS_HOME was restored from $* before; nothing is done"
        return
    fi
    new=$JENKINS_HOME/.restoring
    rm -rf "$new"
    restore "$1" "$new" "${2:-}"
    old=$(mktemp -d "$JENKINS_HOME/.before-restore-$(date -u +%Y-%m-%dT%H-%M-%SZ)-XXXXXX")
    find "$JENKINS_HOME" -mindepth 1 -maxdepth 1 ! -name .restoring ! -name '.before-restore-*' -exec mv {} "$old" \;
    find "$new" -mindepth 1 -maxdepth 1 -exec mv {} "$JENKINS_HOME" \;
    rmdir "$new"
    printf '%s\n' "$*" > "$mark"
    say "what was in $JENKINS_HOME is in $old"
}

replaced() { rm -f "$JENKINS_HOME/.restored"; }

case ${1:-} in
    make | daily | check | replaced) "$1" ;;
    replace) [ $# -ge 2 ] || fail 'replace BUCKET [KEY]'; shift; replace "$@" ;;
    restore) [ $# -ge 3 ] || fail 'restore BUCKET FOLDER [KEY]'; shift; restore "$@" ;;
    *) fail 'make, daily, check, restore, replace or replaced' ;;
esac
