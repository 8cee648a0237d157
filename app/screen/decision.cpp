// SPDX-License-Identifier: Apache-2.0
#include "app/screen/decision.hpp"

#include <algorithm>
#include <array>

#include "app/screen/decision_parts.hpp"
#include "app/screen/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using decision::MaybeIntent;
using view::DecisionStep;
using view::DecisionView;
using view::TileState;

ui::ViewState state_of(TileState state) {
    switch (state) {
        case TileState::to_give:
            return ui::ViewState::to_give;
        case TileState::given:
            return ui::ViewState::given;
        case TileState::agrees:
            return ui::ViewState::agrees;
        case TileState::differs:
            return ui::ViewState::differs;
        case TileState::unable:
            return ui::ViewState::unable;
        case TileState::left:
            return ui::ViewState::apologies;
        case TileState::by_phone:
            return ui::ViewState::by_phone;
    }
    return ui::ViewState::to_give;
}

void draw_person_rows(ui::Ui& ui, const std::vector<view::PersonLine>& people) {
    for (const auto& person : people) {
        ui::ChecklistRow row;
        row.label = person.name;
        row.detail = person.detail;
        row.icon = ui::Icon::tick;
        row.done = true;
        row.value = view::say("decision.counts-word");
        ui.checklist_row(row);
    }
}

void draw_not_counted(ui::Ui& ui, const DecisionView& view) {
    if (view.not_counted.empty()) return;
    ui.card(view.not_counted_title, [&] {
        for (const auto& line : view.not_counted) {
            ui::ChecklistRow row;
            row.label = line.person.name;
            row.detail = line.why;
            row.icon = ui::Icon::minus;
            row.value = view::say("decision.not-counts-word");
            ui.checklist_row(row);
            if (!line.opinion.empty())
                ui.quote(line.opinion, view::say("decision.written", {{"who", line.person.name}}));
        }
    });
}

void draw_risk_step(ui::Ui& ui, const DecisionView& view, DecisionDraft& draft) {
    const std::array rows{
        ui::ChoiceRow{view.risk_yes, {}, ui::Icon::tick, {}},
        ui::ChoiceRow{view.risk_no, {}, ui::Icon::cross, {}},
    };
    ui.small(view.question_help);
    if (const auto row = ui.choice_rows(view.question, rows, draft.at_risk)) draft.at_risk = row;
}

void draw_who_step(ui::Ui& ui, const DecisionView& view) {
    if (!view.unit_warning.empty()) ui.banner(view.unit_warning, ui::Icon::scales, ui::Tone::warn);
    ui.card(view.counted_title, [&] { draw_person_rows(ui, view.counted); });
    draw_not_counted(ui, view);
}

void draw_tiles(ui::Ui& ui, const DecisionView& view, MaybeIntent& intent) {
    std::vector<ui::VoteTile> tiles;
    for (const auto& tile : view.tiles)
        tiles.push_back({tile.person.initials, tile.person.name, tile.person.detail, tile.text,
                         state_of(tile.state), tile.can_press});
    const auto pressed = ui.vote_tiles(tiles);
    if (!pressed) return;
    const auto& tile = view.tiles.at(*pressed);
    if (tile.phone)
        intent = view::OpenSheet{"decision-phone", tile.person.id, {}};
    else
        intent = view::PassTo{view::Handover::ballot, tile.person.id, view.child};
}

void draw_reasons(ui::Ui& ui, const DecisionView& view) {
    if (view.reasons.empty()) return;
    ui.card(view::say("decision.reasons"), [&] {
        for (const auto& reason : view.reasons)
            ui.quote(reason.detail, reason.label);
    });
}

void draw_family(ui::Ui& ui, const DecisionView& view, MaybeIntent& intent) {
    if (view.family.empty()) return;
    ui.card(view::say("decision.family"), [&] {
        ui.small(view::say("decision.family-beside"));
        for (const auto& line : view.family) {
            ui::ListRow row;
            row.label = line.person.name;
            row.detail = line.words.empty() ? line.person.detail : line.words;
            row.right = line.state;
            row.icon = line.asked ? ui::Icon::comment : ui::Icon::ring;
            row.tone = ui::Tone::voice;
            if (ui.list_row(row)) intent = view::OpenSheet{"decision-family", line.person.id, {}};
        }
    });
}

void draw_shown_step(ui::Ui& ui, const DecisionView& view, DecisionDraft& draft,
                     MaybeIntent& intent) {
    if (!view.unit_warning.empty()) ui.banner(view.unit_warning, ui::Icon::scales, ui::Tone::warn);
    if (!view.chair_said.empty()) ui.banner(view.chair_said, ui::Icon::gavel, ui::Tone::primary);
    draw_tiles(ui, view, intent);
    if (view.asks_category) ui.card([&] { decision::draw_categories(ui, view, draft); });
    draw_reasons(ui, view);
    draw_family(ui, view, intent);
    draw_not_counted(ui, view);
}

