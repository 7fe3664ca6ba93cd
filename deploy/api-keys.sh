#!/usr/bin/env bash
# Issues, rotates, revokes and lists API keys. A new key is printed once; only its keyed hash is kept.
#
#   deploy/api-keys.sh bills.war create "Acme Ltd" live [--scopes read,pay,refund,webhooks] [--days 90] [--from 203.0.113.0/24]
#   deploy/api-keys.sh bills.war rotate bk_live_aB3d [--overlap-hours 24]     a new key; the old one works for that time
#   deploy/api-keys.sh bills.war revoke bk_live_aB3d                          refused within five seconds
#   deploy/api-keys.sh bills.war list ["Acme Ltd"]
#
# A key is named by its id (list shows it) or its first 12 characters. Reads BILLS_DB_URL, BILLS_DB_USER, BILLS_DB_PASSWORD and
# BILLS_FIELD_KEYS of the running system from the environment. Needs a JDK (java and jar); the application must have started once.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 WAR create|rotate|revoke|list ..." >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.ApiKeyCommand "${@:2}"
