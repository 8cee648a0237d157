#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# window.sh KIOSK ASSETS: the training tablet in a real window, pressed with a real mouse.
#
# A display of its own (Xvfb), the program as it is, X11 events from xdotool at the rectangles that
# `--registry` tells: from the lock screen through the first meeting's introductions to the lock
# again. Nothing is waited for by time: each step waits until the glass says that it is there.
# Ends with 77, which ctest counts as skipped, where Xvfb or xdotool is missing.
set -u
[ $# -eq 2 ] || { echo "window.sh KIOSK ASSETS" >&2; exit 2; }
command -v Xvfb >/dev/null && command -v xdotool >/dev/null || { echo "Xvfb or xdotool is missing: skipped"; exit 77; }
kiosk=$1
assets=$2
work=$(mktemp -d) || exit 1
registry=$work/registry
x_pid= kiosk_pid= presses=0
tidy_up() {
    [ -z "$kiosk_pid" ] || kill "$kiosk_pid" 2>/dev/null
    [ -z "$x_pid" ] || kill "$x_pid" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$work"
}
trap tidy_up EXIT
trap 'exit 1' INT TERM

give_up() {
    echo "window.sh: $1" >&2
    [ ! -f "$registry" ] || cut -f5-7 "$registry" >&2
    [ ! -s "$work/kiosk.log" ] || cat "$work/kiosk.log" >&2
    exit 1
}

# until_true SECONDS COMMAND…: polls; the time is only how long a broken program is waited for.
until_true() {
    left=$(($1 * 20))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        kill -0 "$kiosk_pid" 2>/dev/null || return 1
        sleep 0.05
    done
}

# row STATE LABEL: left, top, width, height of the first entry of that name in that state. The name
# alone will do where the group does not matter.
row() {
    awk -F '\t' -v state="$1" -v label="$2" '
        $6 == state && $5 != "title" && $5 != "heading" && $5 != "text" && $5 != "status" &&
        $5 != "article" && ($7 == label || substr($7, length($7) - length(label) - 1) == ": " label) {
            print $1, $2, $3, $4; exit }' "$registry"
}
stands() { [ -n "$(row on "$1")" ]; }
says() { cut -f7 "$registry" | grep -qF -- "$1"; }
somewhere() { stands "$1" || [ -n "$(row hidden "$1")" ]; }
pixel() { awk -v at="$1" -v size="$2" 'BEGIN { printf "%d", at + size / 2 }'; }
turn() { head -n 1 "$registry" | cut -f2; }
turned() { [ "$(turn)" != "$before" ]; }

# drag X FROM TO: scrolls what lies there, as a finger would that rests before it goes, so that
# nothing glides on.
drag() {
    before=$(turn)
    xdotool mousemove "$1" "$2" mousedown 1 mousemove "$1" "$(((2 * $2 + $3) / 3))" \
        mousemove "$1" "$((($2 + 2 * $3) / 3))" mousemove "$1" "$3" sleep 0.15 mouseup 1
    until_true 5 turned
}

# bring LABEL: scrolled into view, by its own column.
bring() {
    until_true 60 somewhere "$1" || give_up "\"$1\" does not come"
    tries=0
    until stands "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 40 ] || give_up "\"$1\" cannot be scrolled into view"
        wanted=$1
        # shellcheck disable=SC2046
        set -- $(row hidden "$wanted")
        [ $# -ne 4 ] || if [ "$2" -gt 400 ]; then
            drag "$(pixel "$1" "$3")" 560 360
        else
            drag "$(pixel "$1" "$3")" 360 560
        fi || :
        set -- "$wanted"
    done
}

# Nothing is on its way any more: a button that moves is not where the registry said.
at_rest() {
    now=$(turn)
    sleep 0.1
    [ "$now" = "$(turn)" ]
}

point_at() {
    bring "$1"
    until_true 10 at_rest
    bring "$1"
    # shellcheck disable=SC2046
    set -- $(row on "$1")
    xdotool mousemove "$(pixel "$1" "$3")" "$(pixel "$2" "$4")"
}

press() {
    point_at "$1"
    before=$(turn)
    xdotool mousedown 1 mouseup 1
    presses=$((presses + 1))
    until_true 60 turned || give_up "\"$1\" does nothing"
}

write() { # LABEL TEXT
    press "$1"
    until_true 60 stands Done || give_up "no keyboard for \"$1\""
    xdotool type --delay 5 -- "$2"
    press Done
}

pin() { for digit in $(echo "$1" | sed 's/./& /g'); do press "key $digit"; done; }

# ---- a display and the tablet ----

exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
x_pid=$!
exec 3>&-
kiosk_pid=$x_pid # nothing else to watch yet
until_true 30 test -s "$work/display" || give_up "Xvfb does not start"
DISPLAY=:$(cat "$work/display")
export DISPLAY
env -u WAYLAND_DISPLAY SDL_VIDEODRIVER=x11 "$kiosk" --practice --store "$work/store" \
    --assets "$assets" --surface 1280x800@1 --draw memory --registry "$registry" \
    >"$work/kiosk.log" 2>&1 &
kiosk_pid=$!
until_true 60 test -s "$registry" || give_up "the tablet does not come up"

# ---- lock, home, preparation ----

write Passphrase practice
press Open
until_true 60 says "Family T (training)" || give_up "the tablet does not open"
press "Prepare or start"
press "I am an Independent Chairperson from Children's Services."
press "I do not manage anybody who works on this case."
press "Start the conference"
press "Begin introductions"

# ---- introductions ----

people="Mother
Father
Independent Chairperson
Minute taker
Social worker
Police officer
School
School nurse
Housing officer"
echo "$people" >"$work/people"
while read -r who <&4; do press "$who: Here"; done 4<"$work/people"
while read -r who <&4; do press "$who has said who they are"; done 4<"$work/people"
press "I have explained what this meeting is for and who does what."
press "I have told everyone who will be here for part of the meeting only, or there is nobody."
press "I have read out the apologies, and whether each absent person sent a report."
press "I have named the invited agencies that nobody is here for, or there is none."
for statement in "I have said that the child's interests come first." \
    "I have said that we do not decide here whether anybody has harmed a child."; do
    press "$statement"
    press "Read to everyone"
done
press "Start information sharing"
until_true 60 somewhere "Add contribution" || give_up "information does not begin"

# ---- and the lock ----

press Home
press "Open with chair PIN"
pin 000000
press "Lock the tablet"
until_true 60 stands Passphrase || give_up "the tablet does not lock"
xdotool key --clearmodifiers F9
until_true 60 stands Passphrase || give_up "the lock screen does not stay"
echo "from the lock to the lock by $presses presses of a real mouse"
