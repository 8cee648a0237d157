// SPDX-License-Identifier: Apache-2.0
// cpc practice: one finished practice conference, for somebody who wants to see what comes out.
#include <cstdio>
#include <memory>

#include "app/cli/play.hpp"

namespace cpc::cli {
namespace {

int practise(Machine& machine, const std::string& out) {
    const auto assets = machine.find_assets();
    if (!assets) return tell(assets.error());
    PlayOptions options;
    options.scenario = *assets + "/practice/first-conference.txt";
    options.store = out + "/store";
    options.outcome = out + "/outcome.json";
    options.documents = out + "/documents";
    const auto made = machine.files.make_directories(out);
    if (!made) return tell(made.error());
    const auto report = play_scenario(machine, options);
    if (!report) return tell(report.error());
    const int code = print_report(*report);
    std::printf("decision sheet  %s/documents/decision-sheet-professional.pdf\n", out.c_str());
    std::printf("family's sheet  %s/documents/decision-sheet-family.pdf\n", out.c_str());
    std::printf("outcome         %s/outcome.json\n", out.c_str());
    std::printf("record          %s/store\n", out.c_str());
    return code;
}

}  // namespace

void add_practice(CLI::App& app, Machine& machine, Run& run) {
    auto out = std::make_shared<std::string>();
    auto* command =
        app.add_subcommand("practice", "Play one whole practice conference and name its files");
    command->add_option("--out", *out, "Folder for everything it makes")->required();
    command->callback(
        [out, &machine, &run] { run = [out, &machine] { return practise(machine, *out); }; });
}

}  // namespace cpc::cli
