// SPDX-License-Identifier: Apache-2.0
#include "app/exports/table.hpp"
#include "app/exports/csv.hpp"
#include "tests/unit/app/exports/played.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

// RFC 4180 read back by a reader of its own: cells in quotes, lines ended by CR LF.
std::vector<std::vector<std::string>> cells_of(const std::string& file) {
    REQUIRE(file.rfind("\xEF\xBB\xBF", 0) == 0);
    std::vector<std::vector<std::string>> lines(1);
    for (std::size_t at = 3; at < file.size();) {
        REQUIRE(file[at] == '"');
        std::string cell;
        for (++at; file[at] != '"' || file[at + 1] == '"'; ++at) {
            if (file[at] == '"') ++at;
            cell += file[at];
        }
        ++at;
        lines.back().push_back(cell);
        if (file[at] == ',') {
            ++at;
            continue;
        }
        REQUIRE(file.substr(at, 2) == "\r\n");
        at += 2;
        lines.emplace_back();
    }
    lines.pop_back();
    return lines;
}

std::string table_of(Room& room, std::string_view format) {
    const auto file = exports::table_export(map_of(format), {fixed_facts(room)}, {}, true);
    if (!file) FAIL(file.error().text());
    return file->text;
}

}  // namespace

TEST_CASE("a cell that a spreadsheet would take for a formula is text", "[exports]") {
    using exports::csv_cell;
    CHECK(csv_cell("=1+1") == "\"'=1+1\"");
    CHECK(csv_cell("+44 1803") == "\"'+44 1803\"");
    CHECK(csv_cell("-2") == "\"'-2\"");
    CHECK(csv_cell("@SUM(A1)") == "\"'@SUM(A1)\"");
    CHECK(csv_cell("\t=1") == "\"'[U+0009]=1\"");
    CHECK(csv_cell("\r=1") == "\"'[U+000D]=1\"");
    CHECK(csv_cell("  =1") == "\"'  =1\"");
    CHECK(csv_cell("\xEF\xBC\x9D"
                   "1") ==
          "\"'\xEF\xBC\x9D"
          "1\"");
    CHECK(csv_cell("a=1") == "\"a=1\"");
    CHECK(csv_cell("") == "\"\"");
}

TEST_CASE("quotes, new lines, controls, turning marks and emoji come through a table as text",
          "[exports]") {
    using exports::csv_cell;
    CHECK(csv_cell("say \"no\", he said") == "\"say \"\"no\"\", he said\"");
    CHECK(csv_cell("one\ntwo") == "\"one\ntwo\"");
    CHECK(csv_cell(std::string{"a\0b", 3}) == "\"a[U+0000]b\"");
    CHECK(csv_cell("a\xE2\x80\xAE"
                   "b") == "\"a[U+202E]b\"");
    CHECK(csv_cell("\U0001F600 \xD8\xB9") == "\"\U0001F600 \xD8\xB9\"");
    const auto file = exports::csv_file({{"a\"b", "=c"}, {"x\r\ny", ""}});
    CHECK(cells_of(file) ==
          std::vector<std::vector<std::string>>{{"a\"b", "'=c"}, {"x[U+000D]\ny", ""}});
}

TEST_CASE("each list of the profile it is for is the golden one", "[exports]") {
    struct Case {
        const char* scenario;
        const char* format;
    };
    for (const auto& [scenario, format] :
         {Case{"torbay-majority", "cp-is-worklist"}, Case{"torbay-majority", "action-plan"},
          Case{"england-today", "cp-is-worklist"}, Case{"fife-no-consensus", "scotland-return"},
          Case{"fife-pre-birth", "scotland-return"}, Case{"fife-review-removes", "scotland-return"},
          Case{"scotland-today", "scotland-return"}, Case{"victoria-intake", "victoria-national"},
          Case{"victoria-intake", "action-plan"}, Case{"wales-today", "action-plan"}}) {
        INFO(scenario << " " << format);
        Room room;
        play_whole(room, text_of_file("tests/scenarios/" + std::string{scenario} + ".txt"));
        const auto text = table_of(room, format);
        is_golden(std::string{scenario} + "." + format + ".csv", text);
        const auto lines = cells_of(text);
        for (const auto& line : lines)
            CHECK(line.size() == lines.front().size());
        for (std::size_t i = 1; i < lines.size(); ++i)
            CHECK(lines[i].front() == "TRAINING, made-up people");
    }
}

