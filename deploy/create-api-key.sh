#!/usr/bin/env bash
# Issues an API key that may do everything; deploy/api-keys.sh can do more.
#
#   deploy/create-api-key.sh bills.war "Acme Ltd" live     (or: test, for a sandbox)
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: $0 WAR PARTNER live|test" >&2
  exit 64
fi
exec "$(dirname "$0")/api-keys.sh" "$1" create "$2" "$3"
