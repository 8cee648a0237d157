// SPDX-License-Identifier: Apache-2.0
// Preparing: the page, and its sheets for a child, a person, a report and the start (B2, C0).
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/screen/asked.hpp"
#include "app/screen/common.hpp"
#include "app/view/prepare.hpp"

namespace cpc::screen {

struct ChildDraft {
    std::string ref, name;
    std::size_t born_kind = 1;  // date of birth, not known, not yet born
    std::optional<Date> date;
};
struct PersonDraft {
    std::size_t filter = 0;
    std::optional<std::size_t> role;
    bool page_two = false;  // the second half: name, agency, reason
    std::string name, agency;
    std::optional<std::size_t> reason;
    std::size_t language = 0;  // of PrepareView::languages
    std::optional<std::size_t> invitee_class;
    std::optional<std::size_t> supports;
    std::vector<bool> here_for;  // of the children, in their order; shorter: not chosen
    std::optional<Date> observer_agreed;
    std::vector<std::string> details;  // of RoleOffered::details, in their order
    bool report = false;
    bool key_agency = false;
};
struct ReportDraft {
    bool format = true;
    bool earlier = false;  // it came before now: day and time are asked for
    std::optional<Date> came_on;
    std::optional<int> came_at;  // minute of the day
    bool shared = false;
    std::optional<Date> shared_on;
    std::string by, why_not;
    std::string away;  // they cannot come: who said so, and why
};

struct PrepareDraft {
    ChildDraft child;
    PersonDraft person;
    ReportDraft report;
    AskedDraft asked;
    template <class Each>
    void each_text(Each&& each) {
        each("prepare.child.name", child.name);
        each("prepare.person.name", person.name);
        each("prepare.report.why", report.why_not);
        each("prepare.report.away", report.away);
        each("prepare.left_out", asked.why);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::PrepareView& view,
                                               PrepareDraft& draft);

}  // namespace cpc::screen
