// SPDX-License-Identifier: Apache-2.0
// A long meeting on the glass: three hours, a thousand entries, each brought about by presses on
// the real screens. What is looked for is memory that grows with the hours and not with the record.
#include <cstdio>

#include "app/stage/performance.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/bench/figure.hpp"

namespace cpc::bench {
namespace {

constexpr std::uint64_t entries_wanted = 1'000, entries_before = 200;
constexpr int begins_minute = 10 * 60 + 10, minutes = 180;
constexpr double growth_limit_mib = 16;

// The practice conference as far as information sharing, then one contribution after the other.
Result<play::Scenario> long_meeting(Files& files, const std::string& assets) {
    const auto file = assets + "/practice/first-conference.txt";
    const auto bytes = CPC_TRY(read_whole(files, file, limits::scenario_bytes_max));
    const auto begun = text_of(bytes);
    std::string text{begun.substr(0, begun.find("at 10:10"))};
    const char* people[] = {"worker", "police", "nurse", "school", "housing"};
    for (std::uint64_t i = 0; i < entries_wanted; ++i) {
        const int minute = begins_minute + static_cast<int>(i * minutes / entries_wanted);
        char at[16];
        std::snprintf(at, sizeof at, "at %02d:%02d\n", minute / 60, minute % 60);
        text += at;
        text += std::string{"say "} + people[i % std::size(people)] + " fact \"Point " +
                std::to_string(i + 1) + ".\" about CD\n";
    }
    return play::parse_scenario(text, file);
}

Result<Figures> measure(const Setting& setting) {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    const auto scenario = CPC_TRY(long_meeting(files, setting.assets));
    auto library = CPC_TRY(meeting::Library::load(files, setting.assets));
    auto performance = CPC_TRY(stage::begin_performance(
        scenario,
        {files, entropy, std::move(library), setting.folder + "/long", "words to measure by", {}}));
    auto& vault = performance->stage->shell().desk()->vault();
    double before = 0;
    double before_ms = 0;
    const double began_ms = now_ms();
    for (const auto& act : scenario.acts) {
        CPC_TRY(performance->hands->carry_out(scenario, act));
        if (before == 0 && vault.size() >= entries_before) {
            before = resident_mib("VmRSS:");
            before_ms = now_ms();
        }
        if (vault.size() >= entries_wanted) break;
    }
    if (!performance->hands->not_offered().empty())
        return fail(Fault::refused, performance->hands->not_offered().front());
    const double after = resident_mib("VmRSS:");
    return Figures{
        {"meeting-memory",
         "growth of the resident set over a meeting of three hours, pressed on the glass", "MiB",
         growth_limit_mib, after - before,
         "from entry " + std::to_string(entries_before) + " to " + std::to_string(vault.size()) +
             ", " + number(before, 0) + " to " + number(after, 0) + " MiB; all of it pressed in " +
             number((now_ms() - began_ms) / 1000, 0) + " s, " +
             number((now_ms() - before_ms) / static_cast<double>(vault.size() - entries_before),
                    0) +
             " ms an entry after the first " + std::to_string(entries_before)}};
}

}  // namespace

Result<Figures> meeting_figures(const Setting& setting) {
    auto measured = measure(setting);
    if (measured) return measured;
    return Figures{{"meeting-memory",
                    "growth over a long meeting",
                    "MiB",
                    growth_limit_mib,
                    {},
                    measured.error().text()}};
}

}  // namespace cpc::bench
