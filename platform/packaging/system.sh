# SPDX-License-Identifier: Apache-2.0
# Which system this is. Only systems on which the whole of ./run was thought through are taken.
# shellcheck shell=sh
# shellcheck disable=SC2034  # the CPC_ variables are read by the other steps

# os_value KEY: one value of os-release, read as text, never run as code.
os_value() {
    sed -n "s/^$1=//p" "${CPC_OS_RELEASE:-/etc/os-release}" 2>/dev/null | tail -n 1 | tr -d "\"'"
}

find_system() {
    CPC_SYSTEM=$(os_value ID)-$(os_value VERSION_ID)
    CPC_PACKAGES=platform/packaging/apt/$CPC_SYSTEM.txt
    case $CPC_SYSTEM in
        debian-12) CPC_CODENAME=bookworm ;;
        debian-13) CPC_CODENAME=trixie ;;
        ubuntu-24.04) CPC_CODENAME=noble ;;
        *) refuse_system ;;
    esac
    command -v dpkg-query >/dev/null 2>&1 || refuse_system
}

refuse_system() {
    name=$(os_value PRETTY_NAME)
    {
        printf '\nThis is %s. ./run knows Debian 12, Debian 13 and Ubuntu 24.04.\n' "${name:-an unknown system}"
        printf 'On another system install these by hand (names as in Debian 13), then:\n'
        printf '  cmake --preset release && cmake --build --preset release\n\n'
        awk '!/^#/ && NF { print "  " $0 }' platform/packaging/apt/debian-13.txt
    } >&2
    exit 2
}
