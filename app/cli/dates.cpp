// SPDX-License-Identifier: Apache-2.0
// cpc dates and cpc profile.
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/dates/dates.hpp"

namespace cpc::cli {
namespace {

struct DatesOptions {
    std::string procedure;
    std::string type;
    std::vector<std::string> events;
    std::vector<std::string> flags;
    bool json = false;
};

// A name of the library, or a file.
Result<meeting::Edition> find_edition(Machine& machine, const std::string& name) {
    const auto assets = CPC_TRY(machine.find_assets());
    if (name.find('/') != std::string::npos || name.find(".toml") != std::string::npos)
        return meeting::Library::load_edition(machine.files, assets, name);
    const auto library = CPC_TRY(machine.library());
    if (const auto* edition = library.by_id(name)) return *edition;
    std::string known;
    for (const auto& edition : library.editions())
        known += (known.empty() ? "" : ", ") + edition.rules.procedure.id;
    return fail(Fault::not_found, "no procedure is called \"" + name + "\"", {},
                "There are: " + known + ". A file can be named too.");
}

Result<std::string> dates_text(Machine& machine, const DatesOptions& options) {
    const auto edition = CPC_TRY(find_edition(machine, options.procedure));
    dates::Request request;
    request.type = options.type;
    request.events = CPC_TRY(dates::split_events(options.events));
    request.flags.insert(options.flags.begin(), options.flags.end());
    request.form = options.json ? dates::Form::json : dates::Form::text;
    return dates::render_dates(edition.rules.procedure, edition.rules.calendar, request);
}

std::string profile_text(const meeting::Edition& edition) {
    const auto& p = edition.rules.procedure;
    std::string out = p.id + ", edition " + p.edition + ": " + p.title + "\n";
    out += "authority   " + p.authority + "\nsource      " + p.source + "\nSHA-256     " + p.hash +
           "\nregion      " + p.region + ", " + p.time_zone + "\n";
    for (const auto& type : p.types)
        out += "type        " + type.id + ": " + type.label + "\n";
    out += "decides     " + p.the<procedure::DecisionRule>().sentence + "\n            (" +
           p.the<procedure::DecisionRule>().basis.cites + ")\n";
    for (const auto& limit : p.deadlines)
        out += "limit       " + limit.basis.id + (limit.which.empty() ? "" : " " + limit.which) +
               ": " + limit.label + " [" + std::string{procedure::status_word(limit.basis.status)} +
               "]\n";
    return out;
}

}  // namespace

void add_dates(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<DatesOptions>();
    auto* command =
        app.add_subcommand("dates", "Print every deadline with its day-by-day counting");
    command->add_option("--profile", options->procedure, "Procedure id or .toml file")->required();
    command->add_option("--type", options->type, "Conference type, such as initial")->required();
    command->add_option("--event", options->events,
                        "NAME=DATE or NAME=DATEThh:mm; may be given several times");
    command->add_option("--flag", options->flags, "Flag of the type, such as transfer-in");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Example: cpc dates --profile torbay-cpp --type initial --event "
        "strategy-meeting=2027-03-09 --event close=2027-03-30T11:45");
    command->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto text = dates_text(machine, *options);
            if (!text) return tell(text.error());
            std::fputs(text->c_str(), stdout);
            return good;
        };
    });
}

void add_profile(CLI::App& app, Machine& machine, Run& run) {
    auto name = std::make_shared<std::string>();
    auto* command = app.add_subcommand("profile", "Check a procedure file and say what it holds");
    command->add_option("PROFILE", *name, "Procedure id or .toml file")->required();
    command->footer(
        "A file with mistakes is refused with file:line:column and what to write instead.");
    command->callback([name, &machine, &run] {
        run = [name, &machine] {
            const auto edition = find_edition(machine, *name);
            if (!edition) return tell(edition.error(), not_good);
            std::fputs(profile_text(*edition).c_str(), stdout);
            return good;
        };
    });
}

}  // namespace cpc::cli
