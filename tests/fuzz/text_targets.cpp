// SPDX-License-Identifier: Apache-2.0
// Readers of what people write: procedures, overlays, scenarios, calendars.
#include <string>

#include "app/play/scenario.hpp"
#include "core/base/limits.hpp"
#include "core/procedure/calendar.hpp"
#include "core/procedure/complaints.hpp"
#include "core/procedure/overlay.hpp"
#include "core/procedure/profile.hpp"
#include "tests/fuzz/target.hpp"

namespace cpc::fuzz {
namespace {

// Whoever wrote the file is told where: an error without a place helps nobody.
void require_place(const Error& error) {
    require(!error.what.empty(), "an error that says nothing");
    require(!error.where.empty() || error.what.find(':') != std::string::npos,
            "an error without a place");
}

}  // namespace

void run_profile(ByteView input) {
    const auto procedure = procedure::load_procedure(text_of(input), "fuzz.toml");
    if (!procedure) return require_place(procedure.error());
    require(!procedure->id.empty(), "a procedure without a name");
}

void run_overlay(ByteView input) {
    (void)procedure::looks_like_overlay(text_of(input));
    const auto overlay = procedure::load_overlay(text_of(input), "fuzz.toml");
    if (!overlay) return require_place(overlay.error());
    require(!overlay->id.empty(), "an overlay without a name");
}

void run_scenario(ByteView input) {
    const auto scenario = play::parse_scenario(text_of(input), "fuzz.txt");
    if (!scenario) return require_place(scenario.error());
    for (const auto& act : scenario->acts)
        require(act.line > 0 && !act.verb.empty(), "an act without a line");
}

void run_calendar(ByteView input) {
    auto calendar = procedure::Calendar::parse(text_of(input), "GB-EAW", "fuzz.csv");
    if (!calendar) return require_place(calendar.error());
    require(calendar->first() <= calendar->last(), "a calendar that ends before it begins");
    (void)calendar->working_days_after(calendar->first(), 10);
    (void)calendar->add_local_days(text_of(input), "fuzz.csv");
}

}  // namespace cpc::fuzz
