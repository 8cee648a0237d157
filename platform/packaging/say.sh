# SPDX-License-Identifier: Apache-2.0
# How ./run speaks: plain sentences, one way to stop, one way to ask. Sourced by ./run.
# shellcheck shell=sh
# shellcheck disable=SC2154  # the CPC_ variables are set by ./run

say() { printf '%s\n' "$*"; }

# stop CODE WHAT [WHAT-TO-DO]: the only way ./run ends early.
stop() {
    printf '\n%s\n' "$2" >&2
    [ -z "${3:-}" ] || printf '%s\n' "$3" >&2
    exit "$1"
}

on_terminal() { [ -t 0 ] && [ -t 1 ]; }

may_ask() { [ "$CPC_ASK" = yes ] && [ "${CI:-}" != true ] && on_terminal; }

# answer_is_yes QUESTION: Enter alone means yes.
answer_is_yes() {
    printf '%s [Y/n] ' "$1"
    read -r answer || answer=n
    case $answer in '' | [Yy]*) return 0 ;; *) return 1 ;; esac
}

# confirm_removal FOLDER: data is removed only by someone who said so; Enter alone keeps it.
confirm_removal() {
    [ "$CPC_ASK" = no ] && return 0
    may_ask || return 1
    printf 'Remove the practice data in %s too? [y/N] ' "$1"
    read -r answer || answer=n
    case $answer in [Yy]*) return 0 ;; *) return 1 ;; esac
}

# A child that dies by Ctrl-C must not look like a failed build.
catch_interrupt() {
    trap 'printf "\nStopped by you. Nothing is broken: the same command continues from here.\n" >&2
          exit 130' INT TERM HUP
}

# need_root: said before anything is tried, because as_root may run with its output in a log.
need_root() {
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 ||
        stop 3 "Installing packages needs root, and this machine has no sudo." \
            "Ask an administrator to do what is listed above, then run ./run again."
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# megabytes BYTES
megabytes() { echo "$1" | awk '{ printf "%.0f MB", $1 / 1000000 + 0.5 }'; }
