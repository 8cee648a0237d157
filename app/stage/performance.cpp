// SPDX-License-Identifier: Apache-2.0
#include "app/stage/performance.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "core/procedure/zone.hpp"

namespace cpc::stage {
namespace {

constexpr std::int64_t half_an_hour_ms = 30 * 60'000;
constexpr int side_least_px = 640, side_most_px = 7'680;

Result<Instant> start_of(const play::Scenario& scenario, const meeting::Library& library) {
    std::string procedure;
    for (const auto& act : scenario.acts) {
        if (act.verb == "procedure" && !act.words.empty()) procedure = act.words.front();
        const auto found = act.details.find("on");
        if (act.verb != "conference" || found == act.details.end()) continue;
        const auto* edition = library.by_id(procedure);
        if (edition == nullptr || found->second.size() < 2) break;
        const auto day = CPC_TRY(play::read_date(scenario, act, found->second[0]));
        const auto minute = CPC_TRY(play::read_clock(scenario, act, found->second[1]));
        const auto start =
            CPC_TRY(procedure::wall_time(day, minute, edition->rules.procedure.time_zone));
        return Instant{start.instant().ms - half_an_hour_ms};
    }
    return fail(Fault::malformed, "the scenario plans no conference", scenario.file,
                "Begin with: procedure ID, then: conference TYPE \"FAMILY\" on DATE TIME.");
}

bool read_number(std::string_view text, int& value) {
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end;
}

}  // namespace

Result<std::unique_ptr<Performance>> begin_performance(const play::Scenario& scenario,
                                                       Tablet tablet) {
    auto performance = std::make_unique<Performance>();
    performance->clock.set(CPC_TRY(start_of(scenario, tablet.library)));
    for (const auto& folder : {tablet.pictures, tablet.gallery.folder})
        if (!folder.empty()) CPC_TRY(tablet.files.make_directories(folder));
    Setting setting{{tablet.files, performance->clock, tablet.entropy},
                    std::move(tablet.library),
                    tablet.directory,
                    tablet.passphrase,
                    "Practice",
                    tablet.pictures,
                    tablet.surface,
                    std::move(tablet.gallery),
                    tablet.hands,
                    tablet.outside};
    performance->stage = CPC_TRY(Stage::make(std::move(setting)));
    performance->hands = std::make_unique<ScreenHands>(*performance->stage, performance->clock);
    return performance;
}

Result<ui::Surface> read_surface(const std::string& text) {
    const auto cross = text.find('x');
    const auto at = std::min(text.find('@'), text.size());
    ui::Surface surface;
    char* end = nullptr;
    const auto density = at < text.size() ? text.substr(at + 1) : std::string{"1"};
    surface.density = std::strtof(density.c_str(), &end);
    const bool good = cross < at && read_number(text.substr(0, cross), surface.width_px) &&
                      read_number(text.substr(cross + 1, at - cross - 1), surface.height_px) &&
                      *end == '\0' && surface.density >= 0.5F && surface.density <= 4 &&
                      surface.width_px >= side_least_px && surface.width_px <= side_most_px &&
                      surface.height_px >= side_least_px && surface.height_px <= side_most_px;
    if (good) return surface;
    return fail(Fault::malformed, "\"" + text + "\" is not a surface", {},
                "Write width x height @ density: 1280x800@1 or 1920x1200@1.5.");
}

}  // namespace cpc::stage
