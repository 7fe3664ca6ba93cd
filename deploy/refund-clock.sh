#!/usr/bin/env bash
# Prints the breaches of the refund clock of all partners: who waited longer than the policy allowed, and why.
#
#   deploy/refund-clock.sh bills.war csv                                         (or: json)
#   deploy/refund-clock.sh bills.war csv 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z
#
# Reads BILLS_DB_URL, BILLS_DB_USER and BILLS_DB_PASSWORD of the running system from the environment and changes nothing.
# Needs a JDK (java and jar); the application must have started once, so that the database is migrated.
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 4 ]; then
  echo "usage: $0 WAR csv|json [FROM [TO]]" >&2
  exit 64
fi
war=$(realpath "$1")
shift
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.RefundClockReport "$@"
