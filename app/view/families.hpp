// SPDX-License-Identifier: Apache-2.0
// The families to practise with, for a trainer to choose from (a sheet of home). A training tablet
// only: elsewhere the list is empty and nothing leads to it. Leaves as Do{"practise", id} and as
// GoTo a conference that was begun.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"
#include "app/view/home.hpp"

namespace cpc::view {

inline constexpr std::string_view families_sheet = "families";
inline constexpr const char* practise_act = "practise";

struct FamilyEntry {
    std::string id, name, aim;
    std::string procedure, type;  // their titles
    std::size_t children = 0;
    conference::Stage begins{};
    std::string stage;  // its label, where the room takes over in the middle
};

struct FamilyCard {
    std::string id, name, aim, facts, begins;
    std::string state;     // "You have begun with this family."
    std::string begin;     // "Practise with Family …", or to start again
    std::string carry_on;  // empty: not begun
    GoTo target;
};

struct FamiliesView {
    std::string title, text, close, none;
    std::vector<FamilyCard> cards;
};

// `conferences` are those of this tablet; one of a family that is not closed can be carried on.
[[nodiscard]] FamiliesView make_families_view(const std::vector<FamilyEntry>& families,
                                              const std::vector<HomeEntry>& conferences);

}  // namespace cpc::view