void draw_locked_step(ui::Ui& ui, const DecisionView& view, DecisionDraft& draft,
                      MaybeIntent& intent) {
    ui.banner(view.result, ui::Icon::scales, ui::Tone::primary);
    if (!view.chair_said.empty()) ui.banner(view.chair_said, ui::Icon::gavel, ui::Tone::primary);
    if (!view.earlier_result.empty())
        ui.small(view.earlier_result, ui::Tone::warn, ui::Icon::history);
    for (const auto& receipt : view.receipts) {
        ui.card(view::say("decision.receipt", {{"who", receipt.person.name}}), [&] {
            if (!receipt.words.empty()) ui.quote(receipt.words, receipt.person.name);
            if (!receipt.bound.empty()) ui.paragraph(receipt.bound);
            for (const auto& step : receipt.steps) {
                ui.strong(step.label);
                ui.paragraph(step.detail);
            }
            if (!receipt.cites.empty()) ui.small(receipt.cites);
        });
    }
    draw_family(ui, view, intent);
    draw_tiles(ui, view, intent);
    draw_reasons(ui, view);
    if (ui.button(view.correct_label, ui::Kind::outlined, view.correct_blocked)) {
        draft.categories.clear();
        for (const auto& category : view.categories)
            if (category.chosen) draft.categories.push_back(category.id);
        intent = view::OpenSheet{"decision-correct", {}, {}};
    }
}

ui::Tally tally_of(const DecisionView& view) {
    ui::Tally tally;
    tally.number = view.tally.number;
    tally.text = view.tally.text;
    tally.agree = view.tally.agree;
    tally.differ = view.tally.differ;
    tally.unable = view.tally.unable;
    tally.missing = view.tally.missing;
    tally.sealed = view.tally.sealed;
    if (tally.sealed)
        tally.words = {
            view::say("decision.word-given"), {}, {}, view::say("decision.word-missing")};
    else
        tally.words = {view::say("decision.word-agree"),
                       view::say("decision.word-differ"),
                       view::say("decision.word-unable"),
                       {}};
    tally.result = view.tally.result;
    tally.rule = view.tally.rule;
    tally.spoken = view.tally.spoken;
    return tally;
}

void draw_side(ui::Ui& ui, const DecisionView& view, MaybeIntent& intent) {
    if (view.step >= DecisionStep::views)
        ui.tally(tally_of(view));
    else
        ui.card(view::say("decision.how"), [&] { ui.small(view.rule); });
    if (view.step == DecisionStep::views || view.step == DecisionStep::shown)
        ui.card([&] {
            ui::Action chair;
            chair.label = view.chair_label;
            chair.icon = ui::Icon::gavel;
            chair.blocked_by = view.chair_blocked;
            if (ui.button(chair)) intent = view::OpenSheet{"chair-decision", {}, {}};
            if (!view.chair_blocked.empty()) ui.small(view.chair_blocked);
            if (view.again_label.empty()) return;
            ui::Action again;
            again.label = view.again_label;
            again.icon = ui::Icon::refresh;
            again.blocked_by = view.again_blocked;
            if (ui.button(again))
                intent = view::Ask{conference::OpenBallot{view.child}, PersonId{},
                                   view::say("decision.started")};
        });
    if (!view.risk_change.empty())
        ui.card([&] {
            ui.small(view.risk_recorded, ui::Tone::secondary, ui::Icon::done);
            if (ui.button(view.risk_change)) intent = view::OpenSheet{"decision-risk", {}, {}};
        });
    if (auto pressed = points_card(ui, view.points, view.now)) intent = std::move(pressed);
}

bool is_chosen(const DecisionDraft& draft, const std::string& category) {
    return std::find(draft.categories.begin(), draft.categories.end(), category) !=
           draft.categories.end();
}

Step hold_step(std::string label, std::string blocked_by, view::Intent intent, ui::Icon icon) {
    auto step = next_step(std::move(label), std::move(blocked_by), std::move(intent));
    step.action.hold = true;
    step.action.icon = icon;
    step.action.icon_last = false;
    return step;
}

// While views are missing the next step is the next person; only then the views are shown.
Step round_step(const DecisionView& view) {
    if (view.next_person)
        return next_step(view::say("decision.pass-to", {{"who", view.next_person->name}}), {},
                         view::PassTo{view::Handover::ballot, view.next_person->id, view.child});
    return hold_step(
        view::say("decision.show"), view.show_blocked,
        view::Ask{conference::CloseBallot{view.child}, PersonId{}, view::say("decision.shown")},
        ui::Icon::eye);
}

