#!/usr/bin/env bash
# Has a provider's catalogue read at the next tick of the running system.
#
#   deploy/refresh-catalogue.sh bills.war vtpass
#   deploy/refresh-catalogue.sh bills.war vtpass confirmed     when a catalogue was kept out because it looked wrong (most of it
#                                                              gone, prices tenfold) and the provider says that it is right
#
# Reads BILLS_DB_URL, BILLS_DB_USER and BILLS_DB_PASSWORD of the running system from the environment. Needs a JDK (java and jar).
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
  echo "usage: $0 WAR PROVIDER [confirmed]" >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.AskForCatalogue "${@:2}"
