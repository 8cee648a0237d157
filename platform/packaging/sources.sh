# SPDX-License-Identifier: Apache-2.0
# The machine's own package sources: where its Debian comes from and with which key.
#
# We never write a host down. Whatever mirror and keyring the machine uses for its own release is
# used for the one or two suites we need beside it, so a site's local mirror keeps working.
# shellcheck shell=sh
# shellcheck disable=SC2154

CPC_APT=$CPC_TOP/build/third-party/apt

# source_entries: every binary source of the machine as "URI SUITE KEYRING" (KEYRING "-" if none is
# named). Reads deb822 (*.sources) and one-line (*.list) files.
source_entries() {
    etc=${CPC_APT_ETC:-/etc/apt}
    cat "$etc"/sources.list "$etc"/sources.list.d/*.list 2>/dev/null | awk '
        $1 == "deb" {
            key = "-"; first = 2
            if ($2 ~ /^\[/) {
                while (first <= NF) {
                    option = $first; gsub(/[][]/, "", option)
                    if (option ~ /^signed-by=/) { key = substr(option, 11) }
                    if ($first ~ /\]$/) { first++; break }
                    first++
                }
            }
            print $first, $(first + 1), key
        }'
    for file in "$etc"/sources.list.d/*.sources; do
        [ -f "$file" ] || continue
        awk '
            function flush(   i, j, n, m, u, s) {
                if (types ~ /(^| )deb( |$)/ && enabled != "no") {
                    n = split(uris, u, " "); m = split(suites, s, " ")
                    for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) print u[i], s[j], key
                }
                types = uris = suites = enabled = field = ""; key = "-"
            }
            function add(name, text) {
                if (name == "types") types = types " " text
                if (name == "uris") uris = uris " " text
                if (name == "suites") suites = suites " " text
                if (name == "enabled") enabled = tolower(text)
                if (name == "signed-by" && text ~ /^\//) key = text
            }
            BEGIN { key = "-" }
            /^[ \t]*$/ { flush(); next }
            /^#/ { next }
            /^[ \t]/ { sub(/^[ \t]+/, ""); add(field, $0); next }
            { field = tolower(substr($0, 1, index($0, ":") - 1))
              sub(/^[^:]*:[ \t]*/, ""); sub(/[ \t]+$/, ""); add(field, $0) }
            END { flush() }' "$file"
    done
}

# find_mirror: the entry the machine's own release comes from, into CPC_MIRROR and CPC_KEYRING.
find_mirror() {
    entry=$(source_entries | awk -v name="$CPC_CODENAME" '
        $1 ~ /^cdrom:/ { next }
        $2 == name || ($2 ~ /^(stable|oldstable)$/) { print; exit }')
    [ -n "$entry" ] || stop 3 "No apt source of this machine offers Debian's \"$CPC_CODENAME\"." \
        "Add the usual Debian entry to /etc/apt/sources.list, then run ./run again."
    CPC_MIRROR=${entry%% *}
    CPC_KEYRING=${entry##* }
}

# deb822_source SUITE…: a source entry like the machine's own, for other suites.
deb822_source() {
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$CPC_MIRROR" "$*"
    [ "$CPC_KEYRING" = - ] || printf 'Signed-By: %s\n' "$CPC_KEYRING"
}

suite_offered() {
    source_entries | awk -v suite="$1" '$2 == suite { found = 1 } END { exit !found }'
}

# private_apt TOOL ARG…: an apt tool with lists, cache and sources of its own below build/, so that the
# system's apt neither sees nor keeps anything of it.
private_apt() {
    tool=$1
    shift
    sandbox=
    [ "$(id -u)" != 0 ] || sandbox=root
    LC_ALL=C "$tool" -o Dir::Etc::sourcelist="$CPC_APT/none" -o Dir::Etc::sourceparts="$CPC_APT/sources" \
        -o Dir::Etc::preferencesparts="$CPC_APT/none" -o Dir::Etc::preferences="$CPC_APT/none" \
        -o Dir::State::lists="$CPC_APT/lists" -o Dir::Cache="$CPC_APT/cache" \
        -o Dir::State::extended_states="$CPC_APT/extended_states" \
        -o APT::Sandbox::User="$sandbox" -o Acquire::Retries=3 -o Acquire::Languages=none "$@"
}

private_apt_folders() {
    rm -rf "$CPC_APT/sources"
    mkdir -p "$CPC_APT/sources" "$CPC_APT/lists/partial" "$CPC_APT/cache/archives/partial" ||
        stop 4 "build/third-party/apt cannot be made." "Is this checkout yours to write in?"
}
