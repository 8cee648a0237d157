// SPDX-License-Identifier: Apache-2.0
// The archive's form and words; its proofs are judged by the second verifier
// (second-verifier/archive).
#include "app/exports/archive.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "app/exports/event_json.hpp"
#include "app/exports/event_names.hpp"
#include "tests/unit/app/exports/played.hpp"

using namespace cpc;
using namespace cpc::test;
using nlohmann::json;

namespace {

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> out;
    std::stringstream in(text);
    for (std::string line; std::getline(in, line);) {
        out.push_back(json::parse(line, nullptr, false));
        REQUIRE_FALSE(out.back().is_discarded());
    }
    return out;
}

exports::Archive archive(Room& room, exports::RestrictedParts restricted) {
    auto made = exports::archive_of(room.desk().vault(), room.meeting().id(), restricted);
    if (!made) FAIL(made.error().text());
    return *made;
}

template <class Struct>
bool as_many_names_as_fields() {
    const auto names = exports::names_of<Struct>;
    const auto count = static_cast<std::size_t>(std::count(names.begin(), names.end(), ' ')) + 1;
    return count == std::tuple_size_v<decltype(Struct::fields())>;
}
template <class... Events>
void every_event_is_named(const std::variant<Events...>*) {
    const bool named = (as_many_names_as_fields<Events>() && ...);
    CHECK(named);
}

}  // namespace

TEST_CASE("every field of every event has a name in an archive", "[exports]") {
    every_event_is_named(static_cast<const conference::Event*>(nullptr));
    CHECK(as_many_names_as_fields<conference::StartEvent>());
    CHECK(as_many_names_as_fields<conference::NamedText>());
    CHECK(as_many_names_as_fields<conference::CountedOut>());
}

TEST_CASE("an event in an archive reads in names and words", "[exports]") {
    conference::PositionLogged said;
    said.view = conference::View::in_favour;
    said.reason = "\"quoted\" \xE2\x80\xAE \U0001F600";
    said.by_phone = true;
    const auto out = exports::event_json(said);
    CHECK(out["view"] == "for");
    CHECK(out["reason"] == said.reason);
    CHECK(out["by_phone"] == true);
    CHECK(out["person"].is_null());
    conference::StageEntered entered{conference::Stage::risk,
                                     *LocalTime::parse("2027-03-30T10:55:00+01:00"), ""};
    CHECK(exports::event_json(entered)["at"] == "2027-03-30T10:55:00+01:00");
    CHECK(exports::event_json(entered)["stage"] == "risk");
}

TEST_CASE("every line of an archive fits the schema, one line an entry", "[exports]") {
    const auto document = json::parse(text_of_file("assets/schema/archive.schema.json"));
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), schema);
    for (const auto* scenario :
         {"torbay-majority", "torbay-restricted", "fife-no-consensus", "victoria-intake"}) {
        INFO(scenario);
        Room room;
        play_whole(room, text_of_file("tests/scenarios/" + std::string{scenario} + ".txt"));
        const auto made = archive(room, exports::RestrictedParts::left_out);
        const auto lines = lines_of(made.text);
        REQUIRE(lines.size() == made.entries + 2);
        for (const auto& line : lines) {
            valijson::Validator validator;
            CHECK(
                validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(line), nullptr));
        }
        CHECK(lines.front()["training"] == true);
        const auto stored = room.desk().vault().conference(room.meeting().id());
        REQUIRE(stored);
        for (std::size_t i = 0; i < stored->size(); ++i)
            CHECK(lines[i + 1]["seq"] == (*stored)[i].seq);
        auto hurt = lines[1];
        hurt["colour"] = "red";
        valijson::Validator validator;
        CHECK_FALSE(
            validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(hurt), nullptr));
    }
}

TEST_CASE("every contribution, view and action of a conference is in its archive exactly once",
          "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    std::map<std::string, int> said;
    for (const auto& line : lines_of(archive(room, exports::RestrictedParts::left_out).text)) {
        if (!line.contains("says")) continue;
        for (const auto* field : {"text", "what", "reason"})
            if (line["says"].contains(field))
                ++said[line["type"].get<std::string>() + line["says"][field].get<std::string>()];
    }
    for (const auto& each : room.state().contributions)
        CHECK(said["0120" + each.said.text] == 1);
    for (const auto& action : room.child().actions)
        CHECK(said["0152" + action.what] == 1);
    CHECK(said["0142Attendance is now good."] == 1);
}

TEST_CASE("what was said in a restricted part is in an archive only where it was asked for",
          "[exports][REQ-276]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-restricted.txt"));
    const std::string secret = "under observation for sexual offences";
    const auto without = archive(room, exports::RestrictedParts::left_out);
    CHECK(without.withheld > 0);
    CHECK(without.text.find(secret) == std::string::npos);
    for (const auto& line : lines_of(without.text))
        if (line.contains("withheld")) CHECK_FALSE(line.contains("content"));
    const auto with = archive(room, exports::RestrictedParts::included);
    CHECK(with.withheld == 0);
    CHECK(with.text.find(secret) != std::string::npos);
}
