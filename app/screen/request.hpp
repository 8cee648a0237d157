// SPDX-License-Identifier: Apache-2.0
// A request for a conference and its answer: the card on the preparation screen and its two sheets
// (view/request.hpp).
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/request.hpp"

namespace cpc::screen {

struct RequestDraft {
    bool begun = false;  // what stands on record already has been put in
    std::string requester, agency, manager, reason, contact;
    std::optional<Date> received;
    std::optional<std::size_t> type;
    bool early = false, elsewhere = false;

    std::optional<std::size_t> answer;
    std::string reasons, discussed_with, judged_because;
    bool discussed = false;
    std::optional<Date> discussed_on;
    std::string judgement;
    template <class Each>
    void each_text(Each&& each) {
        each("request.reason", reason);
        each("request.reasons", reasons);
        each("request.judged", judged_because);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_request_card(ui::Ui& ui,
                                                            const view::RequestCard& view);
[[nodiscard]] std::optional<view::Intent> draw_request(ui::Ui& ui, const view::RequestSheet& view,
                                                       RequestDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_request_answer(ui::Ui& ui,
                                                              const view::RequestAnswerSheet& view,
                                                              RequestDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, RequestDraft& draft);

}  // namespace cpc::screen
