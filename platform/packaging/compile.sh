# SPDX-License-Identifier: Apache-2.0
# Compiling: one line of progress, everything else in build/log/build.log.
# shellcheck shell=sh
# shellcheck disable=SC2154

CPC_LOG=build/log/build.log

# jobs: cores, but one job for each 1.5 GiB that is free; the largest units want that much.
jobs() {
    if [ -n "${CPC_JOBS:-}" ]; then
        echo "$CPC_JOBS"
        return
    fi
    awk -v cores="$(nproc)" '
        /^MemAvailable:/ { free = int($2 / 1572864) }
        END { n = free < cores ? free : cores; print n < 1 ? 1 : n }' /proc/meminfo 2>/dev/null || echo 1
}

# what_is_built LINE: ninja's words in ours: "core/base/time.cpp", not CMake's folders.
what_is_built() {
    case $1 in
        *' object '*CMakeFiles/*)
            object=${1##* object }
            source=${object##*/}
            echo "${object%%/CMakeFiles/*}/${source%.o}" ;;
        'Linking '*) echo "${1##*/}" ;;
        *) echo "$1" ;;
    esac
}

# show_progress: reads the build's output, keeps it all, shows "NN %" (terminal) or every 10 %.
show_progress() {
    shown=-1
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$CPC_LOG"
        case $line in '['[0-9]*/[0-9]*']'*) ;; *) continue ;; esac
        done_=${line#\[}
        done_=${done_%%/*}
        all=${line#*/}
        all=${all%%\]*}
        percent=$((done_ * 100 / all))
        if [ -t 1 ]; then
            printf '\r\033[K  %3d %%  %.60s' "$percent" "$(what_is_built "${line#*] }")"
        elif [ $((percent / 10)) -gt "$shown" ]; then
            shown=$((percent / 10))
            printf '  %3d %%\n' "$percent"
        fi
    done
    [ ! -t 1 ] || printf '\r\033[K'
}

# compile TARGET…: all of it if none is named.
compile() {
    : >"$CPC_LOG" || stop 4 "$CPC_LOG cannot be written." "Is this checkout yours, and the disk not full?"
    configure
    rm -f build/log/build.code
    # ninja's own code must survive the pipe, and sh has no pipefail.
    { NINJA_STATUS='[%f/%t] ' nice ninja -C build/release -j "$(jobs)" "$@" 2>&1
      echo $? >build/log/build.code; } | show_progress
    [ "$(cat build/log/build.code 2>/dev/null)" = 0 ] || build_failed
}

# configure: only the first time; afterwards ninja itself asks cmake when something changed.
configure() {
    [ ! -f build/release/build.ninja ] || return 0
    say "Building (log: $CPC_LOG) ..."
    cmake --preset release >>"$CPC_LOG" 2>&1 || build_failed
}

build_failed() {
    printf '\n' >&2
    tail -n 20 "$CPC_LOG" >&2
    stop 4 "The build failed. The lines above are the last of $CPC_LOG." "$(build_hint)"
}

build_hint() {
    if grep -q 'No space left on device' "$CPC_LOG"; then
        echo "The disk is full: free about 2 GB and run the same command again."
    elif grep -qE 'Killed|cc1plus.*signal|out of memory' "$CPC_LOG"; then
        echo "Memory ran out: CPC_JOBS=1 ./run build takes the least."
    elif grep -qE 'Could NOT find|Could not find|No package .* found|fatal error: .*No such file' "$CPC_LOG"; then
        echo "A package seems to be missing or half installed: compare with $CPC_PACKAGES."
    else
        first=$(grep -m 1 -E '(^|[^a-z])error: ' "$CPC_LOG")
        echo "The first error is: ${first:-not marked as one; read the log from its beginning.}"
    fi
}
