// SPDX-License-Identifier: Apache-2.0
// The later screens over a conference in memory, driven by label the way a finger does. It carries
// intents out as the shell does, without PINs: passing the tablet opens the person's own screen.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/ballot.hpp"
#include "app/screen/chair_decision.hpp"
#include "app/screen/close.hpp"
#include "app/screen/closed.hpp"
#include "app/screen/cosign.hpp"
#include "app/screen/decision.hpp"
#include "app/screen/outcome.hpp"
#include "app/screen/past.hpp"
#include "app/screen/plan.hpp"
#include "app/screen/risk.hpp"
#include "app/screen/sending.hpp"
#include "app/ui/driver.hpp"
#include "tests/unit/app/view/decision_room.hpp"

namespace cpc::screen::test {

using view::test::Room;

struct Size {
    int width, height;
    float density;
    const char* name;
};
inline constexpr Size small_glass{1280, 800, 1, ""};
inline constexpr Size large_glass{1920, 1200, 1.5F, "-1920"};

class Table {
  public:
    explicit Table(Room& room, view::Place place, Size size = small_glass)
        : room_(room), size_(size) {
        room_.moment.place = place;
        ui::Settings settings;
        settings.surface = {size.width, size.height, size.density};
        auto made = ui::Driver::make(settings, [this](ui::Ui& ui) { draw(ui); });
        REQUIRE(made.has_value());
        driver_ = std::move(*made);
        driver_->frame();
    }

    void press(const std::string& label) { did(driver_->press(label), label); }
    void hold(const std::string& label) { did(driver_->hold(label), label); }
    void fill(const std::string& label, const std::string& text) {
        did(driver_->fill(label, text), label);
    }
    // A picture beside the build, and no complaint of the checks.
    void look(const std::string& name) {
        const auto folder = std::filesystem::path(CPC_BINARY_DIR) / "later-screens";
        std::filesystem::create_directories(folder);
        REQUIRE(driver_->save_png((folder / (name + size_.name + ".png")).string()).has_value());
        for (const auto& line : driver_->checks())
            UNSCOPED_INFO(name << size_.name << ": " << line);
        CHECK(driver_->checks().empty());
    }
    [[nodiscard]] bool family_safe() const {
        const auto entries = driver_->entries();
        return std::all_of(entries.begin(), entries.end(),
                           [](const auto& entry) { return entry.level == ui::Level::family; });
    }
    [[nodiscard]] ui::Driver& driver() { return *driver_; }
    [[nodiscard]] const std::vector<view::Do>& acts() const { return acts_; }
    [[nodiscard]] bool can_press(const std::string& label) const {
        return driver_->can_press(label);
    }
    [[nodiscard]] std::string reason(const std::string& label) const {
        const auto* entry = driver_->find(label);
        return entry == nullptr ? std::string{"no such control"} : entry->blocked_by;
    }
    void hand_back() {
        holder_.reset();
        driver_->frame();
    }
    // What the thank-you screen may know: where the screen stands now.
    [[nodiscard]] const std::optional<view::PassTo>& holder() const { return holder_; }
    [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }

    view::SendingFacts sending;
    screen::SendingDraft centre;
    view::RecordFacts record;
    screen::PastDraft past;

  private:
    void did(const Result<void>& result, const std::string& label) {
        INFO(label << ": "
                   << (result.has_value() ? std::string{}
                                          : result.error().what + " " + result.error().advice)
                   << "\n"
                   << driver_->transcript());
        REQUIRE(result.has_value());
    }

    std::optional<view::Intent> draw_holder(ui::Ui& ui) {
        if (holder_->purpose == view::Handover::ballot)
            return draw_ballot(ui,
                               view::make_ballot_view(room_.state, room_.rules, room_.moment,
                                                      holder_->person, holder_->child),
                               ballot_);
        return draw_cosign(
            ui, view::make_cosign_view(room_.state, room_.rules, room_.moment, holder_->person));
    }

