// SPDX-License-Identifier: Apache-2.0
#include "app/screen/prepare.hpp"

#include "app/screen/material.hpp"
#include "app/screen/matters.hpp"
#include "app/screen/prepare_sheets.hpp"
#include "app/screen/request.hpp"
#include "app/screen/room_sheets.hpp"
#include "app/view/kept_out.hpp"

namespace cpc::screen {
namespace {

using view::PrepareView;

std::optional<view::Intent> children_card(ui::Ui& ui, const PrepareView& view) {
    std::optional<view::Intent> intent;
    ui.card(view.children_title, [&] {
        if (view.children.empty()) ui.paragraph(view.children_none, ui::Tone::secondary);
        for (const auto& child : view.children) {
            ui::ListRow row;
            row.label = child.ref;
            row.detail = child.detail;
            row.icon = ui::Icon::child;
            row.opens = false;
            (void)ui.list_row(row);
        }
        if (!view.here_for_open.empty()) {
            ui.small(view.here_for_open, ui::Tone::warn, ui::Icon::alert);
            if (ui.button(view.here_for_ask))
                intent = view::OpenSheet{std::string{view::here_for_sheet}, {}, {}};
        }
        ui::Action add;
        add.label = view.add_child;
        add.icon = ui::Icon::plus;
        if (ui.button(add)) intent = view::OpenSheet{"child", {}, {}};
    });
    return intent;
}

std::optional<view::Intent> people_card(ui::Ui& ui, const PrepareView& view) {
    std::optional<view::Intent> intent;
    for (const auto& group : view.groups) {
        ui.group(group.title);
        ui.card([&] {
            for (const auto& person : group.people) {
                ui::ListRow row;
                row.label = person.line.name;
                row.detail = person.note;
                for (const auto* more : {&person.here_for, &person.notice, &person.apology})
                    if (!more->empty()) row.detail += "\n" + *more;
                row.right = person.report;
                row.icon = person.report_here       ? ui::Icon::done
                           : person.report_expected ? ui::Icon::document
                                                    : ui::Icon::person;
                row.tone = person.report_here ? ui::Tone::ok : ui::Tone::secondary;
                if (person.short_notice || person.here_for_unsaid) row.tone = ui::Tone::warn;
                const bool of_family = !person.here_for.empty();
                row.opens = of_family ||
                            (person.works_here && (person.apology.empty() || !person.report_here));
                if (ui.list_row(row))
                    intent = view::OpenSheet{
                        of_family ? std::string{view::here_for_sheet} : std::string{"report"},
                        person.line.id,
                        {}};
            }
        });
    }
    if (view.groups.empty()) ui.empty_state(view.people_none);
    ui::Action add;
    add.label = view.add_person;
    add.icon = ui::Icon::plus;
    if (ui.button(add)) intent = view::OpenSheet{"person", {}, {}};
    if (auto opens = materials_button(ui)) intent = std::move(opens);
    if (view.invitations.empty()) return intent;
    ui::Action save;
    save.label = view.invitations;
    save.icon = ui::Icon::document;
    if (ui.button(save)) intent = view::Do{"save-invitations", {}};
    ui.small(view.invitations_note, ui::Tone::secondary);
    return intent;
}

std::optional<view::Intent> side_panel(ui::Ui& ui, const PrepareView& view) {
    std::optional<view::Intent> intent;
    ui.card(view.confirm_title, [&] {
        for (const auto& confirm : view.confirmations) {
            ui::ChecklistRow row;
            row.label = confirm.text;
            row.detail = confirm.detail;
            row.done = confirm.done;
            row.pressable = !confirm.done || confirm.asks;
            if (ui.checklist_row(row)) intent = view::confirm_point(confirm, {});
        }
        ui.small(view.confirm_cites, ui::Tone::secondary, ui::Icon::scales);
        if (auto opens = points_button(ui)) intent = std::move(opens);
        if (auto opens = questions_button(ui)) intent = std::move(opens);
        if (ui.button(view.kept_out))
            intent = view::OpenSheet{std::string{view::kept_out_sheet}, {}, {}};
        if (auto opens = cancel_button(ui)) intent = std::move(opens);
    });
    if (auto opens = draw_always_asked(ui, view.always)) intent = std::move(opens);
    if (auto asks = draw_request_card(ui, view.request)) intent = std::move(asks);
    if (!view.dates.empty())
        ui.card(view.dates_title, [&] {
            for (const auto& [label, due] : view.dates) {
                ui.strong(due);
                ui.small(label);
            }
        });
    return intent;
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::PrepareView& view, PrepareDraft& draft) {
    const auto level = ui.at_level(ui::Level::professionals);
    Foot foot;
    foot.status = {view.missing, ui::Icon::info, ui::Tone::secondary};
    foot.right.push_back(
        next_step(view.start, view.start_blocked, view::OpenSheet{"start", {}, {}}));
    auto intent = draw_frame(ui, view.frame, foot);
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    const auto keep = [&](std::optional<view::Intent> pressed) {
        if (pressed) intent = std::move(pressed);
    };
    (void)ui.page(
        page,
        [&] {
            if (!view.prepared_by.empty())
                ui.small(view.prepared_by, ui::Tone::secondary, ui::Icon::mail);
            keep(children_card(ui, view));
            ui.heading(view.people_title);
            keep(people_card(ui, view));
        },
        [&] { keep(side_panel(ui, view)); });
    keep(draw_prepare_sheet(ui, view, draft));
    return intent;
}

}  // namespace cpc::screen