TEST_CASE("every child of a sibling group and every action of the plan is one line, once",
          "[exports][REQ-371]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-siblings.txt"));
    const auto facts = fixed_facts(room);
    std::size_t actions = 0;
    for (const auto& [id, child] : room.state().children)
        actions += child.actions.size();
    const auto lines = cells_of(table_of(room, "action-plan"));
    CHECK(lines.size() == actions + 1);
    std::set<std::vector<std::string>> once(lines.begin(), lines.end());
    CHECK(once.size() == lines.size());
    // TU and WU have plans; VU, by the chair's decision, has none.
    const auto changes = exports::plan_changes(facts);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].kind == "opened");
    CHECK(changes[0].reference == "1a2b3c4d-1");
    CHECK(changes[1].reference == "1a2b3c4d-3");
}

TEST_CASE("an action that begins like a formula, with quotes and a turning mark, stays one cell",
          "[exports]") {
    auto scenario = text_of_file("tests/scenarios/torbay-majority.txt");
    const std::string hostile = "=cmd|' /C calc'!A0 \\\"quoted\\\", \xE2\x80\xAE turned \U0001F600";
    const std::string old = "\"Check the locks and lights of the flat.\"";
    scenario.replace(scenario.find(old), old.size(), "\"" + hostile + "\"");
    Room room;
    play_whole(room, scenario);
    const auto lines = cells_of(table_of(room, "action-plan"));
    CHECK(lines.back().at(5) == "'=cmd|' /C calc'!A0 \"quoted\", [U+202E] turned \U0001F600");
}

TEST_CASE("a plan that was entered in error is withdrawn, which is another line than an ended one",
          "[exports]") {
    exports::PlanChange wrong{"entered-in-error", Date{20'600}, nullptr, nullptr, "9f8e7d6c", "n"};
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    const auto file =
        exports::table_export(map_of("cp-is-worklist"), {fixed_facts(room)}, {wrong}, true);
    REQUIRE(file);
    const auto lines = cells_of(file->text);
    REQUIRE(lines.size() == 3);
    CHECK(lines[1].at(1) == "Enter the plan");
    CHECK(lines[2].at(1) == "Withdraw: entered in error");
    CHECK(lines[2].at(2) == "9f8e7d6c");
    CHECK(lines[2].at(4).empty());
    CHECK(file->names_people);
}

TEST_CASE("what was said in a restricted part is in no export", "[exports][REQ-276]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-restricted.txt"));
    std::vector<std::string> files;
    for (const auto& map : formats().maps()) {
        if (!map.is_for("torbay-cpp")) continue;
        if (map.shape == procedure::ExportShape::table) {
            if (auto file = exports::table_export(map, {fixed_facts(room)}, {}, true))
                files.push_back(file->text);
        } else {
            for (const auto form : {exports::CensusForm::fragment, exports::CensusForm::daily})
                files.push_back(exports::census_export(map, room.meeting(), true, form)->text);
        }
    }
    files.push_back(exports::calendar_export(room.meeting(), true)->text);
    CHECK(files.size() >= 5);
    for (const auto& file : files)
        for (const auto* word : {"third adult", "sexual offences", "intelligence"})
            CHECK(file.find(word) == std::string::npos);
}

TEST_CASE("a list with an unknown fact, key or word is refused with its line", "[exports]") {
    const auto fault = [](const std::string& text) {
        auto map = procedure::load_export_map(text, "mine.toml");
        if (!map) return map.error().text();
        const auto known = exports::check_map(*map, "mine.toml");
        return known ? std::string{} : known.error().text();
    };
    const std::string head = "id = \"a\"\ntitle = \"b\"\nsource = \"c\"\n";
    CHECK(fault(head + "[[column]]\nname = \"N\"\nfrom = \"child.born\"\n").empty());
    CHECK(fault(head + "[[column]]\nname = \"N\"\nfrom = \"child.shoe\"\n").find("mine.toml:4") !=
          std::string::npos);
    CHECK(fault(head + "[[column]]\nname = \"N\"\nfrom = \"action.what\"\n").find("action.what") !=
          std::string::npos);
    CHECK(fault(head + "colour = \"red\"\n").find("mine.toml:4") != std::string::npos);
    CHECK(fault(head + "rows = \"people\"\n[[column]]\nname = \"N\"\n").find("one of") !=
          std::string::npos);
    CHECK(fault(head + "[[column]]\nname = 3\n").find("mine.toml:5") != std::string::npos);
    CHECK(fault(head).find("at least one") != std::string::npos);
    CHECK(fault(head + "shape = \"census\"\n").find("[[rule]]") != std::string::npos);
}
