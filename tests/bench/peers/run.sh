#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The peers on our work, each in a process of its own, three times in turns. On demand only: it
# installs two packages with npm into build/peers, which nothing else of the program needs.
#     tests/bench/peers/run.sh BUILD-FOLDER [DISK-FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?the build folder}/peers
disk=${2:-$work/disk}
appends=2000
log=100000

stop() {
    echo "$1" >&2
    exit 3
}
command -v node >/dev/null || stop "Peers are measured with Node, which is not installed (package nodejs). Nothing was measured."
command -v npm >/dev/null || stop "Peers are installed with npm, which is not installed (package npm). Nothing was measured."
mkdir -p "$work"
cp "$here/package.json" "$here/measure.mjs" "$work/"
cd "$work"
if ! cmp -s package.json installed.json; then
    echo "Installing hypercore and better-sqlite3 with npm into $work (once; a compiler may run for a minute)."
    # --nodedir: where there is no built package, it is compiled against the system's own headers.
    npm_config_nodedir=/usr npm install --no-package-lock --no-audit --no-fund --loglevel=error ||
        stop "npm could not install the peers. Nothing was measured."
    cp package.json installed.json
fi

one() { # PEER WORK COUNT: a line of JSON
    rm -rf "$disk"
    mkdir -p "$disk"
    node measure.mjs "$1" "$2" "$3" "$disk/store"
}

# Counted at the system call, so that nobody has to be believed. One for opening and closing is in it.
syncs() {
    command -v strace >/dev/null || { echo null; return; }
    rm -rf "$disk"
    mkdir -p "$disk"
    strace -f -qq -e trace=fsync,fdatasync,sync_file_range -o "$disk.trace" \
        node measure.mjs "$1" append 500 "$disk/store" >/dev/null
    grep -Ec '^[0-9]+ +f(data)?sync\(' "$disk.trace" || true
    rm -f "$disk.trace"
}

names="hypercore better-sqlite3-truncate better-sqlite3-wal"
: >results
for turn in 1 2 3; do
    for name in $names; do
        echo "turn $turn: $name" >&2
        one "$name" append "$appends" >>results
    done
done
for name in $names; do
    one "$name" verify "$log" >>results
    echo "{\"peer\":\"$name\",\"work\":\"syncs\",\"count\":500,\"syncs\":$(syncs "$name")}" >>results
done
rm -rf "$disk"
node "$here/table.mjs" results
