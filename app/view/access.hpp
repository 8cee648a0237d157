// SPDX-License-Identifier: Apache-2.0
// Somebody asks for access to the record of a conference that is over: for whom, in which capacity,
// and on what it was granted (REQ-280). What they are given is worked out elsewhere
// (core/conference/access.hpp). For the chair only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/view/common.hpp"
#include "core/conference/access.hpp"

namespace cpc::view {

inline constexpr std::string_view access_sheet = "past-access";

struct AccessPerson {
    PersonId id;
    std::string name;
    std::vector<std::pair<conference::Capacity, std::string>> capacities;
};

struct AccessSheet {
    std::string title, chip, help, who_label, capacity_label, because_label, because_hint;
    std::vector<AccessPerson> people;
    std::string need_who, need_capacity, need_because;
    std::string close, copy, list;
    std::string done;  // what was just saved
};

// Whether anybody of this conference can ask.
[[nodiscard]] bool access_open(const conference::State& state);
[[nodiscard]] AccessSheet make_access_sheet(const conference::State& state,
                                            const conference::Rulebook& rules,
                                            const Moment& moment);

}  // namespace cpc::view
