// SPDX-License-Identifier: Apache-2.0
// The rules alone: no store, no keys, no screen. The record of the practice conference, made longer
// by what people say to each other until it has 300 entries.
#include <algorithm>

#include "app/meeting/event_codec.hpp"
#include "core/conference/decide.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

using namespace conference;

constexpr std::size_t entries = 300;
constexpr int times = 400;
constexpr double command_limit_us = 20;
constexpr double replay_limit_ms = 1;
constexpr double dates_limit_ms = 1;

struct Record {
    Rulebook rules;
    std::vector<Recorded> log;
    State state;  // at the plan, with a result
    LocalTime now;
};

// Its events, with contributions put in after the first one until there are enough.
std::vector<Recorded> lengthened(const std::vector<Recorded>& log) {
    std::vector<Recorded> out;
    const auto add = [&](const Event& event) { out.push_back({out.size() + 1, event}); };
    bool longer = false;
    for (const auto& recorded : log) {
        add(recorded.event);
        const auto* said = std::get_if<ContributionRecorded>(&recorded.event);
        if (said == nullptr || longer || log.size() >= entries) continue;
        longer = true;
        for (std::size_t i = log.size(); i < entries; ++i) {
            auto more = *said;
            more.contribution.bytes = {static_cast<std::uint8_t>(i),
                                       static_cast<std::uint8_t>(i >> 8U), 1};
            add(more);
        }
    }
    return out;
}

Result<Record> record_of(const Setting& setting) {
    const auto room = CPC_TRY(
        play_room(setting.folder + "/engine", setting.assets, crypto::KeyslotCost::practice(), {}));
    const auto& meeting = *room->hands->meeting();
    std::vector<Recorded> log;
    for (const auto& stored : CPC_TRY(room->desk->vault().conference(meeting.id())))
        if (auto event = CPC_TRY(meeting::decode_event(stored.header.type, stored.payload)))
            log.push_back({stored.seq, std::move(*event)});
    Record record{meeting.rules(), lengthened(log), {}, meeting.now()};
    const auto close = std::find_if(record.log.begin(), record.log.end(), [](const auto& r) {
        const auto* entered = std::get_if<StageEntered>(&r.event);
        return entered != nullptr && entered->stage == Stage::close;
    });
    record.state = CPC_TRY(
        replay(State{}, {record.log.data(), static_cast<std::size_t>(close - record.log.begin())}));
    if (record.state.child_order.empty() || record.state.person_order.empty())
        return fail(Fault::malformed, "the practice conference has nobody in it");
    return record;
}

// One of each sort of command that this state takes: a word, a person, a point, a vote, a date, a
// stage.
std::vector<Command> commands_for(const Record& record) {
    const auto& state = record.state;
    const auto person = state.person_order.front();
    const auto child = state.child_order.front();
    ContributionRecorded said;
    said.speaker = person;
    said.text = "What was seen on Tuesday.";
    auto later = record.now;
    later.date = later.date + 30;
    return {Say<ContributionRecorded>{said},
            Say<PersonIntroduced>{{person}},
            Say<ViewsRecorded>{{child, {}, "Likes school.", "present", {}}},
            Say<RiskSummarised>{{child, "The main issues."}},
            Say<DissentNoted>{{child, person, "plan", "Too little."}},
            LockResult{child, {}},
            Say<NextConferenceSet>{{later, "Staff are away."}},
            EnterStage{Stage::close, {}}};
}

Figure command_figure(const Record& record) {
    Series all;
    Series worst;
    for (const auto& command : commands_for(record)) {
        Series own;
        for (int i = 0; i < times; ++i) {
            auto state = record.state;
            const Context by{record.now, {}};
            const double start = now_ms();
            auto answer = decide(state, record.rules, by, command);
            if (auto* events = std::get_if<std::vector<Event>>(&answer))
                for (auto& event : *events) {
                    const Recorded recorded{state.last_seq + 1, std::move(event)};
                    auto next = evolve(std::move(state), recorded);
                    if (next) state = std::move(*next);
                }
            own.push_back(1e3 * (now_ms() - start));
        }
        all.insert(all.end(), own.begin(), own.end());
        worst.push_back(median(own));
    }
    return {"command",
            "decide and evolve for one command on a record of 300 entries",
            "µs",
            command_limit_us,
            median(all),
            "median of 8 sorts of command, " + std::to_string(times) +
                " times each; the slowest sort " +
                number(*std::max_element(worst.begin(), worst.end()), 1) + " µs"};
}

Result<Figure> replay_figure(const Record& record) {
    Series took;
    for (int i = 0; i < times; ++i) {
        const double start = now_ms();
        const auto state = CPC_TRY(replay(State{}, record.log));
        took.push_back(now_ms() - start);
        CPC_CHECK(state.last_seq == record.log.back().seq);
    }
    return Figure{
        "replay",
        "a whole conference folded from its events",
        "ms",
        replay_limit_ms,
        median(took),
        std::to_string(record.log.size()) + " entries, median of " + std::to_string(took.size())};
}

Figure dates_figure(const Record& record) {
    Series took;
    std::size_t limits = 0;
    for (int i = 0; i < times; ++i) {
        const double start = now_ms();
        const auto deadlines = deadlines_of(record.state, record.rules, record.now);
        took.push_back(now_ms() - start);
        limits = deadlines.counted.size();
    }
    return {
        "dates",      "every date of the procedure with its counting",
        "ms",         dates_limit_ms,
        median(took), std::to_string(limits) + " limits, median of " + std::to_string(took.size())};
}

}  // namespace

Result<Figures> engine_figures(const Setting& setting) {
    const auto record = CPC_TRY(record_of(setting));
    Figures out;
    out.push_back(command_figure(record));
    out.push_back(CPC_TRY(replay_figure(record)));
    out.push_back(dates_figure(record));
    return out;
}

}  // namespace cpc::bench
