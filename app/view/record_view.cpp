// SPDX-License-Identifier: Apache-2.0
#include "app/view/record_view.hpp"

#include <algorithm>
#include <array>

#include "app/locale/messages.hpp"
#include "app/view/information_sheets.hpp"
#include "app/view/room_sheets.hpp"

namespace cpc::view {
namespace {

std::string stage_label(conference::Stage stage, const procedure::Procedure& procedure) {
    if (stage == conference::Stage::preparation) return say("prepare.title");
    if (stage == conference::Stage::closed) return say("record.after_close");
    const auto* known = procedure_stage(procedure, stage);
    return known == nullptr ? std::string{conference::word(stage)} : known->label;
}

std::string signed_by(const RecordLine& line, const conference::State& state) {
    std::vector<std::string> names;
    for (const auto& person : line.signed_by)
        names.push_back(person_name(state, person));
    if (line.by_chair) names.push_back(say("record.the_chair"));
    if (names.empty()) return say("record.signed_device");
    return say("record.signed", {{"who", say_list(names)}});
}

const conference::Contribution* contribution_of(const conference::State& state, std::uint64_t seq) {
    const auto found =
        std::find_if(state.contributions.begin(), state.contributions.end(),
                     [&](const conference::Contribution& each) { return each.seq == seq; });
    return found == state.contributions.end() ? nullptr : &*found;
}

RecordRow row_of(const RecordLine& line, const conference::State& state,
                 const conference::Rulebook& rules) {
    RecordRow row;
    row.key = std::to_string(line.seq);
    row.label = line.erased ? say("record.erased") : entry_words(line.type);
    std::vector<std::string> about;
    if (!line.person.empty() && state.person(line.person) != nullptr)
        about.push_back(person_name(state, line.person));
    if (const auto* child = state.child(line.child)) about.push_back(child->added.ref);
    if (!about.empty())
        row.label = say("record.about", {{"what", row.label}, {"whom", say_list(about)}});
    row.detail = say("record.detail", {{"when", say_date(line.at.date) + ", " + line.at.clock()},
                                       {"n", std::to_string(line.seq)},
                                       {"signed", signed_by(line, state)}});
    const auto* said = contribution_of(state, line.seq);
    if (said != nullptr && shown_to_room(state, said->said.segment))
        row.said = contribution_view(*said, state, rules);
    return row;
}

CheckLine line_of(const CheckFacts& check, std::string_view whole_key) {
    CheckLine line;
    if (check.over && check.whole) {
        line.good = true;
        line.text = say_count(whole_key, static_cast<std::size_t>(check.done));
    } else if (check.over) {
        line.bad = true;
        line.text = say("past.damaged", {{"what", check.trouble}});
    } else if (check.running) {
        line.running = true;
        line.text = say("ready.progress",
                        {{"n", std::to_string(check.done)}, {"all", std::to_string(check.all)}});
        line.part =
            check.all == 0 ? 0 : static_cast<float>(check.done) / static_cast<float>(check.all);
    } else {
        line.text = say("past.not-verified");
    }
    return line;
}

}  // namespace

std::string entry_words(std::uint16_t type) {
    constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7',
                                '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    std::string key = "entry.";
    for (const int shift : {12, 8, 4, 0})
        key += digits.at((type >> static_cast<unsigned>(shift)) & 0xFU);
    return locale::find(key) ? say(key) : say("entry.other");
}

std::vector<RecordStage> record_stages(const conference::State& state,
                                       const conference::Rulebook& rules,
                                       const RecordFacts& facts) {
    std::vector<std::pair<conference::Stage, RecordStage>> found;
    auto stage = conference::Stage::preparation;
    for (const auto& line : facts.lines) {
        if (line.stage) stage = *line.stage;
        if (state.closed && line.seq > state.closed_seq) stage = conference::Stage::closed;
        auto at = std::find_if(found.begin(), found.end(),
                               [&](const auto& each) { return each.first == stage; });
        if (at == found.end())
            at = found.insert(found.end(),
                              {stage, RecordStage{stage_label(stage, rules.procedure), {}}});
        at->second.rows.push_back(row_of(line, state, rules));
    }
    std::vector<RecordStage> out;
    for (auto& [ignored, each] : found)
        out.push_back(std::move(each));
    return out;
}

CheckLine own_check_line(const RecordFacts& facts) {
    return line_of(facts.own, "record.own_whole");
}

CheckLine whole_check_line(const RecordFacts& facts) {
    return line_of(facts.whole, "past.whole");
}

}  // namespace cpc::view
