// SPDX-License-Identifier: Apache-2.0
// cpc dates: every deadline with its counting.
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/edition.hpp"
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

Result<std::string> dates_text(Machine& machine, const DatesOptions& options) {
    const auto edition = CPC_TRY(find_edition(machine, options.procedure));
    dates::Request request;
    request.type = options.type;
    request.events = CPC_TRY(dates::split_events(options.events));
    request.flags.insert(options.flags.begin(), options.flags.end());
    request.form = options.json ? dates::Form::json : dates::Form::text;
    return dates::render_dates(edition.rules.procedure, edition.rules.calendar, request);
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

}  // namespace cpc::cli
