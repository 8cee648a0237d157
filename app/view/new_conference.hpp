// SPDX-License-Identifier: Apache-2.0
// A new conference: which procedure and type, why it is held, the dates its clocks run from, for
// which family, where and when (REQ-004, REQ-012). Level C. Every question comes from the
// procedure.
#pragma once

#include <string>
#include <vector>

#include "app/view/common.hpp"

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
    std::vector<DateAsked> dates;  // that must be known when this reason is chosen
};
struct TypeOffered {
    std::string id;
    std::string label;
    std::string purpose;
    std::string cites;
    std::string question;
    std::vector<ReasonOffered> reasons;  // empty: the procedure asks for none
    std::vector<DateAsked> dates;        // whatever is chosen
};
struct ProcedureOffered {
    std::string id;
    std::string title;
    std::string edition;
    std::string length_text;
    std::vector<TypeOffered> types;
};

struct NewConferenceView {
    std::string bar_title, title, help, band, home, display, hide;
    std::vector<ProcedureOffered> procedures;
    std::string procedure_label, type_label, dates_title, when_title, where_title;
    std::string date_missing;  // "Choose the date"
    std::string family_label, family_hint, venue_label, venue_hint;
    std::string start_date_label, start_time_label, length_label;
    std::string pick, done, cancel, make;
    std::string need_reason, need_family, need_venue;
    LocalTime now;
    Notice notice;
};

[[nodiscard]] NewConferenceView make_new_conference_view(
    const std::vector<const procedure::Procedure*>& procedures, const Moment& moment);

}  // namespace cpc::view
