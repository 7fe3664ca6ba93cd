#!/usr/bin/env bash
# Issues an API key to a partner and prints it, once; only its keyed hash is kept.
#
#   deploy/create-api-key.sh bills.war "Acme Ltd" live     (or: test, for a sandbox)
#
# Reads BILLS_DB_URL, BILLS_DB_USER, BILLS_DB_PASSWORD and BILLS_FIELD_KEYS of the running system from the environment.
# Needs a JDK (java and jar); the application must have started once, so that the database is migrated.
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: $0 WAR PARTNER live|test" >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.CreateApiKey "$2" "$3"
