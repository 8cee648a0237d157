// SPDX-License-Identifier: Apache-2.0
// What a second display in the room shows: the step, who is speaking, and the plan so far.
//
// What always holds: everything on it is a FamilyText, and only the functions of this file make
// one, each from one kind of thing that the family may always see (ui-design 6, level F): the name
// of a step, the name of somebody who is here, a child's short name, an agreed aim, task or date, a
// sentence of the program itself. There is none for a contribution, a view, a reason, an exclusion
// or an address, so none can get there. A part of the meeting that is held without everybody, a
// covered tablet and a locked one show the same quiet sentence and nothing else.
//
// What it leaves out: anything to press. It is looked at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

class FamilyText {
  public:
    FamilyText() = default;
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

  private:
    friend struct FamilyDoor;
    explicit FamilyText(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

struct FamilyTask {
    FamilyText what, who_and_when;
};
struct FamilyPlan {
    FamilyText child;
    std::vector<FamilyTask> tasks;
};

struct FamilyDisplay {
    bool quiet = true;  // nothing but `title` and `help`
    FamilyText title, help;
    std::vector<FamilyText> steps;  // all of them, in order
    std::size_t step = 0;           // the one that is going on
    FamilyText speaking_label, speaking;
    FamilyText plan_label, plan_none;
    std::vector<FamilyPlan> plans;
    FamilyText next_label, next;
};

struct FamilyDisplayFacts {
    bool covered = true;  // hidden, locked, resuming, at home or in preparation
    bool handed = false;  // somebody has the tablet to themselves
    std::optional<PersonId> speaking;
};

// `state` nothing: no conference is open.
[[nodiscard]] FamilyDisplay make_family_display(const conference::State* state,
                                                const conference::Rulebook* rules,
                                                const FamilyDisplayFacts& facts);

}  // namespace cpc::view
