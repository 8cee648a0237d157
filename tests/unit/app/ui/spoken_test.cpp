// SPDX-License-Identifier: Apache-2.0
#include "app/ui/spoken.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace cpc::ui;

namespace {

Entry entry(Role role, std::string label, std::string value = {}, std::string group = {}) {
    Entry e;
    e.role = role;
    e.label = std::move(label);
    e.value = std::move(value);
    e.group = std::move(group);
    return e;
}

std::string said(const Entry& e) {
    const std::vector<Entry> all{e};
    return spoken(all, 0, {});
}

std::string voiced(std::string_view text) {
    return for_voice(text, {});
}

}  // namespace

TEST_CASE("Times and dates are said in words", "[speech]") {
    CHECK(voiced("Left at 14:50") == "Left at 14 50");
    CHECK(voiced("14:00") == "14 o'clock");
    CHECK(voiced("9:05, 09:05") == "9 oh 5, 9 oh 5");
    CHECK(voiced("by 2027-03-02") == "by 2 March 2027");
    CHECK(voiced("Latest: Tue 2 Mar") == "Latest: Tuesday 2 March");
    CHECK(voiced("Tuesday 2 March 2027") == "Tuesday 2 March 2027");
    CHECK(voiced("14:32 \u00B7 42 min") == "14 32, 42 minutes");
    CHECK(voiced("10\u201312 working days") == "10 to 12 working days");
    CHECK(voiced("Not saved \u2013 do not switch off") == "Not saved, do not switch off");
}

TEST_CASE("What only looks like a time or date is left as it is", "[speech]") {
    for (const auto* same :
         {"25:00", "14:60", "1:2", "14:30:15", "2027-13-01", "2027-03-2", "12345-01-01", "Mar 2",
          "Sun and Moon", "2 Marches", "a14:30", "REQ-141", "Ju 4", "5 Ma"})
        CHECK(voiced(same) == same);
}

TEST_CASE("No byte of a text can confuse the voice", "[speech]") {
    CHECK(voiced("one\r\ntwo\tthree") == "one two three");
    CHECK(voiced("a\x01"
                 "b\x7F"
                 "c") == "a b c");
    CHECK(voiced("a\xFF\xC3"
                 "b") == "ab");
    CHECK(voiced("caf\u00E9 \u0175y") == "caf\u00E9 \u0175y");
    CHECK(voiced("\u2192 \u2022 \u2026").find_first_not_of(" .") == std::string::npos);
    CHECK(voiced("").empty());
    std::string every;
    for (int c = 0; c < 256; ++c)
        every += static_cast<char>(c);
    for (const char c : voiced(every))
        CHECK(static_cast<unsigned char>(c) >= 32);
}

TEST_CASE("Each entry is said with its label first, then what it is and how it stands",
          "[speech]") {
    CHECK(said(entry(Role::title, "Who is here")) == "Who is here.");
    CHECK(said(entry(Role::button, "Continue to risk")) == "Continue to risk, button.");
    CHECK(said(entry(Role::heading, "FAMILY")) == "FAMILY, heading.");
    CHECK(said(entry(Role::field, "Reason", "")) == "Reason, field to write in, empty.");
    CHECK(said(entry(Role::field, "Reason", "It works.")) ==
          "Reason, field to write in, It works.");
    CHECK(said(entry(Role::article, "He was cold.", "Observation, health visitor")) ==
          "Observation, health visitor: He was cold.");
    CHECK(said(entry(Role::text, "Venue", "Room 2")) == "Venue, Room 2.");
    CHECK(said(entry(Role::text, "Is that so?")) == "Is that so?");
    CHECK(said(entry(Role::button, "Health visitor", "done")) == "Health visitor, done, button.");
    CHECK(said(entry(Role::signature, "Sign here: Teacher", "empty")) ==
          "Sign here: Teacher, place to sign, empty.");
    Entry off = entry(Role::button, "Continue");
    off.enabled = false;
    off.blocked_by = "1 view still to come (section 4)";
    CHECK(said(off) == "Continue, button, not available: 1 view still to come (section 4).");
    Entry box = entry(Role::checkbox, "Neglect", "chosen");
    CHECK(said(box) == "Neglect, not ticked.");
    box.chosen = true;
    CHECK(said(box) == "Neglect, ticked.");
}

TEST_CASE("A choice is said with its question and its place among the others", "[speech]") {
    std::vector<Entry> all{entry(Role::radio, "Here", "chosen", "Health visitor"),
                           entry(Role::radio, "Apologies", "", "Health visitor"),
                           entry(Role::radio, "Here", "", "Teacher"),
                           entry(Role::tab, "Introductions", "done"),
                           entry(Role::tab, "Information", "current")};
    all[0].chosen = true;
    CHECK(spoken(all, 0, {}) == "Health visitor: Here, choice 1 of 2, chosen.");
    CHECK(spoken(all, 1, {}) == "Health visitor: Apologies, choice 2 of 2.");
    CHECK(spoken(all, 2, {}) == "Teacher: Here, choice 1 of 1.");
    CHECK(spoken(all, 4, {}) == "Stage 2 of 2, Information, current.");
}

TEST_CASE("Letters and digits of a keyboard are one sentence", "[speech]") {
    std::vector<Entry> all{entry(Role::title, "Whose PIN it is")};
    for (const char* digit : {"1", "2", "3"})
        all.push_back(entry(Role::key, std::string("key ") + digit));
    all.push_back(entry(Role::key, "Cancel"));
    CHECK(heard(all, {}, Headset::none) ==
          "Whose PIN it is.\nKeys to type with.\nCancel, 4 of 4.\n");
}

TEST_CASE("Each stretch of private entries is one sentence without a headset", "[speech]") {
    std::vector<Entry> all{entry(Role::title, "Open"), entry(Role::text, "Exclusion reason"),
                           entry(Role::text, "Safe address"), entry(Role::text, "Open again"),
                           entry(Role::text, "Ballot")};
    all[1].level = Level::chair;
    all[2].level = Level::professionals;
    all[4].secret = true;
    const std::string kept = "This part is private. Plug in headphones to hear it.\n";
    CHECK(heard(all, {}, Headset::none) == "Open.\n" + kept + "Open again.\n" + kept);
    CHECK(heard(all, {}, Headset::plugged_in) ==
          "Open.\nExclusion reason.\nSafe address.\nOpen again.\nBallot.\n");
}
