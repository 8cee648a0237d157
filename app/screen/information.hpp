// SPDX-License-Identifier: Apache-2.0
// Sharing information: the feed of labelled cards, who has spoken at the side, sheets to add, to
// put right, to hear an agency and to write down views (ui-design C2; pictures 02, 05, 06).
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/screen/carried.hpp"
#include "app/screen/common.hpp"
#include "app/view/information.hpp"

namespace cpc::screen {

struct AddDraft {
    PersonId speaker;         // empty: not chosen yet
    bool choosing = false;    // the list of speakers is open
    PersonId presenter;       // who reads it out for somebody absent; none: the chair
    bool by_another = false;  // somebody says it for a person who is here
    std::optional<conference::Label> label;
    std::string text, source, authority;
    bool more = false;  // what few points need is unfolded
    bool risk_issue = false;
    bool third_party = false;
    std::vector<ChildId> children;
    bool relevant = false;  // it bears on today's question, where the procedure asks
};
struct CorrectDraft {
    ContributionId original;  // the one the rest belongs to
    std::size_t tab = 0;
    PersonId by;
    std::string text;
};
struct FollowDraft {
    PersonId person;
    bool asking = false;  // "to follow" was chosen: owner and date are asked for
    std::string owner;
    std::optional<Date> due;
};
struct ViewsDraft {
    ChildId child;
    PersonId person;
    std::optional<std::size_t> source;
    std::string text;
};

struct InformationDraft {
    std::size_t filter = 0;
    std::set<ContributionId> unfolded;
    AddDraft add;
    CorrectDraft correct;
    FollowDraft follow;
    ViewsDraft views;
    CarriedDraft carried;
    template <class Each>
    void each_text(Each&& each) {
        each("information.add.text", add.text);
        each("information.add.source", add.source);
        each("information.add.authority", add.authority);
        each("information.correct.text", correct.text);
        each("information.views.text", views.text);
        each("information.follow.owner", follow.owner);
        each("information.carried.what", carried.what);
        each("information.carried.note", carried.note);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::InformationView& view,
                                               InformationDraft& draft);

// Nothing that is typed and not recorded is left.
void forget_typed(InformationDraft& draft);

}  // namespace cpc::screen
