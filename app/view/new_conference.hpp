// SPDX-License-Identifier: Apache-2.0
// A new conference: which procedure and type, why it is held, the dates its clocks run from, for
// which family, where and when (REQ-004, REQ-012). Level C. Every question comes from the
// procedure. Only procedures in force on the day are offered (REQ-009); in practice the others are
// too, marked.
#pragma once

#include <string>
#include <vector>

#include "app/view/common.hpp"
#include "core/procedure/overlay.hpp"

namespace cpc::view {

struct DateAsked {
    std::string event;  // id
    std::string label;
    std::string means;
    std::string need;  // why the conference cannot be made without it
};
struct ReasonOffered {
    std::string id;
    std::string label;
    std::string means;
    std::string text_label;        // "What supports it: …"; empty where no words are asked for
    std::string need_text;         // why the conference cannot be made without them
    std::vector<DateAsked> dates;  // that must be known when this reason is chosen
};
struct FlagOffered {
    std::string id;
    std::string label;
    std::string means;
};
struct TypeOffered {
    std::string id;
    std::string label;
    std::string purpose;
    std::string cites;
    std::string question;
    std::string need_reasons;  // why it cannot be made with fewer than `reasons_least`
    std::size_t reasons_least = 0;
    std::vector<ReasonOffered> reasons;  // several may hold; empty: the procedure asks for none
    std::vector<FlagOffered> flags;
    std::vector<DateAsked> dates;        // whatever is chosen
    std::vector<DateAsked> later_dates;  // that start a clock, and may be learned later
};
// What a profession adds to the procedure.
struct OverlayOffered {
    std::string id;
    std::string title;
    std::string source;
};
struct ProcedureOffered {
    std::string id;
    std::string title;
    std::string authority;
    std::string edition;
    std::string length_text;
    std::string standing;  // practice only: "Ended on …"; empty while it is in force
    std::vector<TypeOffered> types;
    std::vector<OverlayOffered> overlays;
};

struct NewConferenceView {
    std::string bar_title, title, help, band, home, display, hide;
    std::vector<ProcedureOffered> procedures;
    std::size_t used = 0;  // so many of them, the first, were used on this tablet before
    std::string procedure_row, another, used_title, others_title, why_row, later_row, chosen_none;
    std::string procedure_label, type_label, several, flags_title, overlays_title, dates_title,
        later_title, when_title, where_title;
    std::string date_missing;  // "Choose the date"
    std::string family_label, family_hint, venue_label, venue_hint;
    std::string start_date_label, start_time_label, length_label;
    std::string pick, done, cancel, make;
    std::string need_procedure, need_family, need_venue;
    std::vector<std::string> left_out;  // files this tablet does not use, each with the reason
    LocalTime now;
    Notice notice;
};

[[nodiscard]] NewConferenceView make_new_conference_view(
    const std::vector<const procedure::Procedure*>& procedures,
    const std::vector<const procedure::Overlay*>& overlays, const Moment& moment,
    std::vector<std::string> left_out = {});

// What was used last stands first and is offered as chosen; ids of procedures, the last one first.
void put_used_first(NewConferenceView& view, const std::vector<std::string>& used);

}  // namespace cpc::view
