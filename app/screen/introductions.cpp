// SPDX-License-Identifier: Apache-2.0
#include "app/screen/introductions.hpp"

#include "app/screen/matters.hpp"
#include "app/screen/person_sheet.hpp"
#include "app/screen/room_sheets.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::IntroductionsView;

view::Ask confirm(const std::string& point, const std::string& note, const std::string& done) {
    conference::PointConfirmed confirmed;
    confirmed.point = point;
    confirmed.note = note;
    return {Say<conference::PointConfirmed>{std::move(confirmed)}, {}, done};
}

std::optional<view::Intent> attendance_cards(ui::Ui& ui, const IntroductionsView& view) {
    std::optional<view::Intent> intent;
    if (view.groups.empty()) ui.empty_state(view.none);
    for (const auto& group : view.groups) {
        ui.group(group.title);
        ui.card([&] {
            for (const auto& card : group.people) {
                auto shown = person(card.line);
                shown.note = card.note;
                shown.note_tone = tone(card.note_tone);
                if (card.note_is_phone) shown.note_icon = ui::Icon::phone;
                const auto press = ui.person_card(shown, view.options, card.chosen, card.instead);
                if (!press) continue;
                const bool opens = !press->option || card.on_sheet;
                if (opens) {
                    intent = view::OpenSheet{"person", card.line.id, {}};
                    continue;
                }
                conference::AttendanceMarked marked;
                marked.person = card.line.id;
                marked.attendance = card.options.at(*press->option);
                if (*press->option == 1) marked.note = view.apologies_note;
                intent = view::Ask{Say<conference::AttendanceMarked>{std::move(marked)},
                                   {},
                                   card.done_texts.at(*press->option)};
            }
        });
    }
    return intent;
}

std::optional<view::Intent> points_card(ui::Ui& ui, const IntroductionsView& view) {
    std::optional<view::Intent> intent;
    ui.card(view.points_title, [&] {
        for (const auto& point : view.points) {
            ui::ChecklistRow row;
            row.label = point.label;
            row.detail = point.detail;
            row.done = point.done;
            row.detail_tone = point.warns ? ui::Tone::warn : ui::Tone::secondary;
            row.pressable =
                !point.point.empty() && (!point.done || point.asks || !point.statement.empty());
            if (!ui.checklist_row(row)) continue;
            if (point.asks)
                intent = view::open_point(point.point);
            else if (!point.statement.empty())
                intent = view::OpenSheet{"statement:" + point.statement, {}, {}};
            else
                intent = confirm(point.point, {}, view.point_done);
        }
        if (auto opens = points_button(ui)) intent = std::move(opens);
        if (auto opens = questions_button(ui)) intent = std::move(opens);
        if (auto opens = stop_button(ui)) intent = std::move(opens);
    });
    return intent;
}

std::optional<view::Intent> introduced_card(ui::Ui& ui, const IntroductionsView& view) {
    std::optional<view::Intent> intent;
    if (view.introduced.empty()) return intent;
    ui.card(view.introduced_title, [&] {
        ui.small(view.introduced_help);
        for (const auto& person : view.introduced) {
            ui::ChecklistRow row;
            row.label = person.label;
            row.detail = person.detail;
            row.done = person.done;
            row.pressable = !person.done;
            if (!ui.checklist_row(row)) continue;
            conference::PersonIntroduced introduced;
            introduced.person = person.id;
            intent = view::Ask{Say<conference::PersonIntroduced>{introduced}, {}, person.done_text};
        }
    });
    return intent;
}

std::optional<view::Intent> sign_in_card(ui::Ui& ui, const IntroductionsView& view) {
    std::optional<view::Intent> intent;
    if (view.sign_in.empty()) return intent;
    ui.card(view.sign_in_title, [&] {
        ui.small(view.sign_in_help);
        for (const auto& person : view.sign_in) {
            ui::ChecklistRow row;
            row.label = person.label;
            row.detail = person.detail;
            row.done = person.done;
            row.pressable = !person.done;
            if (ui.checklist_row(row))
                intent = view::PassTo{view::Handover::sign_in, person.id, {}};
        }
        if (view.sign_in_first && ui.button(view.sign_in_next))
            intent = view::PassTo{view::Handover::sign_in, *view.sign_in_first, {}};
    });
    return intent;
}

