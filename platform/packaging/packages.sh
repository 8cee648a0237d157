# SPDX-License-Identifier: Apache-2.0
# Which Debian packages are missing, and how they come: shown first, asked once, one apt line.
#
# Nothing missing means no root, no network and no word said.
# shellcheck shell=sh
# shellcheck disable=SC2154

# wanted_packages: the list as "NAME VERSION SUITE", "-" where the list says nothing.
wanted_packages() {
    awk '!/^#/ && NF {
        version = suite = "-"
        for (i = 2; i < NF; i++) {
            if ($i == ">=") version = $(i + 1)
            if ($i == "from") suite = $(i + 1)
        }
        print $1, version, suite
    }' "$CPC_PACKAGES"
}

# missing_packages: those of the list that are not installed, or installed in too old a version.
missing_packages() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' 2>/dev/null |
        awk '$1 == "installed" { print $2, $3 }')
    wanted_packages | while read -r name version suite; do
        have=$(printf '%s\n' "$installed" | awk -v name="$name" '$1 == name { print $2; exit }')
        if [ -z "$have" ] || { [ "$version" != - ] && ! at_least "$have" "$version"; }; then
            echo "$name $version $suite"
        fi
    done
}

# at_least HAVE LEAST: an epoch in front is the packager's, not the version we speak of.
at_least() { dpkg --compare-versions "${1#*:}" ge "$2"; }

# known_to_apt NAME VERSION SUITE: whether apt's present lists offer it.
known_to_apt() {
    if [ "$3" = - ]; then
        LC_ALL=C apt-cache show --no-all-versions "$1" >/dev/null 2>&1
    else
        LC_ALL=C apt-cache madison "$1" 2>/dev/null | grep -q " $3/"
    fi
}

# apt_names: the packages as apt wants them on its line.
apt_names() { awk '{ print $3 == "-" ? $1 : $1 "/" $3 }' | tr '\n' ' ' | sed 's/ $//'; }

# download_bytes COMMAND…: what apt would fetch, from its own list of addresses; empty if it cannot say.
download_bytes() {
    # shellcheck disable=SC2086  # the names are one word each by construction
    uris=$("$@" --print-uris -qq -y --no-install-recommends install $CPC_NAMES 2>>build/log/apt.log) || return 0
    printf '%s\n' "$uris" | awk '/^\047/ { sum += $3 } END { printf "%.0f", sum }'
}

# size_before_asking: sets CPC_SIZE without changing the system. If apt does not know the packages
# yet, a private copy of the machine's sources is asked instead.
size_before_asking() {
    if [ "$CPC_REFRESH" = no ]; then
        CPC_SIZE=$(download_bytes apt-get)
        return
    fi
    private_apt_folders
    cp /etc/apt/sources.list "$CPC_APT/sources/machine.list" 2>/dev/null
    for file in /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$file" ] || cp "$file" "$CPC_APT/sources/"
    done
    [ "$CPC_BACKPORTS" = no ] || deb822_source "$CPC_CODENAME-backports" >"$CPC_APT/sources/ours.sources"
    say "Looking up sizes (the system's own package lists stay as they are) ..."
    private_apt apt-get update -qq >>build/log/apt.log 2>&1
    CPC_SIZE=$(download_bytes private_apt apt-get)
}

need_packages() {
    mkdir -p build/log || stop 4 "build/ cannot be made here." "Is this checkout yours to write in?"
    CPC_MISSING=$(missing_packages)
    [ -n "$CPC_MISSING" ] || return 0
    : >build/log/apt.log
    CPC_NAMES=$(printf '%s\n' "$CPC_MISSING" | apt_names)
    CPC_BACKPORTS=no
    CPC_REFRESH=no
    if printf '%s\n' "$CPC_MISSING" | grep -q -e "$CPC_CODENAME-backports"; then
        find_mirror
        suite_offered "$CPC_CODENAME-backports" || CPC_BACKPORTS=yes
    fi
    while read -r name version suite; do
        known_to_apt "$name" "$version" "$suite" || CPC_REFRESH=yes
    done <<LIST
$CPC_MISSING
LIST
    show_what_is_missing
    [ "$CPC_INSTALL" = yes ] || stop 3 "Nothing was installed (--no-install)."
    need_root
    if may_ask && ! answer_is_yes "Install them now?"; then
        stop 3 "Nothing was installed." "Run the lines above yourself, or ./run again."
    fi
    install_packages
}

show_what_is_missing() {
    size_before_asking
    count=$(printf '%s\n' "$CPC_MISSING" | wc -l | tr -d ' ')
    say "Missing on this machine: $count package(s)."
    printf '%s\n' "$CPC_MISSING" |
        awk '{ print "  " $1 ($2 == "-" ? "" : " (" $2 " or later)") ($3 == "-" ? "" : ", from " $3) }'
    case $CPC_SIZE in
        '') say "Download size: apt cannot say; its reason is in build/log/apt.log." ;;
        0) say "Download: nothing; apt has the files already." ;;
        *) say "Download, with what they need: $(megabytes "$CPC_SIZE")." ;;
    esac
    say "What will be run:"
    if [ "$CPC_BACKPORTS" = yes ]; then
        say "  a source entry for $CPC_CODENAME-backports, like your own Debian entry, in $(backports_file)"
    fi
    [ "$CPC_REFRESH" = no ] || say "  apt-get update"
    say "  apt-get install --no-install-recommends $CPC_NAMES"
}

backports_file() { echo /etc/apt/sources.list.d/case-conference-backports.sources; }

refresh_lists() {
    as_root apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update -qq ||
        stop 3 "apt-get update failed; its reason is above." "Check the network and the sources, then ./run again."
}

# install_once: one apt run, everything it says in the log.
install_once() {
    # shellcheck disable=SC2086  # the names are one word each by construction
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 install $CPC_NAMES >build/log/apt.log 2>&1
}

install_packages() {
    if [ "$CPC_BACKPORTS" = yes ]; then
        deb822_source "$CPC_CODENAME-backports" | as_root tee "$(backports_file)" >/dev/null ||
            stop 3 "$(backports_file) could not be written."
    fi
    [ "$CPC_REFRESH" = no ] || refresh_lists
    say "Installing (log: build/log/apt.log) ..."
    if ! install_once; then
        # Lists older than the mirror name files that are gone: one fresh look settles it.
        [ "$CPC_REFRESH" = no ] || apt_failed
        refresh_lists
        install_once || apt_failed
    fi
    CPC_MISSING=$(missing_packages)
    [ -z "$CPC_MISSING" ] || stop 3 "Still missing: $(printf '%s\n' "$CPC_MISSING" | apt_names)." \
        "apt's own words are in build/log/apt.log."
    say "Packages are complete."
}

apt_failed() {
    tail -n 20 build/log/apt.log >&2
    hint="Its whole output is in build/log/apt.log."
    unknown=$(sed -n 's/^E: Unable to locate package //p' build/log/apt.log | tr '\n' ' ')
    [ -z "$unknown" ] || hint="Not offered by your sources: ${unknown% }.
If the network or the mirror was away, run ./run again; on Ubuntu, the component \"universe\" is needed."
    if grep -q 'enough free space' build/log/apt.log; then
        hint="The disk is full: free some space, then ./run again."
    fi
    stop 3 "apt-get install failed." "$hint"
}
