#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# An archive that cpc wrote, judged by the second verifier: whole; and no longer whole with a byte
# changed, a line taken out, two lines exchanged, or the end cut off. `archive.sh CPC`.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/node.sh"
cpc=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/cpc-archive-XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM
"$cpc" play "$here/../scenarios/torbay-restricted.txt" --store "$folder/store" >"$folder/log"
"$cpc" export "$folder/store" --format archive --out "$folder/out" >>"$folder/log"
file=$(ls "$folder/out"/TRAINING-archive-*.jsonl)
judge() { "$node" "$here/verify.js" archive "$1"; }

judge "$file" | tee "$folder/said"
grep -q '(practice)' "$folder/said"
grep -Eq ' [1-9][0-9]* withheld' "$folder/said"
if grep -q 'under observation' "$file"; then
    echo "the archive holds what was said in a restricted part" >&2
    exit 1
fi
refused() {
    if judge "$folder/hurt" >"$folder/said" 2>&1; then
        echo "whole although $1" >&2
        exit 1
    fi
    cat "$folder/said"
    grep -q '^damaged' "$folder/said"
}
sed '5s/"name":"/"name":"X/; 5s/"at":"2/"at":"3/; 5s/"about":"/"about":"x/' "$file" >"$folder/hurt"
refused "a word was changed"
sed '7d' "$file" >"$folder/hurt"
refused "a line was taken out"
awk 'NR == 6 { held = $0; next } { print } NR == 7 { print held }' "$file" >"$folder/hurt"
refused "two lines were exchanged"
sed '$d' "$file" >"$folder/hurt"
refused "its end was cut off"

# Asked for, with what the chair said to it: nothing is withheld any more.
if "$cpc" export "$folder/store" --format archive --with-restricted --out "$folder/more" 2>/dev/null; then
    echo "restricted parts went out and nobody had asked the chair" >&2
    exit 1
fi
"$cpc" export "$folder/store" --format archive --with-restricted --chair-agreed "The chair, 3 September" \
    --out "$folder/more" >>"$folder/log"
judge "$folder/more"/*.jsonl | tee "$folder/said"
grep -q ' 0 withheld' "$folder/said"
grep -q 'under observation' "$folder/more"/*.jsonl
