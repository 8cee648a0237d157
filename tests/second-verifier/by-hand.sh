#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs exactly the commands that FORMAT.md prints under "By hand", in a folder of their own, and then
# once more with one byte of the entry changed: the same openssl must then say no.
set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
command -v openssl >/dev/null || {
    echo "openssl is not installed; it is in the package openssl (apt-get install openssl)." >&2
    exit 1
}
folder=$(mktemp -d "${TMPDIR:-/tmp}/cpc-by-hand-XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM
ln -s "$top/tests" "$folder/tests"

sed -n '/^## By hand$/,$p' "$top/core/record/FORMAT.md" | sed -n '/^```sh$/,/^```$/p' |
    sed '/^```/d' >"$folder/commands"
[ "$(grep -c '^openssl pkeyutl -verify ' "$folder/commands")" = 2 ] || {
    echo "FORMAT.md does not print the two openssl commands any more." >&2
    exit 1
}
cd "$folder"
said=$(sh -eu ./commands) || { echo "$said"; exit 1; }
echo "$said"
[ "$(echo "$said" | grep -c '^Signature Verified Successfully$')" = 2 ]

# Another statement, the same signature. (Byte 104 is in the conference's id.)
printf '\377' | dd of=statement.bin bs=1 seek=60 conv=notrunc 2>/dev/null
if grep '^openssl .*statement.bin' commands | sh >changed 2>&1; then
    echo "openssl took a changed statement for the signed one." >&2
    exit 1
fi
sed -n '1p' changed
