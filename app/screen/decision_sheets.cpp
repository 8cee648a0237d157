// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "app/screen/decision_parts.hpp"
#include "app/screen/decision_support.hpp"

namespace cpc::screen::decision {
namespace {

using conference::Say;

constexpr std::array choice_icons{ui::Icon::tick, ui::Icon::cross, ui::Icon::minus};

// Rows of the same height in a fixed order, none chosen beforehand.
std::vector<ui::ChoiceRow> rows_of(const std::vector<view::BallotChoice>& choices) {
    std::vector<ui::ChoiceRow> rows;
    for (std::size_t i = 0; i < choices.size(); ++i)
        rows.push_back({choices[i].label, choices[i].help, choice_icons.at(i), {}});
    return rows;
}

}  // namespace

void draw_categories(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft) {
    ui.strong(view.category_title);
    std::vector<std::string> labels;
    std::vector<bool> on;
    for (const auto& category : view.categories) {
        labels.push_back(category.label);
        on.push_back(std::find(draft.categories.begin(), draft.categories.end(), category.id) !=
                     draft.categories.end());
    }
    const auto pressed = ui.chips(view.category_title, labels, on);
    if (pressed) {
        const auto& id = view.categories.at(*pressed).id;
        const auto found = std::find(draft.categories.begin(), draft.categories.end(), id);
        const bool was_on = found != draft.categories.end();
        if (was_on)
            draft.categories.erase(found);
        else if (!view.several_categories)
            draft.categories = {id};
        else
            draft.categories.push_back(id);
    }
    for (const auto& category : view.categories)
        if (std::find(draft.categories.begin(), draft.categories.end(), category.id) !=
            draft.categories.end())
            ui.small(category.label + ": " + category.means);
}

// The first question once more, with the answer that stands; nothing is chosen beforehand.
void draw_risk_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                     MaybeIntent& intent) {
    ui::Action record;
    record.label = view::say("stages.record");
    if (!draft.at_risk) record.blocked_by = view.choose_first;
    const auto pressed = draw_sheet(ui, view.risk_change, view.child_ref, {}, record, [&] {
        ui.question(view.risk_question);
        ui.small(view.risk_recorded, ui::Tone::secondary, ui::Icon::done);
        const std::array rows{ui::ChoiceRow{view.risk_yes, {}, ui::Icon::tick, {}},
                              ui::ChoiceRow{view.risk_no, {}, ui::Icon::cross, {}}};
        if (const auto row = ui.choice_rows(view.risk_question, rows, draft.at_risk))
            draft.at_risk = row;
    });
    if (!pressed) return;
    if (*pressed == 0) {
        draft.at_risk.reset();
        intent = view::CloseSheet{};
        return;
    }
    intent = view::Ask{
        Say<conference::ContinuingRiskRecorded>{{view.child, draft.at_risk == std::size_t{0}}},
        PersonId{}, view::say("decision.risk-said")};
}

void draw_phone_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                      MaybeIntent& intent) {
    const auto& phone = *view.phone;
    const auto reason = view::trimmed(draft.phone_reason);
    const bool chosen = draft.phone_choice && *draft.phone_choice < view.choices.size();
    ui::Action record;
    record.label = view::say("decision.phone-hold");
    record.hold = true;
    if (!draft.phone_read_back) record.blocked_by = phone.read_back_first;
    if (chosen && view.choices[*draft.phone_choice].reason_needed && reason.empty())
        record.blocked_by = phone.reason_first;
    if (!chosen) record.blocked_by = phone.choose_first;
    const auto level = ui.at_level(ui::Level::chair);
    const auto pressed =
        draw_sheet(ui, phone.title, {}, view::say("stages.chair-only"), record, [&] {
            ui.question(phone.note);
            if (const auto row =
                    ui.choice_rows(phone.note, rows_of(view.choices), draft.phone_choice)) {
                draft.phone_choice = row;
                draft.phone_read_back = false;
            }
            ui::TextField field;
            field.label = view::say("decision.phone-reason");
            field.lines = 2;
            if (ui.text_field(field, draft.phone_reason)) draft.phone_read_back = false;
            if (ui.toggle(phone.read_back, {}, draft.phone_read_back))
                draft.phone_read_back = !draft.phone_read_back;
        });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    intent = view::Ask{Say<conference::PositionLogged>{{view.child, phone.person.id,
                                                        view.choices[*draft.phone_choice].view,
                                                        reason, true, true}},
                       PersonId{}, view::say("decision.phone-said", {{"who", phone.person.name}})};
}

void draw_family_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                       MaybeIntent& intent) {
    const auto& family = *view.family_sheet;
    ui::Action record;
    record.label = view::say("stages.record");
    if (!draft.family_choice) record.blocked_by = family.choose_first;
    const auto pressed = draw_sheet(ui, family.title, {}, {}, record, [&] {
        ui.question(view.question);
        const std::array rows{
            ui::ChoiceRow{family.agrees, {}, ui::Icon::tick, {}},
            ui::ChoiceRow{family.differs, {}, ui::Icon::cross, {}},
        };
        if (const auto row = ui.choice_rows(family.title, rows, draft.family_choice))
            draft.family_choice = row;
        ui::TextField field;
        field.label = family.words;
        ui.text_field(field, draft.family_words);
        ui.small(view::say("decision.family-beside"));
    });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    intent =
        view::Ask{Say<conference::FamilyViewRecorded>{{view.child, family.person.id,
                                                       *draft.family_choice == 0,
                                                       view::trimmed(draft.family_words)}},
                  PersonId{}, view::say("decision.family-said", {{"who", family.person.name}})};
}

void draw_correct_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                        MaybeIntent& intent) {
    const auto reason = view::trimmed(draft.correct_reason);
    ui::Action record;
    record.label = view::say("decision.correct-hold");
    record.hold = true;
    if (reason.empty()) record.blocked_by = view::say("decision.correct-reason-first");
    if (view.asks_category && draft.categories.empty() && !view.category_first.empty())
        record.blocked_by = view.category_first;
    const auto level = ui.at_level(ui::Level::chair);
    const auto pressed = draw_sheet(
        ui, view.correct_label, view.child_ref, view::say("stages.chair-only"), record, [&] {
            ui.paragraph(view.result);
            ui.small(view::say(view.asks_category ? "decision.correct-note"
                                                  : "decision.correct-note-plain"));
            if (view.asks_category) draw_categories(ui, view, draft);
            ui::TextField field;
            field.label = view::say("decision.correct-why");
            ui.text_field(field, draft.correct_reason);
        });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    intent = view::Ask{
        Say<conference::ResultCorrected>{{view.child, view.decision, draft.categories, reason}},
        PersonId{}, view::say("decision.correct-said", {{"child", view.child_ref}})};
}

}  // namespace cpc::screen::decision
