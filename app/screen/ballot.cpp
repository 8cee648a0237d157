// SPDX-License-Identifier: Apache-2.0
#include "app/screen/ballot.hpp"

#include <array>
#include <span>
#include <vector>

namespace cpc::screen {
namespace {

constexpr std::array icons{ui::Icon::tick, ui::Icon::cross, ui::Icon::minus};

void take_up(const view::BallotView& view, BallotDraft& draft) {
    if (draft.person == view.person.id && draft.child == view.child) return;
    const bool kept = draft.person.empty() && !draft.reason.empty();  // read back after a power cut
    const std::string reason = kept ? draft.reason : view.said_reason;
    draft = BallotDraft{};
    draft.person = view.person.id;
    draft.child = view.child;
    draft.choice = view.said;
    draft.reason = reason;
}

std::string reason_against(const view::BallotView& view, const BallotDraft& draft) {
    if (!view.blocked.empty()) return view.blocked;
    if (!draft.choice || *draft.choice >= view.choices.size()) return view.choose_first;
    if (view.choices[*draft.choice].reason_needed && view::trimmed(draft.reason).empty())
        return view.reason_first;
    return {};
}

}  // namespace

std::optional<view::Intent> draw_ballot(ui::Ui& ui, const view::BallotView& view,
                                        BallotDraft& draft) {
    std::optional<view::Intent> intent;
    take_up(view, draft);
    const auto level = ui.at_level(ui::Level::one_person);
    ui::Action again;
    again.label = view.again_label;
    again.icon = ui::Icon::undo;
    ui::Action hold;
    hold.label = view.hold_label;
    hold.icon = ui::Icon::done;
    hold.kind = ui::Kind::primary;
    hold.hold = true;
    hold.blocked_by = reason_against(view, draft);
    ui::Action not_now;
    not_now.label = view.not_now_label;
    ui::BottomBar bar;
    bar.left.push_back(not_now);
    bar.left.push_back(again);
    bar.right.push_back(hold);
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left && press->index == 0) {
            intent = view::CloseSheet{};
        } else if (press->side == ui::BarSide::left) {
            draft.choice.reset();
            draft.reason.clear();
        } else if (press->side == ui::BarSide::right && hold.blocked_by.empty()) {
            conference::PositionLogged position;
            position.child = view.child;
            position.person = view.person.id;
            position.view = view.choices[*draft.choice].view;
            position.reason = view::trimmed(draft.reason);
            position.helped = view.helped;
            intent = view::Ask{conference::Say<conference::PositionLogged>{position},
                               view.person.id, view::say("ballot.given")};
        }
    }
    const auto scope = ui.id(view.person.id.hex() + view.child.hex());
    ui::Page page;
    page.title = view.question;
    ui.column_page(page, 920, [&] {
        if (!view.helped_line.empty())
            ui.small(view.helped_line, ui::Tone::primary, ui::Icon::people);
        if (!view.earlier.empty()) ui.small(view.earlier);
        std::vector<ui::ChoiceRow> rows;
        for (std::size_t i = 0; i < view.choices.size(); ++i)
            rows.push_back({view.choices[i].label, view.choices[i].help, icons.at(i), {}});
        const auto reason = [&] {
            ui::TextField field;
            field.label = view.reason_label;
            field.hint = view.reason_hint;
            field.lines = 2;
            ui.text_field(field, draft.reason);
        };
        // Under the chosen row; where all of them are needed to fill the glass, under them all.
        if (ui.narrow()) {
            if (const auto row = ui.choice_rows(view.question, rows, draft.choice))
                draft.choice = row;
            if (draft.choice) reason();
            return;
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool chosen = draft.choice == i;
            if (ui.choice_rows(view.question, std::span{rows}.subspan(i, 1),
                               chosen ? std::optional<std::size_t>{0} : std::nullopt))
                draft.choice = i;
            if (chosen) reason();
        }
    });
    return intent;
}

bool said(const conference::Command& command, BallotDraft& draft) {
    const auto* logged = std::get_if<conference::Say<conference::PositionLogged>>(&command);
    if (logged == nullptr || logged->fact.by_phone) return false;
    draft = BallotDraft{};
    return false;
}

}  // namespace cpc::screen
