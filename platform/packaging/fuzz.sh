# SPDX-License-Identifier: Apache-2.0
# ./run fuzz SECONDS: every decoder under libFuzzer, with the address and undefined-behaviour
# sanitizers. clang is not among the packages of a normal build, so it is asked for only here.
# shellcheck shell=sh
# shellcheck disable=SC2154

find_clang() {
    for name in clang++-14 clang++; do
        CPC_CLANG=$(command -v "$name") && return 0
    done
    stop 3 "Fuzzing needs clang with its runtime, and it is not installed." \
        "apt-get install clang libclang-rt-14-dev (on Debian 13: clang libclang-rt-19-dev)"
}

# The preset names Debian 12's compiler; another version is named on top of it.
build_fuzz() {
    say "Building the fuzz program with $(basename "$CPC_CLANG") (log: build/log/fuzz.log) ..."
    mkdir -p build/log
    {
        cmake --preset fuzz -DCMAKE_CXX_COMPILER="$CPC_CLANG" \
            -DCMAKE_C_COMPILER="$(printf '%s' "$CPC_CLANG" | sed 's/clang++/clang/')" &&
            cmake --build --preset fuzz --target cpc-fuzz --parallel "$(jobs)"
    } >build/log/fuzz.log 2>&1 || {
        tail -n 20 build/log/fuzz.log >&2
        stop 4 "The fuzz program was not built." "The whole log is build/log/fuzz.log."
    }
}

# What it finds lies in build/fuzz/found/TARGET-…; new inputs go to build/fuzz/corpus, not into the tree.
run_fuzz() {
    seconds=$1
    broken=0
    count=0
    mkdir -p build/fuzz/found
    for target in $(build/fuzz/bin/cpc-fuzz --list); do
        mkdir -p "build/fuzz/corpus/$target"
        count=$((count + 1))
        if build/fuzz/bin/cpc-fuzz "--target=$target" -max_total_time="$seconds" -timeout=10 \
            -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
            -artifact_prefix="build/fuzz/found/$target-" \
            "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target" >"build/log/fuzz-$target.log" 2>&1; then
            say "$target: $(awk '/number_of_executed_units/ { print $2 }' "build/log/fuzz-$target.log") runs, nothing found"
        else
            broken=$((broken + 1))
            say "$target: BROKEN, see build/log/fuzz-$target.log and build/fuzz/found/"
        fi
    done
    say "$count targets, $seconds s each, $broken broken"
    [ "$broken" = 0 ]
}
