// SPDX-License-Identifier: Apache-2.0
// cpc play: a scripted conference through the same commands, or the same screens, as the room's.
#include "app/cli/play.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "app/locale/language.hpp"
#include "app/play/command_hands.hpp"
#include "app/report/enclosures.hpp"
#include "app/report/invitations.hpp"
#include "app/report/outcome.hpp"
#include "app/report/papers.hpp"
#include "app/report/register.hpp"
#include "app/report/translations.hpp"
#include "app/stage/performance.hpp"
#include "core/base/limits.hpp"

namespace cpc::cli {
namespace {

namespace fs = std::filesystem;

void print_words() {
    for (const auto& verb : play::verbs()) {
        std::printf("%s %s\n    %s\n", std::string{verb.word}.c_str(),
                    std::string{verb.about}.c_str(), std::string{verb.means}.c_str());
        for (const auto& detail : verb.details)
            std::printf("      %-14s %s\n", std::string{detail.word}.c_str(),
                        std::string{detail.means}.c_str());
    }
}

Result<void> write_text(Machine& machine, const std::string& path, std::string_view text) {
    return write_whole(machine.files, path, view_of(text));
}

Result<void> write_papers(Machine& machine, const std::string& folder,
                          const std::vector<report::MadePaper>& papers) {
    for (const auto& paper : papers) {
        CPC_TRY(write_whole(machine.files, folder + "/" + paper.file_name, paper.pdf));
        CPC_TRY(write_text(machine, folder + "/" + paper.html_name(), paper.html));
    }
    return {};
}

// The English ones stand before any other language is tried.
Result<void> write_documents(Machine& machine, const meeting::Meeting& meeting,
                             const std::string& folder) {
    CPC_TRY(machine.files.make_directories(folder));
    auto fonts = CPC_TRY(document::FontSet::open());
    auto papers = CPC_TRY(report::make_all(meeting, true, fonts));
    for (auto& letter : CPC_TRY(report::make_invitations(meeting, true, fonts)))
        papers.push_back(std::move(letter));
    for (auto& enclosure : CPC_TRY(report::make_enclosures(meeting, true, fonts)))
        papers.push_back(std::move(enclosure));
    if (meeting.state().closed)
        papers.push_back(CPC_TRY(report::make_register(meeting, true, fonts)));
    CPC_TRY(write_papers(machine, folder, papers));
    const auto words = CPC_TRY(machine.find_assets()) + "/locale/papers";
    const auto books = CPC_TRY(report::read_phrasebooks(machine.files, words));
    const auto translated = CPC_TRY(report::make_translations(meeting, true, fonts, books));
    CPC_TRY(write_papers(machine, folder, translated));
    const auto leaflets = CPC_TRY(report::make_translated_leaflets(meeting, true, fonts, books));
    return write_papers(machine, folder, leaflets);
}

}  // namespace

Result<std::string> temporary_folder() {
    auto name = (fs::temp_directory_path() / "case-conference-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        return fail(Fault::io, "a temporary folder could not be made", name,
                    "Give a folder with --store.");
    return name;
}

namespace {

// What is the same whichever way it was played.
Result<PlayReport> report_on(Machine& machine, const PlayOptions& options,
                             const play::Played& played, play::Hands& hands, meeting::Desk& desk) {
    PlayReport report;
    report.failures = played.failures;
    report.refusals = played.refusals.size();
    if (hands.meeting() == nullptr)
        return fail(Fault::malformed, "the scenario never opens its conference", options.scenario);
    report.closed = hands.meeting()->state().closed.has_value();
    std::vector<report::RefusedLine> refused;
    for (const auto& each : played.refusals)
        refused.push_back({each.line, each.refusal});
    const auto& meeting = *hands.meeting();
    report.outcome = report::outcome_json(meeting.state(), meeting.rules(), refused);
    if (!options.outcome.empty()) CPC_TRY(write_text(machine, options.outcome, report.outcome));
    if (!options.documents.empty() && (report.closed || meeting.state().request_refused()))
        CPC_TRY(write_documents(machine, meeting, options.documents));
    CPC_TRY(desk.vault().settle());
    report.entries = desk.vault().size();
    return report;
}

Result<PlayReport> play_by_commands(Machine& machine, const PlayOptions& options,
                                    const play::Scenario& scenario, meeting::Library library) {
    play::ScriptedClock clock;
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.site = "Practice";
    setup.practice = true;
    auto desk =
        CPC_TRY(meeting::Desk::set_up({machine.files, clock, machine.entropy}, options.store,
                                      practice_passphrase(), setup, std::move(library)));
    play::CommandHands hands(*desk, clock);
    const auto played = CPC_TRY(play::play(scenario, hands));
    return report_on(machine, options, played, hands, *desk);
}

Result<PlayReport> play_by_screens(Machine& machine, const PlayOptions& options,
                                   const play::Scenario& scenario, meeting::Library library) {
    const auto surface = CPC_TRY(stage::read_surface(options.surface));
    if (!options.gallery.empty()) {
        const auto words = CPC_TRY(machine.find_assets()) + "/locale";
        for (const auto& left_out : CPC_TRY(locale::add_all(machine.files, words)))
            std::fprintf(stderr, "left out: %s\n", left_out.c_str());
    }
    stage::Wanted wanted;
    wanted.folder = options.gallery;
    if (!options.gallery.empty()) wanted.looks = CPC_TRY(stage::looks_of(options.looks));
    const auto passphrase = practice_passphrase();
    auto performance = CPC_TRY(stage::begin_performance(
        scenario,
        {machine.files, machine.entropy, std::move(library), options.store,
         std::string{text_of(passphrase.view())}, options.screens, surface, std::move(wanted)}));
    auto& hands = *performance->hands;
    const auto played = CPC_TRY(play::play(scenario, hands));
    auto report =
        CPC_TRY(report_on(machine, options, played, hands, *performance->stage->shell().desk()));
    for (const auto& each : hands.mismatches())
        report.failures.push_back(each);
    report.not_offered = hands.not_offered();
    report.not_shown = hands.not_shown();
    report.complaints = performance->stage->complaints();
    report.pictures = options.screens.empty() ? 0 : performance->stage->pictures();
    if (const auto* gallery = performance->stage->gallery()) {
        CPC_TRY(gallery->write_page());
        report.pictures += gallery->pictures();
        const auto& found = gallery->complaints();
        report.complaints.insert(report.complaints.end(), found.begin(), found.end());
    }
    return report;
}

void print_list(const std::vector<std::string>& lines, const char* one, const char* many) {
    if (lines.empty()) return;
    std::printf("%zu %s:\n", lines.size(), lines.size() == 1 ? one : many);
    for (const auto& line : lines)
        std::printf("  %s\n", line.c_str());
}

}  // namespace

Result<PlayReport> play_scenario(Machine& machine, const PlayOptions& options) {
    const auto text =
        CPC_TRY(read_whole(machine.files, options.scenario, limits::scenario_bytes_max));
    const auto scenario = CPC_TRY(play::parse_scenario(text_of(text), options.scenario));
    auto library = CPC_TRY(machine.library());
    return options.through_screens
               ? play_by_screens(machine, options, scenario, std::move(library))
               : play_by_commands(machine, options, scenario, std::move(library));
}

int print_report(const PlayReport& report) {
    for (const auto& failure : report.failures)
        std::fprintf(stderr, "%s\n", failure.c_str());
    std::printf("%s: %llu entries, %zu refused by the procedure, %zu not as expected\n",
                report.closed ? "Closed" : "Not closed",
                static_cast<unsigned long long>(report.entries), report.refusals,
                report.failures.size());
    if (report.pictures > 0) std::printf("%zu pictures of screens\n", report.pictures);
    print_list(report.not_offered, "act that no screen offers", "acts that no screen offers");
    print_list(report.not_shown, "refused act has no control on the screen",
               "refused acts have no control on the screen");
    print_list(report.complaints, "complaint of the screens' own checks",
               "complaints of the screens' own checks");
    return report.failures.empty() ? good : not_good;
}

void add_play(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<PlayOptions>();
    auto words = std::make_shared<bool>(false);
    auto through = std::make_shared<std::string>("commands");
    auto* command = app.add_subcommand("play", "Play a conference from a scenario file");
    command->add_option("SCENARIO", options->scenario, "The scenario: one act a line");
    command->add_option("--store", options->store,
                        "Folder for the practice store (else a temporary one, removed after)");
    command->add_option("--outcome", options->outcome, "Write the outcome file (JSON) here");
    command->add_option("--documents", options->documents,
                        "Write the papers (PDF) into this folder");
    command->add_option("--through", *through, "The way in: commands, or the real screens")
        ->check(CLI::IsMember({"commands", "screens"}));
    command->add_option("--screens", options->screens,
                        "With --through screens: a picture (PNG) of each screen into this folder");
    command->add_option("--gallery", options->gallery,
                        "With --through screens: each screen in every size, text size, theme and "
                        "language into this folder, with an index.html (thousands of pictures)");
    command->add_option(
        "--looks", options->looks,
        "With --gallery: only these, for instance 1280x800,200,dusk,cy: sizes, text "
        "sizes, themes and languages, of which a kind that is not named stays whole");
    command->add_option("--surface", options->surface,
                        "With --through screens: the glass, 1280x800@1 or 1920x1200@1.5");
    command->add_flag("--words", *words, "Print the words of the scenario language");
    command->footer(
        "A store made by play is a practice store: its passphrase is \"practice practice "
        "practice\".\nAn act may be followed by: -> refused RULE");
    command->callback([options, words, through, &machine, &run] {
        run = [options, words, through, &machine] {
            options->through_screens = *through == "screens";
            if (*words) {
                print_words();
                return good;
            }
            if (options->scenario.empty())
                return tell({Fault::malformed, "name a scenario file", {}, "See cpc play --help."});
            const bool temporary = options->store.empty();
            if (temporary) {
                auto folder = temporary_folder();
                if (!folder) return tell(folder.error());
                options->store = *folder + "/store";
            }
            const auto report = play_scenario(machine, *options);
            std::error_code ignored;
            if (temporary) fs::remove_all(fs::path(options->store).parent_path(), ignored);
            if (!report) return tell(report.error());
            return print_report(*report);
        };
    });
}

}  // namespace cpc::cli
