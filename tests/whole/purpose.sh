#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is known from a conference leaves for another purpose only once the chair was asked and
# agreed (REQ-279): `purpose.sh CPC SCENARIOS`.
set -eu
cpc=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/cpc-purpose-XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM
"$cpc" play "$2/torbay-matters.txt" --store "$folder/store" >"$folder/log"

# refused PURPOSE WORDS: nothing leaves, the reason is told, and what to do.
refused() {
    if "$cpc" export "$folder/store" --format archive --purpose "$1" --out "$folder/out" \
        >>"$folder/log" 2>"$folder/said"; then
        echo "it went out for \"$1\"" >&2
        exit 1
    fi
    cat "$folder/said"
    grep -q "$2" "$folder/said"
    grep -q 'Nothing was written' "$folder/said"
    if [ -e "$folder/out" ]; then
        echo "something was written for \"$1\"" >&2
        exit 1
    fi
}
refused "A newspaper" "did not agree"
refused "Teaching" "has not been asked"
"$cpc" export "$folder/store" --format archive --purpose "a study of the university" \
    --out "$folder/out" >>"$folder/log"
ls "$folder/out"/TRAINING-archive-*.jsonl
# That it left is an entry, and its purpose stands in it: beside the same export without one, what
# the entry says is longer by at least the purpose's words.
"$cpc" export "$folder/store" --format archive --out "$folder/again" >>"$folder/log"
# bytes_of ENTRY: how much an entry about an export says.
bytes_of() {
    "$cpc" record export "$folder/store" --entry "$1" --with-content --out "$folder/entry" \
        >>"$folder/log"
    "$cpc" verify "$folder/entry" >"$folder/said"
    rm "$folder/entry"
    sed -n 's/.*as signed: \([0-9]*\) bytes.*/\1/p' "$folder/said"
}
"$cpc" verify "$folder/store" --all | sed -n 's/^entry \([0-9]*\)  exported .*/\1/p' >"$folder/exports"
with=$(bytes_of "$(tail -n 2 "$folder/exports" | head -n 1)")
without=$(bytes_of "$(tail -n 1 "$folder/exports")")
echo "the entry says $with bytes with a purpose, $without without"
[ "$with" -ge $((without + $(printf 'a study of the university' | wc -c))) ]