    std::optional<view::Intent> draw_place(ui::Ui& ui) {
        using view::Place;
        const auto& state = room_.state;
        const auto& rules = room_.rules;
        const auto& moment = room_.moment;
        if (moment.place == Place::risk)
            return screen::draw(ui, view::make_risk_view(state, rules, moment), risk_);
        if (moment.place == Place::decision && view::agrees_outcome(rules))
            return screen::draw(ui, view::make_outcome_view(state, rules, moment), outcome_);
        if (moment.place == Place::decision) {
            auto intent =
                screen::draw(ui, view::make_decision_view(state, rules, moment), decision_);
            auto chair =
                screen::draw(ui, view::make_chair_decision_view(state, rules, moment), chair_);
            return chair ? chair : intent;
        }
        if (moment.place == Place::plan)
            return screen::draw(ui, view::make_plan_view(state, rules, moment), plan_);
        if (moment.place == Place::close)
            return screen::draw(ui, view::make_close_view(state, rules, moment), close_);
        if (moment.place == Place::closed)
            return screen::draw(ui, view::make_closed_view(state, rules, moment));
        if (moment.place == Place::sending)
            return screen::draw(ui, view::make_sending_view(sending, moment), centre);
        return screen::draw(ui, view::make_past_view(state, rules, moment, {}, record), past);
    }

    void draw(ui::Ui& ui) {
        auto intent = holder_ ? draw_holder(ui) : draw_place(ui);
        if (intent) std::visit([&](const auto& wanted) { carry(wanted); }, *intent);
    }

    void carry(view::Ask ask) {
        if (auto* risk = std::get_if<conference::Say<conference::RiskNoted>>(&ask.command))
            risk->fact.risk = room_.fresh<RiskId>();
        if (auto* action = std::get_if<conference::Say<conference::ActionAgreed>>(&ask.command))
            if (action->fact.action.empty()) action->fact.action = room_.fresh<ActionId>();
        const auto answer = room_.ask(ask.command, ask.actor);
        if (const auto* refusal = std::get_if<conference::Refusal>(&answer)) {
            refused_.push_back(refusal->rule);
            return;
        }
        bool closes = said(ask.command, risk_);
        closes = said(ask.command, decision_) || closes;
        closes = said(ask.command, chair_) || closes;
        closes = said(ask.command, outcome_) || closes;
        closes = said(ask.command, plan_) || closes;
        closes = said(ask.command, close_) || closes;
        closes = said(ask.command, ballot_) || closes;
        if (closes) room_.moment.sheet = {};
        if (!ask.actor.empty()) holder_.reset();
        if (const auto* stage = std::get_if<conference::EnterStage>(&ask.command))
            room_.moment.place = *view::place_of(stage->stage);
        if (room_.state.closed) {
            room_.moment.place = view::Place::closed;
            room_.moment.sheet = {};
        }
    }
    void carry(const view::GoTo& go) {
        room_.moment.place = go.place;
        if (!go.child.empty()) room_.moment.child = go.child;
        room_.moment.sheet = {};
    }
    void carry(const view::PassTo& pass) { holder_ = pass; }
    void carry(const view::HideScreen&) {}
    void carry(const view::LockTablet&) { acts_.push_back({"lock", {}}); }
    void carry(const view::OpenSheet& open) {
        room_.moment.sheet = {open.sheet, open.person, open.contribution};
    }
    void carry(const view::CloseSheet&) {
        room_.moment.sheet = {};
        holder_.reset();
    }
    void carry(const view::Do& act) {
        acts_.push_back(act);
        holder_.reset();
    }

    Room& room_;
    Size size_;
    std::unique_ptr<ui::Driver> driver_;
    std::optional<view::PassTo> holder_;
    RiskDraft risk_;
    DecisionDraft decision_;
    ChairDecisionDraft chair_;
    OutcomeDraft outcome_;
    BallotDraft ballot_;
    PlanDraft plan_;
    CloseDraft close_;
    std::vector<view::Do> acts_;
    std::vector<std::string> refused_;
};

}  // namespace cpc::screen::test
