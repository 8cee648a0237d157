#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fresh-root.sh SYSTEM…: proves the two commands on a machine with nothing installed.
#
# For each SYSTEM (bookworm, trixie; both if none is named) a bare root is made with debootstrap from
# this machine's own Debian mirror, the last commit is cloned into it, and inside, as root and with no
# display, `./run` and `./run test` are run. The result goes to last.txt beside this file.
# Needs root, debootstrap, git and about 6 GB in CPC_SCRATCH (default: build/fresh-root).
# CPC_KEEP=yes leaves the roots standing and, where one stands, only renews its checkout: for trying a
# repair without an hour of building. The result then says that the machine was not bare.
# CPC_CCACHE=FOLDER lends the root a compiler cache; the result then says that its times are not cold.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
CPC_TOP=$(CDPATH='' cd -- "$here/../.." && pwd -P)
scratch=${CPC_SCRATCH:-$CPC_TOP/build/fresh-root}
result=$here/last.txt
# shellcheck source=platform/packaging/say.sh
. "$CPC_TOP/platform/packaging/say.sh"
# shellcheck source=platform/packaging/system.sh
. "$CPC_TOP/platform/packaging/system.sh"
# shellcheck source=platform/packaging/sources.sh
. "$CPC_TOP/platform/packaging/sources.sh"

# leave ROOT: what was mounted must be gone before anything is copied or removed.
leave() {
    ! mountpoint -q "$1/proc" || umount "$1/proc" || stop 2 "$1/proc is still mounted."
}

# make_root SUITE ROOT: a bare system, its one source entry the machine's own mirror.
make_root() {
    leave "$2"
    if [ "${CPC_KEEP:-no}" = yes ] && [ -d "$2$CPC_TOP/.git" ]; then
        git -C "$2$CPC_TOP" pull -q --ff-only "$CPC_TOP" HEAD || stop 2 "The checkout in $2 could not be renewed."
        mount -t proc proc "$2/proc" || stop 2 "/proc could not be mounted in $2."
        bare="not bare: packages and objects of an earlier run"
        return
    fi
    bare="bare"
    rm -rf --one-file-system "$2"
    mkdir -p "$scratch"
    nice debootstrap --variant=minbase "$1" "$2" "$CPC_MIRROR" >"$scratch/$1-debootstrap.log" 2>&1 ||
        stop 2 "debootstrap of $1 failed." "See $scratch/$1-debootstrap.log."
    printf 'deb %s %s main\n' "$CPC_MIRROR" "$1" >"$2/etc/apt/sources.list"
    cp /etc/resolv.conf /etc/hosts "$2/etc/"
    mount -t proc proc "$2/proc" || stop 2 "/proc could not be mounted in $2."
    # The same path as out here: a lent compiler cache knows commands by their words.
    mkdir -p "$2$CPC_TOP"
    git clone -q "$CPC_TOP" "$2$CPC_TOP" || stop 2 "The checkout could not be cloned."
    # A cache in use loses its temporary files while it is copied; what counts arrives.
    [ -z "${CPC_CCACHE:-}" ] || cp -a "$CPC_CCACHE" "$2/ccache" 2>/dev/null || [ -d "$2/ccache" ] ||
        stop 2 "$CPC_CCACHE could not be copied."
}

# inside ROOT COMMAND…: no display, no answers, nothing of this machine's environment.
inside() {
    root=$1
    shift
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 \
        ${CPC_CCACHE:+CCACHE_DIR=/ccache} chroot "$root" sh -c "cd '$CPC_TOP' && $*" </dev/null
}

# timed NAME ROOT COMMAND: runs it, keeps its log, adds seconds, exit code and last lines to the result.
timed() {
    log=$scratch/$suite-$1.log
    begin=$(date +%s)
    inside "$2" "$3" >"$log" 2>&1
    code=$?
    seconds=$(($(date +%s) - begin))
    say "$suite: $3: exit $code after $seconds s"
    {
        printf '\n## %s (%s): %s: exit %s, %s s\n\n' "$suite" "$bare" "$3" "$code" "$seconds"
        tail -n 12 "$log" | sed "s|$CPC_TOP|.|g; s|^|    |"
    } >>"$result.new"
    [ "$code" = 0 ] || all_good=no
}

for suite in "$@"; do
    case $suite in
    bookworm | trixie) ;;
    -h | --help) sed -n '3,/^set/{/^#/s/^# \{0,1\}//p}' "$0" && exit 0 ;;
    *) stop 2 "fresh-root.sh knows bookworm and trixie, not \"$suite\"." ;;
    esac
done
[ "$(id -u)" = 0 ] || stop 2 "fresh-root.sh makes a root of its own, so it needs to be root."
command -v debootstrap >/dev/null || stop 2 "debootstrap is missing." "apt-get install debootstrap"
[ $# -gt 0 ] || set -- bookworm trixie
find_system
find_mirror
all_good=yes
{
    printf '# The last run of fresh-root.sh\n\n%s, commit %s, %s cores, compiler cache: %s\n' \
        "$(date -u '+%Y-%m-%d %H:%M UTC')" "$(git -C "$CPC_TOP" rev-parse --short HEAD)" "$(nproc)" \
        "$([ -n "${CPC_CCACHE:-}" ] && echo "lent, so times are not cold" || echo cold)"
} >"$result.new"
for suite in "$@"; do
    root=$scratch/$suite
    trap 'exit 130' INT TERM HUP
    trap 'leave "$root"' EXIT
    make_root "$suite" "$root"
    timed run "$root" "./run"
    timed test "$root" "./run test"
    timed again "$root" "./run build"
    leave "$root"
    [ "${CPC_KEEP:-no}" = yes ] || rm -rf --one-file-system "$root"
done
mv "$result.new" "$result"
say "Result: $result"
[ "$all_good" = yes ]
