// SPDX-License-Identifier: Apache-2.0
// cpc export: what goes to other systems, out of a store, as files. That it was done is itself an
// entry of the record, written before anything leaves.
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/exports/access.hpp"
#include "app/exports/exports.hpp"
#include "core/conference/matters.hpp"
#include "core/store/door.hpp"

namespace cpc::cli {
namespace {

struct ExportOptions {
    std::string store;
    std::string format;
    std::string passphrase_file;
    std::string out;
    std::string maps;
    std::vector<std::string> conferences;
    bool list = false;
    bool from_the_start = false;
    bool with_restricted = false;
    std::string chair_agreed;
    std::string purpose;  // another than protecting the child
    std::string person;
    std::string capacity = "self";
    std::string because;
    std::string how = "saved to a file";  // for the record
};

// One file, and which conference it is of; several: none.
struct Ready {
    exports::ExportFile file;
    ConferenceId conference;
};

Result<exports::Formats> load_formats(Machine& machine, const ExportOptions& options) {
    const auto folder =
        options.maps.empty() ? CPC_TRY(machine.find_assets()) + "/exports" : options.maps;
    return exports::Formats::load(machine.files, folder);
}

Result<int> print_formats(Machine& machine, const ExportOptions& options) {
    const auto formats = CPC_TRY(load_formats(machine, options));
    const auto line = [](std::string_view id, const std::string& about) {
        std::printf("%-18s %s\n", std::string{id}.c_str(), about.c_str());
    };
    line(exports::calendar_format, "The dates as iCalendar, without names; every procedure");
    line(exports::archive_format,
         "The whole conference as signed JSON lines; every procedure; names people");
    line(exports::register_format,
         "Who has which paper, who waits, what is overdue (CSV); every procedure; names people");
    line(exports::access_format,
         "What somebody may be given who asks for access, and a list for the office of what is "
         "not; every procedure; names people");
    line(exports::daily_format, "The daily interface's lines (JSON); where there is a census");
    for (const auto& map : formats.maps()) {
        std::string whose;
        for (const auto& procedure : map.procedures)
            whose += (whose.empty() ? "" : ", ") + procedure;
        line(map.id, map.title + "; " + (whose.empty() ? "every procedure" : whose) +
                         (map.names_people ? "; names people" : ""));
    }
    return good;
}

bool is_wanted(const ExportOptions& options, const ConferenceId& id) {
    if (options.conferences.empty()) return true;
    const auto hex = id.hex();
    for (const auto& wanted : options.conferences)
        if (wanted.size() >= 8 && hex.rfind(wanted, 0) == 0) return true;
    return false;
}

// Where the last worklist of this kind ended.
constexpr const char* worklist_mark = "exports/worklist/";

Result<std::uint64_t> worklist_from(meeting::Desk& desk, const ExportOptions& options,
                                    const std::string& id) {
    if (options.from_the_start || !options.conferences.empty()) return std::uint64_t{0};
    const auto mark = CPC_TRY(desk.state(worklist_mark + id));
    return mark ? std::strtoull(mark->c_str(), nullptr, 10) : std::uint64_t{0};
}

std::vector<exports::PlanChange> withdrawn_since(meeting::Desk& desk, const ExportOptions& options,
                                                 std::uint64_t from) {
    std::vector<exports::PlanChange> out;
    for (const auto& erased : desk.vault().erased()) {
        const bool wrong = erased.what.basis == record::ErasureBasis::wrong_child;
        if (!wrong || erased.seq < from || !erased.whole_conference()) continue;
        if (!is_wanted(options, erased.what.conference)) continue;
        const auto reference = exports::marks_of(erased.what.conference, false).reference;
        const auto day = static_cast<std::int32_t>(erased.wall.ms / 86'400'000);
        out.push_back({"entered-in-error", Date{day}, nullptr, nullptr, reference,
                       "every plan that an earlier list has under this record"});
    }
    return out;
}

Result<std::vector<Ready>> tables(meeting::Desk& desk, const ExportOptions& options,
                                  const procedure::ExportMap& map) {
    const bool changes = map.rows == procedure::ExportRows::plan_changes;
    const auto from = changes ? CPC_TRY(worklist_from(desk, options, map.id)) : std::uint64_t{0};
    std::vector<exports::Facts> all;
    ConferenceId only;
    for (const auto& line : desk.conferences()) {
        if (!line.closed_at || line.erased_at || !is_wanted(options, line.id)) continue;
        auto* meeting = CPC_TRY(desk.meeting(line.id));
        if (meeting->state().closed_seq < from) continue;
        all.push_back(CPC_TRY(exports::closed_facts(*meeting, desk.practice())));
        only = all.size() == 1 ? line.id : ConferenceId{};
    }
    const auto withdrawn =
        changes ? withdrawn_since(desk, options, from) : std::vector<exports::PlanChange>{};
    auto file = CPC_TRY(exports::table_export(map, all, withdrawn, desk.practice()));
    std::vector<Ready> out;
    out.push_back({std::move(file), only});
    return out;
}

// One file a conference. Those that the format does not ask about are stepped over, unless they
// were named.
Result<std::vector<Ready>> single_files(meeting::Desk& desk, const ExportOptions& options,
                                        const exports::Formats& formats) {
    std::vector<Ready> out;
    for (const auto& line : desk.conferences()) {
        if (!line.closed_at || line.erased_at || !is_wanted(options, line.id)) continue;
        auto* meeting = CPC_TRY(desk.meeting(line.id));
        const auto make = [&]() -> Result<exports::ExportFile> {
            if (options.format == exports::calendar_format)
                return exports::calendar_export(*meeting, desk.practice());
            if (options.format == exports::archive_format)
                return exports::archive_export(desk, *meeting,
                                               options.with_restricted
                                                   ? exports::RestrictedParts::included
                                                   : exports::RestrictedParts::left_out);
            if (options.format == exports::register_format)
                return exports::register_export(*meeting, desk.practice());
            const bool daily = options.format == exports::daily_format;
            const auto* map =
                daily ? formats.census_for(line.procedure) : formats.map(options.format);
            if (map == nullptr)
                return fail(Fault::refused, "No census asks about such a conference.",
                            line.procedure, "Nothing was written.");
            return exports::census_export(
                *map, *meeting, desk.practice(),
                daily ? exports::CensusForm::daily : exports::CensusForm::fragment);
        };
        auto file = make();
        const bool named = !options.conferences.empty();
        if (!file && (named || (file.error().fault != Fault::refused &&
                                file.error().fault != Fault::not_found)))
            return fail(file.error().fault, file.error().what, file.error().where,
                        file.error().advice);
        if (file) out.push_back({std::move(*file), line.id});
    }
    if (out.empty())
        return fail(Fault::not_found, "There is no closed conference for this format.",
                    options.format, "Nothing was written.");
    return out;
}

Result<std::vector<Ready>> make_ready(meeting::Desk& desk, const ExportOptions& options,
                                      const exports::Formats& formats) {
    const auto* map = formats.map(options.format);
    if (map != nullptr && map->shape == procedure::ExportShape::table)
        return tables(desk, options, *map);
    if (map == nullptr && options.format != exports::calendar_format &&
        options.format != exports::archive_format && options.format != exports::daily_format &&
        options.format != exports::register_format)
        return fail(Fault::not_found, "There is no format of this name.", options.format,
                    "cpc export --formats lists them. Nothing was written.");
    return single_files(desk, options, formats);
}

void print_file(const Ready& ready, const char* verb) {
    const auto& file = ready.file;
    std::printf("%s %s: %s, %zu bytes%s\n", verb, file.name.c_str(), file.what.c_str(),
                file.text.size(), file.names_people ? "; it names people" : "");
    std::string add;
    for (const auto& each : file.add)
        add += (add.empty() ? "" : ", ") + each;
    if (!add.empty()) std::printf("  to be added by a person: %s\n", add.c_str());
}

Result<void> write_out(Machine& machine, meeting::Desk& desk, const ExportOptions& options,
                       const std::vector<Ready>& all, bool moves_mark) {
    CPC_TRY(machine.files.make_directories(options.out));
    for (const auto& each : all)
        if (machine.files.exists(options.out + "/" + each.file.name))
            return fail(Fault::refused, "There is a file of this name already.",
                        options.out + "/" + each.file.name,
                        "Nothing was written. Name another folder with --out.");
    const auto size = desk.vault().size();
    for (const auto& each : all) {
        std::string how = options.how;
        if (options.with_restricted)
            how += "; restricted parts included, and asked before: " + options.chair_agreed;
        if (!options.purpose.empty()) how += "; for another purpose: " + options.purpose;
        CPC_TRY(exports::write_down(desk, each.file, each.conference, std::move(how)));
        CPC_TRY(write_whole(machine.files, options.out + "/" + each.file.name,
                            view_of(each.file.text)));
        print_file(each, "Wrote");
    }
    if (moves_mark && options.conferences.empty())
        CPC_TRY(desk.put_state(worklist_mark + options.format, std::to_string(size)));
    return desk.vault().settle();
}

// What is known from a conference is for protecting the child. For anything else each chair was
// asked before and agreed; one conference where that is not so keeps all of them (REQ-279).
Result<void> must_be_agreed(meeting::Desk& desk, const ExportOptions& options) {
    if (options.purpose.empty()) return {};
    for (const auto& line : desk.conferences()) {
        if (!line.closed_at || line.erased_at || !is_wanted(options, line.id)) continue;
        auto* meeting = CPC_TRY(desk.meeting(line.id));
        const auto refused = conference::purpose_refused(meeting->state(), meeting->rules(),
                                                         options.purpose);
        if (refused)
            return fail(Fault::refused, refused->message, line.id.hex().substr(0, 8),
                        "Nothing was written. On the tablet: the conference, \"For the chair "
                        "only\", a wish to use it for something else.");
    }
    return {};
}

// One conference, one person. Two folders: what is in one never goes with what is in the other.
Result<int> run_access(Machine& machine, meeting::Desk& desk, const ExportOptions& options) {
    const auto capacity = conference::capacity_from(options.capacity);
    if (options.person.empty() || options.conferences.size() != 1 || !capacity)
        return fail(Fault::malformed,
                    "A request for access names one person, one conference and a capacity.", {},
                    "Give --for, --conference, --capacity (self, child, parent-for-child, "
                    "representative, guardian, court-order) and --because. Nothing was written.");
    meeting::Meeting* meeting = nullptr;
    for (const auto& line : desk.conferences())
        if (!line.erased_at && is_wanted(options, line.id))
            meeting = CPC_TRY(desk.meeting(line.id));
    if (meeting == nullptr)
        return fail(Fault::not_found, "There is no such conference.", options.conferences.front(),
                    "Nothing was written.");
    const conference::AccessRequest request{
        CPC_TRY(report::find_requester(meeting->state(), options.person)), *capacity,
        options.because};
    const auto fonts = CPC_TRY(document::FontSet::open());
    const auto files = CPC_TRY(exports::access_export(desk, *meeting, request, fonts));
    std::printf("%zu entries: %zu given whole, %zu in part, %zu held back, %zu without words\n",
                files.count.entries, files.count.whole, files.count.in_part, files.count.withheld,
                files.count.no_words);
    if (files.copy.empty())
        std::printf("There is nothing that may be given; only the list for the office is made.\n");
    for (const auto& [folder, some] : {std::pair{exports::copy_folder, &files.copy},
                                       std::pair{exports::office_folder, &files.office}}) {
        if (some->empty()) continue;
        std::vector<Ready> ready;
        for (const auto& file : *some)
            ready.push_back({file, meeting->id()});
        auto there = options;
        there.out += "/" + std::string{folder};
        there.how = "saved to a file; " + files.how;
        if (options.list)
            for (const auto& each : ready)
                print_file(each, "Would write");
        else
            CPC_TRY(write_out(machine, desk, there, ready, false));
    }
    return good;
}

Result<int> run_export(Machine& machine, const ExportOptions& options) {
    if (options.store.empty() || options.format.empty())
        return fail(Fault::malformed, "Name a store's folder and a --format.", {},
                    "See cpc export --help, and cpc export --formats.");
    if (options.with_restricted &&
        (options.format != exports::archive_format || options.chair_agreed.empty()))
        return fail(Fault::refused,
                    "Restricted parts leave only in an archive, after the chair was asked.", {},
                    "Nothing was written. Say who agreed and when with --chair-agreed.");
    if (!options.list && options.out.empty())
        return fail(Fault::malformed, "Name the folder to write into with --out.", {},
                    "With --list nothing is written.");
    const auto passphrase = CPC_TRY(read_passphrase(machine, options.passphrase_file));
    auto library = CPC_TRY(machine.library());
    const auto desk = CPC_TRY(
        meeting::Desk::open(machine.ports(), options.store, passphrase, std::move(library)));
    if (options.format == exports::access_format) return run_access(machine, *desk, options);
    CPC_TRY(must_be_agreed(*desk, options));
    const auto formats = CPC_TRY(load_formats(machine, options));
    const auto all = CPC_TRY(make_ready(*desk, options, formats));
    if (!options.list) {
        const auto* map = formats.map(options.format);
        const bool worklist = map != nullptr && map->rows == procedure::ExportRows::plan_changes;
        CPC_TRY(write_out(machine, *desk, options, all, worklist));
        return good;
    }
    for (const auto& each : all)
        print_file(each, "Would write");
    return good;
}

}  // namespace

void add_export(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<ExportOptions>();
    auto formats = std::make_shared<bool>(false);
    auto* command =
        app.add_subcommand("export", "Files for other systems, out of closed conferences");
    command->add_option("STORE", options->store, "The store's folder");
    command->add_option("--format", options->format, "Which one; --formats lists them");
    command->add_flag("--formats", *formats, "List the formats and whose conferences they are for");
    command->add_option("--conference", options->conferences,
                        "Only this one: the reference on its papers, or more of its id; may be "
                        "given several times (else every closed one)");
    command->add_option("--out", options->out, "The folder to write into; nothing is written over");
    command->add_flag("--list", options->list,
                      "Say what would be written, what it lacks and whom it names; write nothing");
    command->add_flag("--from-the-start", options->from_the_start,
                      "Of a worklist: all of it, not only what is new since the last");
    command->add_flag(
        "--with-restricted", options->with_restricted,
        "Of an archive: also what was said in restricted parts (with --chair-agreed)");
    command->add_option("--chair-agreed", options->chair_agreed,
                        "Who of the chairs was asked, when, and for what; goes into the record");
    command->add_option("--purpose", options->purpose,
                        "What it is for, where it is not the child's protection, a return that "
                        "the law asks for, or a request for access: the chair must have agreed "
                        "to it in the record, in the same words");
    command->add_option("--for", options->person,
                        "Of a request for access: whose record is asked for, by the name in the "
                        "list of people");
    command->add_option("--capacity", options->capacity,
                        "Of a request for access: self, child, parent-for-child, representative, "
                        "guardian or court-order");
    command->add_option("--because", options->because,
                        "Of a request for access: on what it was granted and by whom; goes into "
                        "the record");
    command->add_option("--maps", options->maps,
                        "A folder of lists (*.toml) in place of the program's own");
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    command->footer(
        "What was said in a restricted part is in none of these files, except an archive for which "
        "the\n"
        "chair was asked. From a practice store each "
        "one says\nTRAINING, in its name and inside, and nothing leaves that out. Each export is "
        "an "
        "entry of the record.\n\n  cpc export STORE --format calendar --out stick/\n"
        "  cpc export STORE --format cp-is-worklist --list\n"
        "  cpc export STORE --format scotland-return --maps my-lists/ --out lists/\n"
        "  cpc export STORE --format access --conference 4a4025e6 --for Mother --capacity \n"
        "      parent-for-child --because \"In AB's interest, Records Officer, 3 May\" --out "
        "file/\n\n"
        "What the columns mean and how to change their names: assets/exports/README.md.");
    command->callback([options, formats, &machine, &run] {
        run = [options, formats, &machine] {
            const auto done =
                *formats ? print_formats(machine, *options) : run_export(machine, *options);
            return done ? *done : tell(done.error());
        };
    });
}

}  // namespace cpc::cli
