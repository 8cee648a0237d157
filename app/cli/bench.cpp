// SPDX-License-Identifier: Apache-2.0
// cpc bench: the figures of tests/bench as a table and as JSON. It judges nothing but "within" or
// "over"; its exit code says only whether it could measure.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/play.hpp"
#include "tests/bench/figure.hpp"

namespace cpc::cli {
namespace {

namespace fs = std::filesystem;

struct BenchOptions {
    std::string json;
    std::string folder;
    int rounds = 41;
    bool large = false;
    std::string only;
    std::size_t conferences = bench::Setting{}.conferences;
};

using Part = Result<bench::Figures> (*)(const bench::Setting&);
std::vector<Part> parts_of(const BenchOptions& options) {
    if (options.large) return {bench::large_register_figures, bench::large_figures};
    if (options.only == "sync") return {bench::sync_figures};
    if (options.only == "register") return {bench::register_figures};
    if (options.only == "register-large") return {bench::large_register_figures};
    // First: later the process has grown as far as it will, and nothing could be seen.
    return {bench::meeting_figures,  bench::engine_figures, bench::store_figures,
            bench::beside_figures,   bench::scale_figures,  bench::sync_figures,
            bench::register_figures, bench::screen_figures, bench::process_figures};
}

int digits_of(double value) {
    return value < 10 ? 3 : 1;
}

void print_figure(const bench::Figure& figure) {
    const auto value = figure.value ? bench::number(*figure.value, digits_of(*figure.value)) : "–";
    const auto limit = bench::number(figure.limit, figure.limit < 0.1  ? 2
                                                   : figure.limit < 10 ? 1
                                                                       : 0);
    std::printf("%-16s %8s %-3s  limit %5s  %s\n    %s\n    %s\n", figure.name.c_str(),
                value.c_str(), figure.unit.c_str(), limit.c_str(),
                bench::verdict_of(figure).c_str(), figure.what.c_str(), figure.detail.c_str());
    std::fflush(stdout);
}

std::string json_of(const bench::Figures& figures) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const auto& figure : figures) {
        nlohmann::ordered_json one;
        one["name"] = figure.name;
        one["what"] = figure.what;
        one["unit"] = figure.unit;
        one["limit"] = figure.limit;
        one["value"] = figure.value ? nlohmann::ordered_json(*figure.value) : nullptr;
        one["verdict"] = bench::verdict_of(figure);
        one["detail"] = figure.detail;
        out.push_back(std::move(one));
    }
    return nlohmann::ordered_json{{"figures", out}}.dump(2) + "\n";
}

Result<bench::Setting> setting_of(Machine& machine, const BenchOptions& options) {
    bench::Setting setting;
    setting.assets = fs::absolute(CPC_TRY(machine.find_assets())).string();
    std::error_code unknown;
    const auto self = fs::read_symlink("/proc/self/exe", unknown);
    setting.kiosk = (self.parent_path() / "cpc-kiosk").string();
    setting.rounds = options.rounds;
    setting.conferences = options.conferences;
    setting.folder = options.folder;
    if (setting.folder.empty())
        setting.folder = CPC_TRY(temporary_folder());
    else
        CPC_TRY(machine.files.make_directories(setting.folder));
    setting.folder = fs::absolute(setting.folder).string() + "/run";
    if (machine.files.exists(setting.folder))
        return fail(Fault::refused, "the folder for measuring is in use", setting.folder,
                    "Name another one with --folder.");
    CPC_TRY(machine.files.make_directories(setting.folder));
    return setting;
}

Result<bench::Figures> measure(Machine& machine, const BenchOptions& options) {
    const auto setting = CPC_TRY(setting_of(machine, options));
    bench::Figures all;
    for (const auto part : parts_of(options)) {
        auto figures = part(setting);
        if (!figures) std::fprintf(stderr, "%s\n", figures.error().text().c_str());
        if (!figures) continue;
        for (auto& figure : *figures) {
            print_figure(figure);
            all.push_back(std::move(figure));
        }
    }
    std::error_code ignored;
    fs::remove_all(
        options.folder.empty() ? fs::path(setting.folder).parent_path() : fs::path(setting.folder),
        ignored);
    if (all.empty()) return fail(Fault::io, "nothing could be measured");
    if (!options.json.empty())
        CPC_TRY(write_whole(machine.files, options.json, view_of(json_of(all))));
    return all;
}

}  // namespace

void add_bench(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<BenchOptions>();
    auto* command = app.add_subcommand(
        "bench", "Measure against limits, as ratios to what is measured in the same run");
    command->add_option("--json", options->json, "Write the figures here as well");
    command->add_option("--folder", options->folder,
                        "Measure on the disk this folder is on (else the temporary folder's)");
    command->add_option("--rounds", options->rounds, "Repetitions of each pair")
        ->check(CLI::Range(30, 100'000));
    command->add_flag("--large", options->large,
                      "Instead: a record of 3,000,000 entries (8 GB on the disk, half an hour)");
    command->add_option("--only", options->only, "These figures alone")
        ->check(CLI::IsMember({"sync", "register", "register-large"}));
    command->add_option("--conferences", options->conferences, "With --large: another size")
        ->check(CLI::Range(std::size_t{10}, std::size_t{30'000}));
    command->footer("How each figure is taken: tests/bench/README.md. Takes a few minutes.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto figures = measure(machine, *options);
            if (!figures) return tell(figures.error());
            return good;
        };
    });
}

}  // namespace cpc::cli
