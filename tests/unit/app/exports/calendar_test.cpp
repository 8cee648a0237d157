// SPDX-License-Identifier: Apache-2.0
#include <libical/ical.h>

#include <memory>

#include "app/exports/calendar.hpp"
#include "tests/unit/app/exports/played.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

std::string calendar_of(Room& room) {
    const auto file = exports::calendar_file(room.state(), room.meeting().rules(), fixed_id(),
                                             {"1a2b3c4d", true});
    if (!file) FAIL(file.error().text());
    return *file;
}

struct Parsed {
    std::string uid, summary, description, start;
    bool whole_day = false;
    bool confidential = false;
};

// By libical, which is nothing of ours.
std::vector<Parsed> parsed(const std::string& text) {
    const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> whole{
        icalparser_parse_string(text.c_str()), icalcomponent_free};
    REQUIRE(whole != nullptr);
    CHECK(icalcomponent_isa(whole.get()) == ICAL_VCALENDAR_COMPONENT);
    CHECK(icalcomponent_count_errors(whole.get()) == 0);
    icalrestriction_check(whole.get());
    CHECK(icalcomponent_count_errors(whole.get()) == 0);
    std::vector<Parsed> out;
    for (auto* event = icalcomponent_get_first_component(whole.get(), ICAL_VEVENT_COMPONENT);
         event != nullptr;
         event = icalcomponent_get_next_component(whole.get(), ICAL_VEVENT_COMPONENT)) {
        Parsed one;
        one.uid = icalcomponent_get_uid(event);
        one.summary = icalcomponent_get_summary(event);
        if (const auto* text_of = icalcomponent_get_description(event)) one.description = text_of;
        const auto start = icalcomponent_get_dtstart(event);
        one.start = icaltime_as_ical_string(start);
        one.whole_day = icaltime_is_date(start) != 0;
        auto* rank = icalcomponent_get_first_property(event, ICAL_CLASS_PROPERTY);
        one.confidential =
            rank != nullptr && icalproperty_get_class(rank) == ICAL_CLASS_CONFIDENTIAL;
        out.push_back(one);
    }
    return out;
}

}  // namespace

TEST_CASE("a calendar file of the majority conference is the golden one", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    is_golden("torbay-majority.ics", calendar_of(room));
}

TEST_CASE("libical reads back every date of a calendar file, each confidential and without a name",
          "[exports][REQ-355]") {
    for (const auto* scenario :
         {"torbay-majority", "torbay-siblings", "fife-no-consensus", "torbay-gp-absent",
          "register-unanimous", "england-today", "scotland-today", "wales-today"}) {
        INFO(scenario);
        Room room;
        play_whole(room, text_of_file("tests/scenarios/" + std::string{scenario} + ".txt"));
        const auto text = calendar_of(room);
        const auto events = parsed(text);
        const auto dates = exports::calendar_dates(room.state(), room.meeting().rules());
        REQUIRE(events.size() == dates.size());
        std::set<std::string> uids;
        for (std::size_t i = 0; i < events.size(); ++i) {
            CHECK(events[i].confidential);
            CHECK(events[i].summary ==
                  "TRAINING, made-up people: " + dates[i].title + " (1a2b3c4d)");
            CHECK(events[i].whole_day == std::holds_alternative<Date>(dates[i].when));
            const auto date = procedure::date_of(dates[i].when);
            if (events[i].whole_day) {
                auto plain = date.iso();
                plain.erase(std::remove(plain.begin(), plain.end(), '-'), plain.end());
                CHECK(events[i].start == plain);
            }
            uids.insert(events[i].uid);
        }
        CHECK(uids.size() == events.size());
        for (const auto& [id, child] : room.state().children) {
            CHECK(text.find(child.added.name) == std::string::npos);
            CHECK(text.find(room.state().opened->family) == std::string::npos);
        }
        for (std::size_t at = 0, end = 0; at < text.size(); at = end + 2) {
            end = text.find("\r\n", at);
            REQUIRE(end != std::string::npos);
            CHECK(end - at <= 75);
        }
    }
}

TEST_CASE("a moment in summer time stands in UTC an hour earlier", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    CHECK(calendar_of(room).find("DTSTART:20270413T090000Z\r\n") != std::string::npos);
}

TEST_CASE("a calendar line escapes, folds between letters and drops controls", "[exports]") {
    CHECK(exports::calendar_text_line("SUMMARY", "a;b,c\\d\ne\x01\rf") ==
          "SUMMARY:a\\;b\\,c\\\\d\\nef\r\n");
    const std::string long_word(40, 'x');
    const auto line = exports::calendar_text_line(
        "SUMMARY", long_word + "ééééééééééééééééééééé" + "\U0001F600" + long_word);
    for (std::size_t at = 0; at < line.size();) {
        const auto end = line.find("\r\n", at);
        REQUIRE(end - at <= 75);
        at = end + 2;
        if (at < line.size()) {
            CHECK(line[at] == ' ');
            CHECK((static_cast<unsigned char>(line[at + 1]) & 0xC0U) != 0x80U);
        }
    }
}

TEST_CASE("an open conference gives no calendar", "[exports]") {
    Room room;
    CHECK(room.play(all({invited, begun})) == "");
    const auto file = exports::calendar_export(room.meeting(), true);
    REQUIRE_FALSE(file);
    CHECK(file.error().fault == Fault::refused);
}

TEST_CASE("practice says TRAINING in the file's name, in each event and in the record's sentence",
          "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    const auto practice = exports::calendar_export(room.meeting(), true);
    REQUIRE(practice);
    CHECK(practice->name.rfind("TRAINING-dates-", 0) == 0);
    CHECK(practice->what.find("TRAINING") != std::string::npos);
    const auto real = exports::calendar_export(room.meeting(), false);
    REQUIRE(real);
    CHECK(real->text.find("TRAINING") == std::string::npos);
    CHECK(real->name.rfind("dates-", 0) == 0);
}
