#!/usr/bin/env bash
# Checks the audit log: names each entry that was changed or is missing, and ends with 2 then, with 0 when all is whole.
#
#   deploy/audit.sh bills.war verify [NUMBER:SEAL]     (the end that an earlier check printed, kept where no database administrator can write)
#
# Reads BILLS_DB_URL, BILLS_DB_USER, BILLS_DB_PASSWORD and BILLS_FIELD_KEYS of the running system from the environment. Needs a JDK (java and jar).
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 WAR ARGUMENTS" >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.AuditCommand "${@:2}"
