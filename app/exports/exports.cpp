// SPDX-License-Identifier: Apache-2.0
#include "app/exports/exports.hpp"

#include <algorithm>

#include "app/exports/calendar.hpp"
#include "app/exports/census.hpp"
#include "app/exports/csv.hpp"
#include "app/report/register.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::exports {
namespace {

using procedure::ExportMap;

std::string file_name(std::string_view format, const std::string& about, std::string_view ending,
                      bool practice) {
    return (practice ? "TRAINING-" : "") + std::string{format} + "-" + about + "." +
           std::string{ending};
}

// "Dates of the conference", of a practice record "…, TRAINING".
std::string sentence(std::string text, bool practice) {
    return practice ? std::move(text) + ", TRAINING" : text;
}

std::vector<std::string> to_add(const ExportMap& map) {
    auto out = map.add;
    for (const auto& column : map.columns)
        if (column.from.empty()) out.push_back(column.name);
    return out;
}

}  // namespace

Result<Formats> Formats::load(Files& files, const std::string& folder) {
    Formats out;
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        constexpr std::string_view ending = ".toml";
        if (name.size() <= ending.size() ||
            name.compare(name.size() - ending.size(), ending.size(), ending) != 0)
            continue;
        const auto path = folder + "/" + name;
        const auto bytes = CPC_TRY(read_whole(files, path, limits::profile_bytes_max));
        auto map = CPC_TRY(procedure::load_export_map(text_of(bytes), path));
        CPC_TRY(check_map(map, path));
        if (out.map(map.id) != nullptr || map.id == calendar_format || map.id == daily_format ||
            map.id == archive_format || map.id == register_format || map.id == "access")
            return fail(Fault::malformed, "There are two formats of this name: " + map.id, path,
                        "Nothing was written. Give one of them another id.");
        out.maps_.push_back(std::move(map));
    }
    return out;
}

const ExportMap* Formats::map(std::string_view id) const {
    const auto found =
        std::find_if(maps_.begin(), maps_.end(), [&](const auto& map) { return map.id == id; });
    return found == maps_.end() ? nullptr : &*found;
}

const ExportMap* Formats::census_for(std::string_view procedure_id) const {
    const auto found = std::find_if(maps_.begin(), maps_.end(), [&](const auto& map) {
        return map.shape == procedure::ExportShape::census && map.is_for(procedure_id);
    });
    return found == maps_.end() ? nullptr : &*found;
}

Result<void> write_down(meeting::Desk& desk, const ExportFile& file, ConferenceId conference,
                        std::string how) {
    record::Exported event;
    event.what = file.what;
    event.how = std::move(how);
    event.conference = conference;
    event.sha256 = crypto::sha256(view_of(file.text));
    return desk.write_down(event);
}

Result<Facts> closed_facts(const meeting::Meeting& meeting, bool practice) {
    if (!meeting.state().closed)
        return fail(Fault::refused, "The conference is not closed.", {},
                    "What it says can still change. Close it first.");
    return facts_of(meeting.state(), meeting.rules(), marks_of(meeting.id(), practice));
}

Result<ExportFile> calendar_export(const meeting::Meeting& meeting, bool practice) {
    const auto marks = marks_of(meeting.id(), practice);
    ExportFile file;
    file.text = CPC_TRY(calendar_file(meeting.state(), meeting.rules(), meeting.id(), marks));
    file.name = file_name("dates", marks.reference, "ics", practice);
    file.what = sentence("Dates for a calendar", practice);
    return file;
}

Result<ExportFile> archive_export(meeting::Desk& desk, const meeting::Meeting& meeting,
                                  RestrictedParts restricted) {
    CPC_TRY(closed_facts(meeting, desk.practice()));
    auto archive = CPC_TRY(archive_of(desk.vault(), meeting.id(), restricted));
    const auto marks = marks_of(meeting.id(), desk.practice());
    ExportFile file;
    file.text = std::move(archive.text);
    file.name = file_name(archive_format, marks.reference, "jsonl", marks.practice);
    const auto number = std::to_string(archive.withheld);
    file.what = sentence(restricted == RestrictedParts::included
                             ? "Archive with its restricted parts"
                             : "Archive, " + number + " contents of restricted parts left out",
                         marks.practice);
    file.names_people = true;
    return file;
}

Result<ExportFile> register_export(const meeting::Meeting& meeting, bool practice) {
    const auto marks = marks_of(meeting.id(), practice);
    auto lines = report::register_lines(meeting);
    if (lines.empty())
        return fail(Fault::refused, "This conference owes nobody a paper yet.", {},
                    "A register begins with the close.");
    const auto count = lines.size();
    lines.insert(lines.begin(), report::register_columns());
    ExportFile file;
    file.text = csv_file(lines);
    file.name = file_name(register_format, marks.reference, "csv", practice);
    file.what = sentence("Register of papers, " + std::to_string(count) + " lines", practice);
    file.names_people = true;
    return file;
}

Result<ExportFile> census_export(const ExportMap& map, const meeting::Meeting& meeting,
                                 bool practice, CensusForm form) {
    const auto facts = CPC_TRY(closed_facts(meeting, practice));
    const auto limits = meeting.deadlines();
    ExportFile file;
    file.add = to_add(map);
    if (form == CensusForm::fragment) {
        file.text = CPC_TRY(census_fragment(map, facts, limits));
        file.name = file_name(map.id, facts.marks.reference, "xml", practice);
        file.what = sentence(map.title, practice);
    } else {
        file.text = CPC_TRY(daily_lines(map, facts, limits));
        file.name = file_name(daily_format, facts.marks.reference, "jsonl", practice);
        file.what = sentence("Lines for the daily interface", practice);
    }
    return file;
}

Result<ExportFile> table_export(const ExportMap& map, const std::vector<Facts>& conferences,
                                const std::vector<PlanChange>& withdrawn, bool practice) {
    std::vector<Facts> ours;
    for (const auto& facts : conferences)
        if (map.is_for(facts.procedure)) ours.push_back(facts);
    Table table;
    if (map.rows == procedure::ExportRows::children) table = children_table(map, ours);
    if (map.rows == procedure::ExportRows::actions) table = actions_table(map, ours);
    if (map.rows == procedure::ExportRows::plan_changes) {
        std::vector<PlanChange> changes;
        for (const auto& facts : ours)
            for (auto& change : plan_changes(facts))
                changes.push_back(std::move(change));
        changes.insert(changes.end(), withdrawn.begin(), withdrawn.end());
        table = changes_table(map, changes, practice);
    }
    if (table.rows == 0)
        return fail(Fault::not_found, "There is nothing to put in this list.", map.id,
                    "Nothing was written.");
    ExportFile file;
    file.text = std::move(table.text);
    file.name =
        file_name(map.id,
                  ours.size() == 1 && withdrawn.empty() ? ours.front().marks.reference
                                                        : std::to_string(table.rows) + "-lines",
                  "csv", practice);
    file.what = sentence(
        map.title + (table.rows == 1 ? ", one line" : ", " + std::to_string(table.rows) + " lines"),
        practice);
    file.add = to_add(map);
    file.names_people = map.names_people;
    return file;
}

}  // namespace cpc::exports
