// SPDX-License-Identifier: Apache-2.0
// A request for this conference, for an earlier review, or to a meeting of another agency, and its
// answer: who asked, when and why; convened, or refused with the reasons and with whom they were
// talked over (REQ-014, 017, 018, 020, 313). While the conference is prepared, level P.
//
// What always holds: request_missing() and answer_missing() ask in the order of the rules and say
// it in their own words; a refused request stays on record, and no meeting can begin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view request_sheet = "request";
inline constexpr std::string_view request_answer_sheet = "request-answer";

struct RequestChoice {
    std::string id, label, means;
};

// The card on the preparation screen.
struct RequestCard {
    std::string title, text;
    std::string open, answer;  // buttons; empty: not now
    bool refused = false;
};

struct RequestSheet {
    std::string title, help;
    std::string requester, agency, manager, reason, received, type_label;
    std::vector<RequestChoice> types;
    std::size_t type = 0;  // of this conference
    std::string early, early_help;
    std::string elsewhere, elsewhere_help, contact;  // label empty: the procedure has no such rule
    std::string need_complete;
    std::string record, cancel, done_text;
    std::optional<conference::RequestReceived> before;  // what is completed
    Date today;
};

struct RequestAnswerSheet {
    std::string title, asked, question;
    std::vector<std::string> answers;  // yes, no
    std::string reasons, discussed, discussed_help, discussed_on, discussed_with;
    std::string judgement_label, judged_because;  // for a meeting elsewhere
    std::vector<RequestChoice> judgements;
    bool elsewhere = false;
    std::string need_answer, need_reasons, need_caller, need_judgement;  // need_caller: if it lacks
    std::string refuse_note;
    std::string record, cancel, done_yes, done_no;
    Date today;
};

struct RequestWish {
    std::string requester, agency, manager, reason;
    bool early = false, elsewhere = false;
};
struct AnswerWish {
    std::optional<bool> convene;
    std::string reasons, judgement, judged_because;
    bool discussed = false;
};

[[nodiscard]] RequestCard make_request_card(const conference::State& state,
                                            const conference::Rulebook& rules);
[[nodiscard]] RequestSheet make_request_sheet(const conference::State& state,
                                              const conference::Rulebook& rules,
                                              const Moment& moment);
[[nodiscard]] std::optional<RequestAnswerSheet> make_request_answer_sheet(
    const conference::State& state, const conference::Rulebook& rules, const Moment& moment);
[[nodiscard]] std::string request_missing(const RequestSheet& sheet, const RequestWish& wish);
[[nodiscard]] std::string answer_missing(const RequestAnswerSheet& sheet, const AnswerWish& wish);

}  // namespace cpc::view
