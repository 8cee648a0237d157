// SPDX-License-Identifier: Apache-2.0
// Which screen is where. To plug a screen in: add its draft to Drafts, its view to Views, a line to
// draw_place() and, if it says something to the record, a line to said().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/kiosk/drafts.hpp"
#include "app/meeting/desk.hpp"
#include "app/play/family.hpp"
#include "app/ui/ui.hpp"
#include "app/view/chair_decision.hpp"
#include "app/view/close.hpp"
#include "app/view/closed.hpp"
#include "app/view/common.hpp"
#include "app/view/decision.hpp"
#include "app/view/families.hpp"
#include "app/view/handover.hpp"
#include "app/view/home.hpp"
#include "app/view/information.hpp"
#include "app/view/introductions.hpp"
#include "app/view/new_conference.hpp"
#include "app/view/outcome.hpp"
#include "app/view/past.hpp"
#include "app/view/plan.hpp"
#include "app/view/prepare.hpp"
#include "app/view/readiness.hpp"
#include "app/view/risk.hpp"
#include "app/view/room_sheets.hpp"
#include "app/view/settings.hpp"

namespace cpc::kiosk {

class Shell;

// The record as it was when the last act was done. Shared, never changed.
struct Snapshot {
    std::shared_ptr<const conference::State> state;  // empty outside a conference
    const conference::Rulebook* rules = nullptr;
    ConferenceId conference;
    std::vector<PersonId> cosign_due;
    bool keys_destroyed = false;
    std::string paper_code;
};

// What a place is drawn from.
struct Scene {
    view::Place place{};
    view::Moment moment;
    Snapshot record;
    const meeting::Library* library = nullptr;
    const std::vector<meeting::Summary>* summaries = nullptr;
    const std::vector<play::Family>* families = nullptr;  // to practise with
    view::SettingsFacts settings;
    std::uint64_t version = 0;  // the same number: nothing a view is made from has changed
};

// A view is made again only when something it is made from has changed.
template <class View>
class Kept {
  public:
    template <class Make>
    const View& at(std::uint64_t version, Make&& make) {
        if (!view_ || version_ != version) {
            view_ = make();
            version_ = version;
        }
        return *view_;
    }

  private:
    std::optional<View> view_;
    std::uint64_t version_ = 0;
};

struct Views {
    Kept<view::HomeView> home;
    Kept<view::FamiliesView> families;
    Kept<view::NewConferenceView> new_conference;
    Kept<view::PrepareView> prepare;
    Kept<view::IntroductionsView> introductions;
    Kept<view::InformationView> information;
    Kept<view::RiskView> risk;
    Kept<view::DecisionView> decision;
    Kept<view::ChairDecisionView> chair_decision;
    Kept<view::OutcomeView> outcome;
    Kept<view::PlanView> plan;
    Kept<view::CloseView> close;
    Kept<view::ClosedView> closed;
    Kept<view::PastView> past;
    Kept<view::RoomSheets> room;
};

[[nodiscard]] std::optional<view::Intent> draw_place(ui::Ui& ui, const Scene& scene, Views& views,
                                                     Drafts& drafts);

// What somebody does once their PIN has opened their key. Answers with Ask (with `actor` set: it
// is signed with that person's key), Do{"cosign"}, or CloseSheet for "not now".
struct HandedOver {
    view::Handover purpose{};
    PersonId person;
    ChildId child;
    std::optional<conference::Helped> helped{};
};
[[nodiscard]] std::optional<view::Intent> draw_handover(ui::Ui& ui, const Scene& scene,
                                                        const HandedOver& who, Views& views,
                                                        Drafts& drafts);
// Who comes after `person` in a round that goes from hand to hand; nobody at its end.
[[nodiscard]] std::optional<PersonId> next_in_round(const Scene& scene, const HandedOver& who);

// The record has taken `command`: forget the draft it was made from. True closes the open sheet.
[[nodiscard]] bool said(const conference::Command& command, Drafts& drafts);

// An act by name; false when nobody knows the name, which is a defect.
[[nodiscard]] bool do_act(Shell& shell, const view::Do& act);

}  // namespace cpc::kiosk