Foot foot_of(const DecisionView& view, const DecisionDraft& draft) {
    Foot foot;
    foot.status.text = view.status;
    foot.status.icon = view.status_done ? ui::Icon::done : ui::Icon::waiting;
    switch (view.step) {
        case DecisionStep::risk: {
            const bool yes = draft.at_risk == std::size_t{0};
            foot.right.push_back(
                next_step(view::say("decision.risk-record"), draft.at_risk ? "" : view.choose_first,
                          view::Ask{Say<conference::ContinuingRiskRecorded>{{view.child, yes}},
                                    PersonId{}, view::say("decision.risk-said")}));
            break;
        }
        case DecisionStep::who:
            foot.right.push_back(next_step(view::say("decision.start"), view.start_blocked,
                                           view::Ask{conference::OpenBallot{view.child}, PersonId{},
                                                     view::say("decision.started")}));
            break;
        case DecisionStep::views:
            foot.right.push_back(round_step(view));
            break;
        case DecisionStep::shown: {
            auto blocked = view.lock_blocked;
            if (blocked.empty() && view.asks_category && draft.categories.empty() &&
                !view.category_first.empty())
                blocked = view.category_first;
            for (const auto& category : view.categories)
                if (blocked.empty() && is_chosen(draft, category.id))
                    blocked = category.lock_blocked;
            if (!blocked.empty()) foot.status.text = blocked;
            foot.right.push_back(hold_step(
                view::say("decision.lock", {{"child", view.child_ref}}), blocked,
                view::Ask{conference::LockResult{view.child, view.asks_category
                                                                 ? draft.categories
                                                                 : std::vector<std::string>{}},
                          PersonId{}, view::say("decision.locked", {{"child", view.child_ref}})},
                ui::Icon::lock));
            break;
        }
        case DecisionStep::locked:
            if (view.next)
                foot.right.push_back(next_step(view.next_label, {},
                                               view::GoTo{view::Place::decision, *view.next, {}}));
            else
                foot.right.push_back(next_step(
                    view.continue_label, view.continue_blocked,
                    view::Ask{
                        conference::EnterStage{conference::Stage::plan, {}}, PersonId{}, {}}));
            break;
    }
    return foot;
}

void draw_step(ui::Ui& ui, const DecisionView& view, DecisionDraft& draft, MaybeIntent& intent) {
    ui.question(view.question);
    switch (view.step) {
        case DecisionStep::risk:
            draw_risk_step(ui, view, draft);
            break;
        case DecisionStep::who:
            draw_who_step(ui, view);
            break;
        case DecisionStep::views:
            draw_tiles(ui, view, intent);
            draw_not_counted(ui, view);
            break;
        case DecisionStep::shown:
            draw_shown_step(ui, view, draft, intent);
            break;
        case DecisionStep::locked:
            draw_locked_step(ui, view, draft, intent);
            break;
    }
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const DecisionView& view, DecisionDraft& draft) {
    turn_to(draft, view.child);
    MaybeIntent intent = draw_frame(ui, view.frame, foot_of(view, draft));
    // Each step begins at its top.
    const auto scope = ui.id(view.child.hex() + std::to_string(static_cast<int>(view.step)));
    ui::Page page;
    page.title = view.title;
    page.side_fold = view::say("decision.side");
    ui.page(
        page,
        [&] {
            // The title names the only child; several have tabs.
            if (view.tabs.tabs.size() > 1)
                if (auto gone = draw_tabs(ui, view.tabs, view::Place::decision))
                    intent = std::move(gone);
            draw_step(ui, view, draft, intent);
        },
        [&] { draw_side(ui, view, intent); });
    if (view.risk_open) decision::draw_risk_sheet(ui, view, draft, intent);
    if (view.phone) decision::draw_phone_sheet(ui, view, draft, intent);
    if (view.family_sheet) decision::draw_family_sheet(ui, view, draft, intent);
    if (view.correct_open) decision::draw_correct_sheet(ui, view, draft, intent);
    return intent;
}

bool said(const conference::Command& command, DecisionDraft& draft) {
    if (std::holds_alternative<Say<conference::ContinuingRiskRecorded>>(command)) {
        draft.at_risk.reset();
        return true;
    }
    if (const auto* logged = std::get_if<Say<conference::PositionLogged>>(&command)) {
        if (!logged->fact.by_phone) return false;
        draft.phone_choice.reset();
        draft.phone_reason.clear();
        draft.phone_read_back = false;
        return true;
    }
    if (std::holds_alternative<Say<conference::FamilyViewRecorded>>(command)) {
        draft.family_choice.reset();
        draft.family_words.clear();
        return true;
    }
    if (std::holds_alternative<conference::LockResult>(command)) draft.categories.clear();
    if (std::holds_alternative<Say<conference::ResultCorrected>>(command)) {
        draft.categories.clear();
        draft.correct_reason.clear();
        return true;
    }
    return false;
}

}  // namespace cpc::screen
