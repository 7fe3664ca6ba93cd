#!/usr/bin/env bash
# Lets people into the console: the first administrator, or one in an emergency. Prints a link that is good once and for a day;
# with it the person chooses a password and sets up a second factor.
#
#   deploy/create-staff.sh bills.war create "Ada Obi" ada@example.com admin      (roles: agent, supervisor, finance, admin, auditor; several with commas)
#   deploy/create-staff.sh bills.war again ada@example.com "lost her phone"      takes password and second factor away, ends all sessions
#   deploy/create-staff.sh bills.war list
#
# Reads BILLS_DB_URL, BILLS_DB_USER, BILLS_DB_PASSWORD, BILLS_FIELD_KEYS and APP_ADDRESS of the running system from the environment. Needs a JDK
# (java and jar); the application must have started once.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 WAR ARGUMENTS" >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.StaffCommand "${@:2}"
