// SPDX-License-Identifier: Apache-2.0
#include "app/screen/access.hpp"

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

std::string missing(const view::AccessSheet& view, const AccessDraft& draft) {
    if (!draft.who || *draft.who >= view.people.size()) return view.need_who;
    if (!draft.capacity || *draft.capacity >= view.people[*draft.who].capacities.size())
        return view.need_capacity;
    return view::trimmed(draft.because).empty() ? view.need_because : std::string{};
}

void choose_person(ui::Ui& ui, const view::AccessSheet& view, AccessDraft& draft) {
    ui.strong(view.who_label);
    std::vector<ui::ChoiceRow> rows;
    for (const auto& person : view.people)
        rows.push_back({person.name, {}, ui::Icon::person, {}});
    if (const auto chosen = ui.choice_rows(view.who_label, rows, draft.who)) {
        if (draft.who != *chosen) draft.capacity.reset();
        draft.who = *chosen;
    }
}

void choose_capacity(ui::Ui& ui, const view::AccessSheet& view, AccessDraft& draft) {
    if (!draft.who || *draft.who >= view.people.size()) return;
    ui.strong(view.capacity_label);
    std::vector<ui::ChoiceRow> rows;
    for (const auto& each : view.people[*draft.who].capacities)
        rows.push_back({each.second, {}, ui::Icon::none, {}});
    if (const auto chosen = ui.choice_rows(view.capacity_label, rows, draft.capacity))
        draft.capacity = *chosen;
}

}  // namespace

std::optional<view::Intent> draw_access(ui::Ui& ui, const view::AccessSheet& view,
                                        AccessDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.chip;
    ui::Action copy{view.copy, ui::Icon::usb, ui::Kind::primary};
    ui::Action list{view.list, ui::Icon::usb};
    copy.blocked_by = list.blocked_by = missing(view, draft);
    sheet.actions = {{view.close}, list, copy};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.help, ui::Tone::secondary);
        choose_person(ui, view, draft);
        choose_capacity(ui, view, draft);
        ui::TextField field;
        field.label = view.because_label;
        field.hint = view.because_hint;
        field.lines = 2;
        (void)ui.text_field(field, draft.because);
        if (!view.done.empty()) ui.small(view.done, ui::Tone::ok, ui::Icon::done);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    if (!copy.blocked_by.empty()) return std::nullopt;
    const auto& person = view.people[*draft.who];
    return view::Do{*pressed == 1 ? "access-list" : "access-copy",
                    person.id.hex() + "|" +
                        std::string{conference::word(person.capacities[*draft.capacity].first)} +
                        "|" + view::trimmed(draft.because)};
}

}  // namespace cpc::screen
