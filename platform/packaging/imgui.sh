# SPDX-License-Identifier: Apache-2.0
# Dear ImGui 1.90.1 for Debian 12, whose own is 1.86: one static library of the next release.
#
# libimgui-dev of trixie needs libstb-dev only and nothing of the newer C library (checked with nm:
# no __isoc23_ symbol), so it links here. A private apt configuration fetches it from the machine's
# own mirror; it is checked and unpacked into the build tree. The system's apt never hears of trixie.
# shellcheck shell=sh
# shellcheck disable=SC2154

CPC_IMGUI_VERSION=1.90.1
CPC_IMGUI_PACKAGE=libimgui-dev=1.90.1+ds-1
CPC_IMGUI_DIR=${CPC_IMGUI_DIR:-$CPC_TOP/build/third-party/imgui}

# imgui_digest ARCHITECTURE: the archive we looked at. Another architecture is held to the signature
# chain of its archive alone (Release file, package list, archive), and that is said.
imgui_digest() {
    case $1 in
        amd64) echo 31e8b9f8df979bde30072cbe3bea3dbaa9025d9d82b0d6bc8474184224053874 ;;
        *) echo - ;;
    esac
}

imgui_present() {
    grep -qs "IMGUI_VERSION  *\"$CPC_IMGUI_VERSION\"" "$CPC_IMGUI_DIR/usr/include/imgui/imgui.h" &&
        ls "$CPC_IMGUI_DIR"/usr/lib/*/libimgui.a >/dev/null 2>&1
}

need_imgui() {
    [ "$CPC_SYSTEM" = debian-12 ] || return 0
    ! imgui_present || return 0
    [ "$CPC_INSTALL" = yes ] || stop 3 "Dear ImGui $CPC_IMGUI_VERSION is missing (--no-install)." \
        "Without that option ./run fetches it into build/third-party."
    say "Fetching Dear ImGui $CPC_IMGUI_VERSION (trixie's libimgui-dev) into build/third-party ..."
    fetch_imgui
    unpack_imgui
}

fetch_imgui() {
    mkdir -p build/log
    find_mirror
    private_apt_folders
    deb822_source trixie >"$CPC_APT/sources/trixie.sources"
    private_apt apt-get update -qq >build/log/imgui.log 2>&1
    if grep -q NO_PUBKEY build/log/imgui.log; then
        stop 3 "The keyring of this machine does not know trixie's key, so libimgui-dev cannot be checked." \
            "Upgrade the package debian-archive-keyring, then run ./run again."
    fi
    private_apt apt-cache show "$CPC_IMGUI_PACKAGE" >/dev/null 2>&1 || {
        tail -n 5 build/log/imgui.log >&2
        stop 3 "The package $CPC_IMGUI_PACKAGE is not offered by this machine's mirror (suite trixie)." \
            "Is the mirror reachable, and does it carry trixie? Log: build/log/imgui.log."
    }
    rm -f "$CPC_APT"/libimgui-dev_*.deb
    (cd "$CPC_APT" && private_apt apt-get download "$CPC_IMGUI_PACKAGE") >>build/log/imgui.log 2>&1 || {
        tail -n 5 build/log/imgui.log >&2
        stop 3 "The package libimgui-dev could not be fetched." \
            "Check the network, then run ./run again. Log: build/log/imgui.log."
    }
}

unpack_imgui() {
    archive=$(ls "$CPC_APT"/libimgui-dev_*.deb)
    architecture=$(dpkg --print-architecture)
    expected=$(imgui_digest "$architecture")
    found=$(sha256sum <"$archive" | cut -d ' ' -f 1)
    if [ "$expected" = - ]; then
        say "libimgui-dev for $architecture: checked by apt's signature chain only; its SHA-256 is $found."
    elif [ "$found" != "$expected" ]; then
        rm -f "$archive"
        stop 3 "The package libimgui-dev is not the archive we know, so it was thrown away: SHA-256 $found." \
            "Expected $expected. Nothing was unpacked; do not use this mirror before you know why."
    fi
    # Unpacked beside and moved, so that a stop half way leaves nothing that looks finished.
    rm -rf "$CPC_IMGUI_DIR.new" "$CPC_IMGUI_DIR"
    if ! { mkdir -p "$CPC_IMGUI_DIR.new" && dpkg -x "$archive" "$CPC_IMGUI_DIR.new" &&
        mv "$CPC_IMGUI_DIR.new" "$CPC_IMGUI_DIR"; }; then
        stop 3 "The package libimgui-dev could not be unpacked into build/third-party." "Is the disk full?"
    fi
    imgui_present || stop 3 "libimgui-dev was unpacked and is not Dear ImGui $CPC_IMGUI_VERSION." \
        "Remove build/third-party and run ./run again."
}
