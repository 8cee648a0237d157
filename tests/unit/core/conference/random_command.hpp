// SPDX-License-Identifier: Apache-2.0
// Any command at all, with any content: ids that exist and ids that do not, words of the procedure
// in the wrong place, empty texts, moments long gone. Built from each event's fields(), so that a
// new event is part of it without a line here.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/conference/commands.hpp"
#include "core/conference/rulebook.hpp"
#include "support.hpp"

namespace cpc::conference::test {

// SplitMix64: the same throws on every machine.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : state_(seed) {}
    std::uint32_t operator()() {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<std::uint32_t>((mixed ^ (mixed >> 31U)) >> 32U);
    }

  private:
    std::uint64_t state_;
};

inline bool chance(Dice& dice, unsigned percent) {
    return dice() % 100 < percent;
}
template <class List>
const auto& pick(Dice& dice, const List& list) {
    return list[dice() % list.size()];
}

// Every word that the procedure gives a meaning to.
inline std::vector<std::string> words_of(const procedure::Procedure& procedure) {
    std::vector<std::string> words{"quorum.proceed", "key-absent", "must-attend", "risk", "plan"};
    const auto ids = [&](const auto& list) {
        for (const auto& each : list)
            words.push_back(each.id);
    };
    const auto points = [&](const std::vector<procedure::ChecklistItem>& list) {
        for (const auto& item : list) {
            words.push_back(item.id);
            words.push_back(item.id + "@C1");
            ids(item.answers);
        }
    };
    ids(procedure.roles);
    ids(procedure.events);
    for (const auto& type : procedure.types) {
        words.push_back(type.id);
        ids(type.opening_choices);
    }
    for (const auto& role : procedure.roles)
        if (role.omission_needs_reason) words.push_back("omit-" + role.id);
    for (const auto& stage : procedure.stages)
        points(stage.checklist);
    points(procedure.the<procedure::ChairRule>().confirmations);
    if (const auto* rule = procedure.find<procedure::CategoryRule>()) ids(rule->categories);
    if (const auto* rule = procedure.find<procedure::ExclusionRule>()) {
        ids(rule->grounds);
        ids(rule->refused_grounds);
    }
    ids(procedure.risk.severity);
    ids(procedure.risk.likelihood);
    ids(procedure.the<procedure::DecisionRule>().mandatory_texts);
    for (const auto& limit : procedure.deadlines)
        words.push_back(limit.basis.id);
    for (const auto& route : procedure.dissent_routes) {
        words.push_back(route.basis.id);
        ids(route.steps);
    }
    return words;
}

class RandomCommand {
  public:
    RandomCommand(Dice& dice, const State& state, const std::vector<std::string>& words,
                  LocalTime now)
        : dice_(dice), state_(state), words_(words), now_(now) {}

    Command any() {
        constexpr auto kinds = std::variant_size_v<Command>;
        auto command = empty(dice_() % kinds, std::make_index_sequence<kinds>{});
        std::visit([&](auto& asked) { fill(asked); }, command);
        return command;
    }

  private:
    template <std::size_t... I>
    static Command empty(std::size_t kind, std::index_sequence<I...>) {
        Command command;
        ((I == kind ? void(command.emplace<I>()) : void()), ...);
        return command;
    }

    template <class E>
    void fill(Say<E>& say) {
        event(say.fact);
    }
    void fill(EnterStage& asked) {
        value(asked.stage);
        value(asked.reason);
    }
    void fill(OpenBallot& asked) { value(asked.child); }
    void fill(CloseBallot& asked) { value(asked.child); }
    void fill(LockResult& asked) {
        value(asked.child);
        value(asked.categories);
    }
    void fill(CloseConference& asked) { value(asked.summary); }
    void fill(CancelConference& asked) { value(asked.reason); }

    template <class E>
    void event(E& fact) {
        std::apply([&](auto... field) { (value(fact.*field), ...); }, E::fields());
    }

    void value(std::string& text) {
        const auto kind = dice_() % 100;
        if (kind < 15)
            text = chance(dice_, 50) ? "" : "  ";
        else if (kind < 50)
            text = pick(dice_, words_);
        else if (kind < 51)
            text.assign(20'000, 'x');
        else
            text = "Some words.";
    }
    void value(bool& yes) { yes = chance(dice_, 50); }
    void value(std::int32_t& number) { number = static_cast<std::int32_t>(dice_() % 14) - 1; }
    void value(std::uint64_t& number) { number = dice_() % 300; }
    void value(Date& date) { date = Date{now_.date.days + static_cast<int>(dice_() % 240) - 60}; }
    void value(LocalTime& at) {
        at = now_;
        value(at.date);
    }
    void value(PersonId& id) { known(id, state_.person_order); }
    void value(ChildId& id) { known(id, state_.child_order); }
    template <class Tag>
    void value(Id<Tag>& id) {
        id = id_of<Id<Tag>>(dice_() % 6);
    }
    template <class I>
    void known(I& id, const std::vector<I>& list) {
        if (list.empty() || chance(dice_, 12))
            id = id_of<I>(dice_() % 3 == 0 ? 0 : dice_() % 40);
        else
            id = pick(dice_, list);
    }
    template <std::size_t N>
    void value(ByteArray<N>& bytes) {
        bytes[0] = static_cast<std::uint8_t>(dice_() % 3);
    }
    template <class T>
    void value(std::optional<T>& maybe) {
        if (chance(dice_, 50)) return;
        value(maybe.emplace());
    }
    template <class T>
    void value(std::vector<T>& list) {
        list.resize(dice_() % 3);
        for (auto& each : list)
            value(each);
    }
    template <class E>
    requires std::is_enum_v<E>
    void value(E& word) { word = static_cast<E>(dice_() % sides_of(word)); }
    template <class E>
    requires requires { E::fields(); }
    void value(E& part) { event(part); }

    static unsigned sides_of(Group) { return 11; }
    static unsigned sides_of(Attendance) { return 10; }
    static unsigned sides_of(Stage) { return 8; }
    static unsigned sides_of(Label) { return 4; }
    static unsigned sides_of(Mode) { return 5; }
    static unsigned sides_of(Heard) { return 4; }
    static unsigned sides_of(RiskKind) { return 9; }
    static unsigned sides_of(View) { return 3; }
    static unsigned sides_of(Progress) { return 5; }
    static unsigned sides_of(MaterialKind) { return 3; }
    static unsigned sides_of(MediaType) { return 3; }
    static unsigned sides_of(MatterKind) { return 5; }
    static unsigned sides_of(MinutesState) { return 3; }
    static unsigned sides_of(Decision) { return 6; }
    static unsigned sides_of(RuleCode) { return 7; }
    static unsigned sides_of(NotCounted) { return 13; }

    Dice& dice_;
    const State& state_;
    const std::vector<std::string>& words_;
    LocalTime now_;
};

}  // namespace cpc::conference::test
