#!/usr/bin/env bash
# Makes field keys, and says which of them sealed what is in the database (docs/deploy.md, "Rotating the field keys").
#
#   deploy/field-keys.sh bills.war new k2         a new key, to put in front of the others
#   deploy/field-keys.sh bills.war count          how many fields each key has sealed; one that is not named may go
#   deploy/field-keys.sh bills.war index-key      the key of the search hashes in use: a secret, for BILLS_INDEX_KEY
#
# Reads BILLS_DB_URL, BILLS_DB_USER and BILLS_DB_PASSWORD (count), BILLS_FIELD_KEYS or BILLS_FIELD_KEYS_FILE (index-key) from the
# environment and changes nothing. Needs a JDK (java and jar).
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 WAR new ID|count|index-key" >&2
  exit 64
fi
war=$(realpath "$1")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

(cd "$classes" && jar xf "$war" WEB-INF/lib)
java -cp "$classes/WEB-INF/lib/*" ng.bills.infrastructure.command.FieldKeyCommand "${@:2}"
