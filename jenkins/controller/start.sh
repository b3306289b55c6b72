#!/bin/sh
# Starts the controller: makes sure that it is closed, chooses how agents are bought, restores a backup where it is told to, and makes
# backups beside it.
set -eu

for name in JENKINS_ADMIN_PASSWORD JENKINS_URL ECS_PROMOTE_REPOSITORY ECS_PROMOTE_VERSION DEPLOYMENTS_REPOSITORY; do
    eval "value=\${$name:-}"
    if [ -z "$value" ]; then
        # Configuration-as-code takes a variable that is not set for an empty text, and would make an administrator without a password.
        echo "start.sh: $name is not set; nothing was started." >&2
        exit 1
    fi
done

# The user that runs the seed job; nobody logs in as it, so nobody needs to know.
JENKINS_SEED_PASSWORD=$(head -c 32 /dev/urandom | base64 | tr -d '\n')
export JENKINS_SEED_PASSWORD

CASC_JENKINS_CONFIG=${CASC_JENKINS_CONFIG:-/usr/share/ecs-promote/casc}
if [ -n "${AGENT_AMI:-}" ]; then
    case ${AGENT_SPOT:-no} in
        yes) CASC_JENKINS_CONFIG=$CASC_JENKINS_CONFIG,/usr/share/ecs-promote/agents/spot.yaml ;;
        no) CASC_JENKINS_CONFIG=$CASC_JENKINS_CONFIG,/usr/share/ecs-promote/agents/on-demand.yaml ;;
        *) echo "start.sh: AGENT_SPOT is $AGENT_SPOT and not yes or no; nothing was started." >&2; exit 1 ;;
    esac
fi
export CASC_JENKINS_CONFIG

# Only the controller reaches its home, so only the controller can put a backup in its place.
if [ -n "${RESTORE_FROM:-}" ]; then
    # shellcheck disable=SC2086 # a bucket, and the key of an archive where it is not the newest
    backup.sh replace $RESTORE_FROM
else
    backup.sh replaced
fi

if [ -n "${BACKUP_BUCKETS:-}" ]; then
    backup.sh daily &
fi

exec jenkins.sh "$@"
