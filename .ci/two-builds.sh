#!/usr/bin/env bash
# Builds what is committed twice, in two directories of different depth, two time zones and two languages, and compares every archive
# and the bill of materials byte by byte. Prints one line a file; ends with 1 when two differ.
#
# Archives keep the modes of files, so the umask of who builds is in them: 022 here and for what is released.
#
#   .ci/two-builds.sh            keeps nothing; KEEP=directory keeps both builds
set -euo pipefail

root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
work=${KEEP:-$(mktemp -d)}
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT

umask 022

build() { # name, time zone, language
  mkdir -p "$work/$1"
  git -C "$root" archive HEAD | tar -x --no-same-permissions -C "$work/$1"
  (cd "$work/$1" && TZ=$2 LC_ALL=$3 ./mvnw -q -B -DskipTests package)
}

build first UTC C.UTF-8
build second/elsewhere Africa/Lagos C

list() {
  (cd "$1" && find . -path '*/target/*' \( -path './bills-*/target/*.?ar' -o -path './target/bom.json' \) -not -path '*/target/*/*' -type f -exec sha256sum {} + | sort -k 2)
}
list "$work/first" > "$work/first.sums"
list "$work/second/elsewhere" > "$work/second.sums"
[ -s "$work/first.sums" ] || { echo "nothing was built" >&2; exit 1; }
if diff "$work/first.sums" "$work/second.sums"; then
  cat "$work/first.sums"
  echo "$(wc -l < "$work/first.sums") files, byte for byte the same"
else
  echo "the two builds differ" >&2
  exit 1
fi