view::Ask go_on_without(const view::WayOn& way, const std::string& why) {
    conference::PointConfirmed point;
    point.point = way.point;
    point.note = why;
    point.waived = true;
    return {Say<conference::PointConfirmed>{std::move(point)}, {}, way.done_text};
}

std::optional<view::Intent> way_on_card(ui::Ui& ui, const view::WayOn& way,
                                        IntroductionsDraft& draft) {
    if (draft.way_on != way.point) {
        // What was found again after a power cut belongs to the first card that is shown.
        if (!draft.way_on.empty()) draft.way_on_reason.clear();
        draft.way_on = way.point;
    }
    std::optional<view::Intent> intent;
    ui.card(way.title, [&] {
        ui.paragraph(way.text);
        if (!way.cites.empty()) ui.small(way.cites, ui::Tone::secondary, ui::Icon::scales);
        ui::TextField reason;
        reason.label = way.reason_label;
        reason.lines = 2;
        (void)ui.text_field(reason, draft.way_on_reason);
        const auto blocked = view::trimmed(draft.way_on_reason).empty() ? way.need : std::string{};
        if (ui.button(way.go_on, ui::Kind::outlined, blocked))
            intent = go_on_without(way, view::trimmed(draft.way_on_reason));
        if (way.stop.empty()) return;
        ui.small(way.adjourn);
        if (ui.button(way.stop)) intent = view::OpenSheet{std::string{view::adjourn_sheet}, {}, {}};
    });
    return intent;
}

// On a sheet of its own, in lead size, for the room to read along.
std::optional<view::Intent> statement_sheet(ui::Ui& ui, const view::StatementView& statement) {
    ui::Sheet sheet;
    sheet.title = statement.title;
    sheet.actions = {{statement.back_label}};
    if (!statement.point.empty())
        sheet.actions.push_back({statement.read_label, ui::Icon::done, ui::Kind::primary});
    const auto pressed = ui.sheet(sheet, [&] { ui.question(statement.text); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return confirm(statement.point, {}, statement.done_text);
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const IntroductionsView& view,
                                 IntroductionsDraft& draft) {
    Foot foot;
    foot.status = {view.missing, ui::Icon::info, ui::Tone::secondary};
    if (view.stage_is_now)
        foot.right.push_back(next_step(
            view.next, view.next_blocked,
            view::Ask{conference::EnterStage{conference::Stage::information, {}}, {}, {}}));
    auto intent = draw_frame(ui, view.frame, foot);
    const auto keep = [&](std::optional<view::Intent> pressed) {
        if (pressed) intent = std::move(pressed);
    };
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_fold = view.points_title;
    if (!view.add_label.empty()) {
        ui::Action add;
        add.label = view.add_label;
        add.icon = ui::Icon::plus;
        page.action = add;
    }
    const bool adds = ui.page(
        page,
        [&] {
            if (view.way_on) keep(way_on_card(ui, *view.way_on, draft));
            keep(attendance_cards(ui, view));
        },
        [&] {
            keep(points_card(ui, view));
            keep(introduced_card(ui, view));
            keep(sign_in_card(ui, view));
            ui.card(view.rule_title, [&] {
                ui.paragraph(view.rule_text);
                ui.small(view.rule_cites, ui::Tone::secondary, ui::Icon::scales);
            });
            if (!view.prompts.empty()) {
                const auto level = ui.at_level(ui::Level::professionals);
                ui.card(view.prompts_title, [&] {
                    for (const auto& prompt : view.prompts)
                        ui.paragraph(prompt, ui::Tone::secondary);
                });
            }
        });
    if (adds) intent = view::OpenSheet{std::string{view::somebody_sheet}, {}, {}};
    if (view.statement) keep(statement_sheet(ui, *view.statement));
    if (view.person) keep(draw_person_sheet(ui, *view.person, draft));
    return intent;
}

}  // namespace cpc::screen
