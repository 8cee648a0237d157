// SPDX-License-Identifier: Apache-2.0
// The register of papers on the glass (REQ-248): who has each paper of a closed conference, who
// waits for it and since when, and the sheet on which somebody writes down that it was given, sent,
// or tried to be. What counts and what is owed is decided in core/conference/distribution.hpp.
//
// What always holds: a state is words and a mark of its own shape, never a colour alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"
#include "core/conference/distribution.hpp"

namespace cpc::view {

// "deliver-" and the paper's `about`. For the chair: who has what is nobody else's business.
inline constexpr std::string_view delivery_prefix = "deliver-";

enum class DeliveryMark : std::uint8_t { waiting, overdue, given };

struct DeliveryRow {
    std::optional<PersonId> person;  // none: an office or agency
    std::string to;                  // its word in the record
    std::string name;                // "Mother", "The service manager"
    std::string state;               // "Overdue since Wed 31 March 2027, 11:45"
    DeliveryMark mark{};
    std::vector<std::string> tried;  // earlier lines of the record, in words
};

// One paper, or the talks with those who were away.
struct DeliveryPart {
    std::string about, label;
    std::string kind, version;
    ChildId child;
    std::string due, cites;  // "By Wed 31 March 2027, 11:45"; where that stands
    std::vector<DeliveryRow> rows;
    std::string state;  // all of it in one line; empty while nothing was given and nothing is late
    DeliveryMark mark{};
    [[nodiscard]] bool waits() const;
};
[[nodiscard]] std::vector<DeliveryPart> delivery_parts(const conference::State& state,
                                                       const conference::Rulebook& rules,
                                                       const LocalTime& now);

struct DeliverySheet {
    DeliveryPart part;
    std::string title, chip, help, due_line, cites, withheld;
    std::string people_label, way_label, by_label, by_hint, reached_label, taken_label, taken_hint;
    std::string note_label, note_hint, told_label, day_label, time_label;
    std::vector<std::string> ways, way_ids, reached;
    std::string chair;  // who does it, unless somebody else is written there
    std::string need_people, need_way, need_by, need_note;
    std::string record, cancel, done_text;
    bool told = false;     // a talk, not a paper
    bool several = false;  // children
    LocalTime now;
    std::string time_zone;
};
// `name` is the sheet's, with its prefix; nothing where there is no such paper any more.
[[nodiscard]] std::optional<DeliverySheet> make_delivery_sheet(const conference::State& state,
                                                               const conference::Rulebook& rules,
                                                               const Moment& moment,
                                                               std::string_view name);
// The moment that was chosen; the sheet's own where nothing was.
[[nodiscard]] LocalTime delivered_at(const DeliverySheet& sheet, std::optional<Date> day,
                                     std::optional<int> minute);

}  // namespace cpc::view
