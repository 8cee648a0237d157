// SPDX-License-Identifier: Apache-2.0
#include "app/play/family.hpp"

#include <algorithm>
#include <cstdio>

#include "app/play/command_hands.hpp"
#include "core/base/limits.hpp"

namespace cpc::play {
namespace {

constexpr std::int32_t quarter_minutes = 15;
constexpr const char* words_of_training = "Made up, for training.";
constexpr std::string_view ending = ".txt";

const Act* first(const Scenario& scenario, std::string_view verb) {
    const auto found = std::find_if(scenario.acts.begin(), scenario.acts.end(),
                                    [&](const Act& act) { return act.verb == verb; });
    return found == scenario.acts.end() ? nullptr : &*found;
}

Result<void> read_aims(Family& family, const Act& aim) {
    family.aims["en"] = aim.words[0];
    const auto others = aim.details.find("in");
    if (others == aim.details.end()) return {};
    family.aims[others->second[0]] = others->second[1];
    return {};
}

std::string clock_of(std::int32_t minute) {
    char text[8];
    std::snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
    return text;
}

}  // namespace

const std::string& Family::aim(std::string_view language) const {
    const auto found = aims.find(std::string{language});
    return found == aims.end() ? aims.at("en") : found->second;
}

Result<Family> read_family(std::string_view text, const std::string& file) {
    Family family;
    family.scenario = CPC_TRY(parse_scenario(text, file));
    const auto& acts = family.scenario.acts;
    const auto* aim = first(family.scenario, "aim");
    const auto* procedure = first(family.scenario, "procedure");
    const auto* conference = first(family.scenario, "conference");
    const auto* practise = first(family.scenario, "practise");
    if (aim == nullptr || procedure == nullptr || conference == nullptr || practise == nullptr ||
        !conference->has("on"))
        return fail(Fault::malformed, "this is not a family to practise with", file,
                    "It has the lines aim, procedure, conference … on, and practise.");
    CPC_TRY(read_aims(family, *aim));
    const auto slash = file.rfind('/');
    family.id = file.substr(slash == std::string::npos ? 0 : slash + 1);
    if (family.id.ends_with(ending)) family.id.resize(family.id.size() - ending.size());
    family.name = conference->words[1];
    family.procedure = procedure->words[0];
    family.type = conference->words[0];
    family.prepared = static_cast<std::size_t>(practise - acts.data());
    family.begins = conference::Stage::preparation;
    for (std::size_t i = 0; i < family.prepared; ++i) {
        const auto& act = acts[i];
        if (act.verb == "child") ++family.children;
        if (act.verb == "stage" && !act.refused_by)
            family.begins = conference::from_word<conference::Stage>(act.words[0])
                                .value_or(conference::Stage::preparation);
    }
    return family;
}

Result<std::vector<Family>> read_families(Files& files, const std::string& folder) {
    std::vector<Family> families;
    if (!files.exists(folder)) return families;
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!name.ends_with(ending)) continue;
        const auto path = folder + "/" + name;
        const auto bytes = CPC_TRY(read_whole(files, path, limits::scenario_bytes_max));
        families.push_back(CPC_TRY(read_family(text_of(bytes), path)));
    }
    return families;
}

Result<ConferenceId> prepare(const Family& family, meeting::Desk& desk) {
    if (!desk.practice())
        return fail(Fault::refused, "A made-up family is for a training tablet only", family.id,
                    "Nothing was recorded. Start a training tablet with --practice.");
    const auto* edition = desk.library().by_id(family.procedure);
    if (edition == nullptr)
        return fail(Fault::not_found, "The procedure of this family is not on this tablet",
                    family.procedure);
    const auto now = desk.now(edition->rules.procedure);
    const auto& planned = *first(family.scenario, "conference");
    const auto day = CPC_TRY(read_date(family.scenario, planned, planned.details.at("on").front()));
    auto scenario = moved_by(family.scenario, now.date.days - day.days);
    for (auto& act : scenario.acts)
        if (act.verb == "conference")
            act.details["on"][1] = clock_of(now.minute / quarter_minutes * quarter_minutes);
    scenario.acts.resize(family.prepared);
    CommandHands hands(desk, words_of_training);
    const auto played = CPC_TRY(play(scenario, hands));
    if (!played.failures.empty()) return fail(Fault::refused, played.failures.front(), family.id);
    for (const auto& refused : played.refusals) {
        const auto act = std::find_if(scenario.acts.begin(), scenario.acts.end(),
                                      [&](const Act& each) { return each.line == refused.line; });
        if (act == scenario.acts.end() || !act->refused_by)
            return fail(Fault::refused, refused.refusal.message,
                        scenario.file + ":" + std::to_string(refused.line), refused.refusal.rule);
    }
    return hands.meeting()->id();
}

}  // namespace cpc::play
