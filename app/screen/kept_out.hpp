// SPDX-License-Identifier: Apache-2.0
// The chair's sheet about who is kept out: a list, one person's decision, the decision itself, an
// objection (view/kept_out.hpp). Drawn after the tablet was turned and the chair's PIN.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/kept_out.hpp"

namespace cpc::screen {

struct KeptOutDraft {
    PersonId person;  // whose page is open; empty: the list
    bool changing = false, objecting = false;
    std::vector<std::string> grounds;
    std::optional<std::size_t> extent;
    std::string facts, privacy, discussed_by, told_why, note;
    bool discussed = false, told = true, unaware = false, talk = false;
    std::optional<Date> talk_day;
    PersonId objector;
    std::string objection;
    template <class Each>
    void each_text(Each&& each) {
        each("kept-out.facts", facts);
        each("kept-out.privacy", privacy);
        each("kept-out.discussed", discussed_by);
        each("kept-out.told", told_why);
        each("kept-out.note", note);
        each("kept-out.objection", objection);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_kept_out(ui::Ui& ui, const view::KeptOutSheet& view,
                                                        KeptOutDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, KeptOutDraft& draft);

}  // namespace cpc::screen
