// SPDX-License-Identifier: Apache-2.0
// Who is always asked and, where one is not, why (REQ-035, REQ-036); and which of several children
// somebody of the family is here for, which decides whose papers they get (REQ-371, REQ-374).
//
// What always holds: a child who comes on the list later is nobody's until it is said; the sheet
// says so in words, shows what stands and chooses nothing by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view here_for_sheet = "here-for";
inline constexpr std::string_view left_out_prefix = "left-out:";

struct HereForChild {
    ChildId id;
    std::string label;
    bool stands = false;  // they are here for this child as things are
};
struct HereForSheet {
    conference::PersonInvited invited;  // said again, with other children
    std::vector<HereForChild> children;
    std::string title, text, question, need, record, later;
    std::string done_text;  // with {children} still to fill in
};

// One role that the procedure always asks.
struct AlwaysAskedRow {
    std::string role;
    std::string label;
    std::string detail;  // who it is, or why nobody is asked, or that the reason is missing
    bool done = false;
    bool can_be_left_out = false;  // nobody of this role is on the list
};
struct AlwaysAsked {
    std::string title, help;
    std::vector<AlwaysAskedRow> rows;  // empty: the procedure has no such list
};
struct LeftOutSheet {
    std::string role;
    std::string title, text, reason_label, reason_hint, need_reason, record, cancel, done_text;
};

// Nothing where there is only one child, or for somebody who is not of the family. Without a person
// it is the first of those who are still to be asked about.
[[nodiscard]] std::optional<HereForSheet> make_here_for_sheet(const conference::State& state,
                                                              PersonId person);
[[nodiscard]] std::string here_for_done(const HereForSheet& sheet, const std::vector<bool>& chosen);
// "Here for TU and VU", and what nobody has said yet; empty where there is nothing to tell.
[[nodiscard]] std::string here_for_line(const conference::State& state,
                                        const conference::Person& person);
// Names of those who are still to be asked about, as a sentence; empty: nobody.
[[nodiscard]] std::string here_for_open(const conference::State& state);

[[nodiscard]] AlwaysAsked make_always_asked(const conference::State& state,
                                            const conference::Rulebook& rules);
// `sheet` is the name of the open sheet.
[[nodiscard]] std::optional<LeftOutSheet> make_left_out_sheet(const conference::State& state,
                                                              const conference::Rulebook& rules,
                                                              std::string_view sheet);

}  // namespace cpc::view
