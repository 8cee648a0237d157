# SPDX-License-Identifier: Apache-2.0
# Running the tests: ctest's own closing lines, then one line that a script can read.
# shellcheck shell=sh
# shellcheck disable=SC2154

# count_cases LOG: "PASSED FAILED" summed over ctest's log. A Catch2 program counts by its own sum of
# test cases; any other entry counts as one; a program that fails though its sum is clean (a crash at
# the end, a time limit, a leak) counts as one failure more.
count_cases() {
    awk '
        function number_before(word,   i) {
            for (i = 2; i <= NF; i++) if ($i == word) return $(i - 1)
            return 0
        }
        function close_entry() {
            if (!open) return
            if (!summed) { if (good) passed++; else failed++ }
            else if (!good && bad == 0) failed++
            open = 0
        }
        /^[0-9]+\/[0-9]+ Testing: / { close_entry(); open = 1; summed = good = bad = 0; next }
        /^All tests passed \(/ {
            for (i = 2; i <= NF; i++) if ($i ~ /^test$/) passed += $(i - 1)
            summed = 1
        }
        /^test cases: / {
            gsub(/\|/, " ")
            passed += number_before("passed"); failed += number_before("failed")
            bad += number_before("failed"); summed = 1
        }
        /^Test Passed\.$/ { good = 1 }
        END { close_entry(); print passed + 0, failed + 0 }' "$1"
}

run_tests() {
    rm -f build/release/Testing/Temporary/LastTest.log
    ctest --test-dir build/release --output-on-failure --parallel "$(jobs)" --no-tests=error
    code=$?
    log=build/release/Testing/Temporary/LastTest.log
    [ -f "$log" ] || stop 1 "ctest ran no test." "Its reason is above."
    sums=$(count_cases "$log")
    say ""
    say "Counted by test case (Catch2's own sums; any other check counts as one). Log: $log"
    say "${sums% *} passed, ${sums#* } failed"
    [ "$code" = 0 ] && [ "${sums#* }" = 0 ] && exit 0
    exit 1
}
