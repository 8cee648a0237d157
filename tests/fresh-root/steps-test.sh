#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# steps-test.sh CHECKOUT SCRATCH: the leaves of ./run on made-up files. Changes nothing on the machine.
# shellcheck disable=SC2034,SC1091,SC2317
set -u
top=$1
scratch=$2/steps-test
rm -rf "$scratch"
mkdir -p "$scratch/etc/sources.list.d"
cd "$top" || exit 1
CPC_TOP=$top
CPC_ASK=yes
CPC_INSTALL=yes
for step in say system sources packages imgui compile tests; do
    # shellcheck source=/dev/null
    . "platform/packaging/$step.sh"
done
failed=0

# expect SENTENCE EXPECTED FOUND
expect() {
    [ "$2" = "$3" ] && return
    failed=$((failed + 1))
    printf 'FAILED: %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
}

# The machine's own sources, in both of apt's forms. The host is made up.
CPC_APT_ETC=$scratch/etc
cat >"$scratch/etc/sources.list" <<'LIST'
# deb http://commented.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://one.example/debian bookworm main
deb-src http://one.example/debian bookworm main
deb http://two.example/debian bookworm-updates main
LIST
cat >"$scratch/etc/sources.list.d/x.sources" <<'LIST'
Types: deb deb-src
URIs: http://three.example/debian
Suites: bookworm-backports
 trixie
Components: main
Signed-By: /usr/share/keyrings/b.gpg

Enabled: no
Types: deb
URIs: http://four.example/debian
Suites: sid
LIST
expect "both forms are read, comments, sources and disabled entries are not" \
    "http://one.example/debian bookworm /usr/share/keyrings/a.gpg
http://two.example/debian bookworm-updates -
http://three.example/debian bookworm-backports /usr/share/keyrings/b.gpg
http://three.example/debian trixie /usr/share/keyrings/b.gpg" "$(source_entries)"
CPC_CODENAME=bookworm
find_mirror
expect "the mirror is the machine's own" "http://one.example/debian" "$CPC_MIRROR"
expect "a new entry is like the machine's own" "Types: deb
URIs: http://one.example/debian
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/a.gpg" "$(deb822_source trixie)"
expect "an offered suite is seen" yes "$(suite_offered bookworm-backports && echo yes)"
expect "a disabled suite is not offered" no "$(suite_offered sid && echo yes || echo no)"
rm "$scratch/etc/sources.list"
rm "$scratch/etc/sources.list.d/x.sources"
expect "without a Debian entry it stops with 3" 3 "$( (find_mirror) >/dev/null 2>&1; echo $?)"

# Package lists.
CPC_PACKAGES=$scratch/list.txt
printf '# c\n\na\nb >= 2.1\nc >= 3 from x-backports\n' >"$CPC_PACKAGES"
expect "a list is read with versions and suites" "a - -
b 2.1 -
c 3 x-backports" "$(wanted_packages)"
expect "apt gets the suite where the list names one" "a b c/x-backports" "$(wanted_packages | apt_names)"
expect "an epoch does not make a version new" no "$(at_least 2:1.9-1 2.0 && echo yes || echo no)"
expect "a packager's suffix does not make a version old" yes "$(at_least 2.0-1~bpo12+1 2.0 && echo yes)"

# Systems.
printf 'ID=debian\nVERSION_ID="11"\nPRETTY_NAME="Debian 11"\n' >"$scratch/os"
CPC_OS_RELEASE=$scratch/os
expect "an unknown system stops with 2" 2 "$( (find_system) >/dev/null 2>&1; echo $?)"
expect "and is told the packages" yes "$( (find_system) 2>&1 | grep -q libsodium-dev && echo yes)"
printf 'ID=debian\nVERSION_ID="12"\n' >"$scratch/os"
expect "Debian 12 is known" bookworm "$(find_system; echo "$CPC_CODENAME")"

# Totals.
cat >"$scratch/log" <<'LOG'
1/5 Testing: a
1/5 Test: a
All tests passed (7 assertions in 4 test cases)
Test Passed.
2/5 Testing: b
2/5 Test: b
test cases:  5 |  3 passed | 2 failed
Test Failed.
3/5 Testing: plain
3/5 Test: plain
Test Passed.
4/5 Testing: crash
4/5 Test: crash
Segmentation fault
Test Failed.
5/5 Testing: leak
5/5 Test: leak
All tests passed (1 assertion in 1 test case)
Test Failed.
LOG
expect "cases, plain checks, a crash and a late failure are all counted" "9 4" "$(count_cases "$scratch/log")"

# Hints.
CPC_LOG=$scratch/build.log
echo "x: No space left on device" >"$CPC_LOG"
expect "a full disk is named" yes "$(build_hint | grep -q 'disk is full' && echo yes)"
echo "core/a.cpp:3:1: error: expected" >"$CPC_LOG"
expect "the first error is named" "The first error is: core/a.cpp:3:1: error: expected" "$(build_hint)"

[ "$failed" = 0 ] && echo "all steps hold"
exit "$failed"
