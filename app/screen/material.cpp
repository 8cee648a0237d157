// SPDX-License-Identifier: Apache-2.0
#include "app/screen/material.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::MaterialKind;
using conference::Say;

constexpr float list_width_u = 1'000;
constexpr float shown_page_u = 1'230;  // as wide as the glass lets it be: small print is read here

// One of a list, as chips; a second touch on it takes it back.
template <class Id, class Name>
void choose(ui::Ui& ui, const std::string& question, const std::vector<Id>& ids, Id& chosen,
            Name name) {
    ui.strong(question);
    std::vector<std::string> names;
    std::vector<bool> on;
    for (const auto& id : ids) {
        names.push_back(name(id));
        on.push_back(id == chosen);
    }
    if (const auto pressed = ui.chips(question, names, on))
        chosen = on.at(*pressed) ? Id{} : ids.at(*pressed);
}

void choose_person(ui::Ui& ui, const std::string& question,
                   const std::vector<view::PersonLine>& people, PersonId& chosen) {
    std::vector<PersonId> ids;
    for (const auto& person : people)
        ids.push_back(person.id);
    choose(ui, question, ids, chosen, [&](PersonId id) {
        return std::find_if(people.begin(), people.end(), [&](const auto& p) { return p.id == id; })
            ->name;
    });
}

void choose_children(ui::Ui& ui, const std::string& question, const view::TakeInSheet& sheet,
                     std::vector<ChildId>& chosen) {
    ui.strong(question);
    std::vector<std::string> refs;
    std::vector<bool> on;
    for (const auto& [id, ref] : sheet.children) {
        refs.push_back(ref);
        on.push_back(std::find(chosen.begin(), chosen.end(), id) != chosen.end());
    }
    const auto pressed = ui.chips(question, refs, on);
    if (!pressed) return;
    const auto id = sheet.children.at(*pressed).first;
    if (on.at(*pressed))
        std::erase(chosen, id);
    else
        chosen.push_back(id);
}

std::string missing(const view::TakeInSheet& sheet, const TakeInDraft& draft) {
    const bool there =
        std::find(sheet.files.begin(), sheet.files.end(), draft.file) != sheet.files.end();
    if (!sheet.busy.empty()) return sheet.busy;
    if (!there) return sheet.need_file;
    if (!draft.kind) return sheet.need_kind;
    if (view::trimmed(draft.label).empty()) return sheet.need_label;
    if (draft.brought_by.empty()) return sheet.need_brought;
    if (draft.kind == MaterialKind::report && draft.author.empty()) return sheet.need_author;
    if (draft.kind == MaterialKind::drawing && draft.children.empty()) return sheet.need_maker;
    return {};
}

// The files, or what is the matter with the stick.
std::optional<view::Intent> which_file(ui::Ui& ui, const view::TakeInSheet& sheet,
                                       TakeInDraft& draft) {
    if (!sheet.problem.empty()) ui.banner(sheet.problem, ui::Icon::alert, ui::Tone::bad);
    if (!sheet.none_found.empty()) ui.paragraph(sheet.none_found);
    if (!sheet.files.empty()) {
        ui.strong(sheet.file_question);
        std::vector<bool> on;
        for (const auto& file : sheet.files)
            on.push_back(file == draft.file);
        if (const auto pressed = ui.chips(sheet.file_question, sheet.files, on))
            draft.file = sheet.files.at(*pressed);
    }
    if (!sheet.busy.empty()) {
        ui.paragraph(sheet.busy, ui::Tone::secondary);
        return std::nullopt;
    }
    ui::Action again;
    again.label = sheet.look_again;
    again.icon = ui::Icon::usb;
    const bool pressed = sheet.looked && ui.button(again);
    return pressed || !sheet.looked ? std::optional<view::Intent>{view::Do{"look-at-stick", {}}}
                                    : std::nullopt;
}

void what_it_is(ui::Ui& ui, const view::TakeInSheet& sheet, TakeInDraft& draft) {
    ui.strong(sheet.kind_question);
    std::optional<std::size_t> kind;
    if (draft.kind) kind = static_cast<std::size_t>(*draft.kind);
    if (const auto chosen = ui.segmented(sheet.kind_question, sheet.kinds, kind))
        draft.kind = static_cast<MaterialKind>(*chosen);
    ui::TextField label;
    label.label = sheet.label_question;
    label.hint = sheet.label_hint;
    label.lines = 1;
    label.single_line = true;
    label.bytes_max = 120;
    (void)ui.text_field(label, draft.label);
    choose_person(ui, sheet.brought_question, sheet.people, draft.brought_by);
    if (draft.kind == MaterialKind::report)
        choose_person(ui, sheet.author_question, sheet.people, draft.author);
    if (draft.kind == MaterialKind::drawing)
        choose_children(ui, sheet.maker_question, sheet, draft.children);
    if (draft.kind == MaterialKind::other && sheet.children.size() > 1)
        choose_children(ui, sheet.about_question, sheet, draft.children);
    if (!sheet.apart.empty()) ui.banner(sheet.apart, ui::Icon::lock, ui::Tone::bad);
    if (ui.toggle(sheet.professionals_label, sheet.professionals_help, draft.professionals_only))
        draft.professionals_only = !draft.professionals_only;
}

// Why it was the wrong file: the only thing that can be said of one that is taken in.
std::optional<view::Intent> put_aside(ui::Ui& ui, const view::PageSheet& sheet,
                                      MaterialDraft& draft) {
    if (sheet.aside_label.empty()) return std::nullopt;
    if (!draft.aside) {
        ui::Action wrong;
        wrong.label = sheet.aside_label;
        wrong.icon = ui::Icon::remove;
        if (ui.button(wrong)) draft.aside = true;
        return std::nullopt;
    }
    ui::TextField reason;
    reason.label = sheet.aside_question;
    reason.lines = 1;
    reason.bytes_max = 400;
    (void)ui.text_field(reason, draft.reason);
    ui::Action save;
    save.label = sheet.aside_save;
    save.icon = ui::Icon::remove;
    if (view::trimmed(draft.reason).empty()) save.blocked_by = sheet.need_reason;
    if (!ui.button(save)) return std::nullopt;
    const conference::MaterialWithdrawn aside{sheet.id, view::trimmed(draft.reason)};
    return view::Ask{Say<conference::MaterialWithdrawn>{aside}, {}, sheet.aside_done};
}

void forget_page(MaterialDraft& draft) {
    auto take_in = std::move(draft.take_in);
    draft = {};
    draft.take_in = std::move(take_in);
}

std::vector<ui::Action> page_actions(const view::PageSheet& sheet, const MaterialDraft& draft) {
    ui::Action previous{sheet.previous, ui::Icon::back};
    ui::Action next{sheet.next, ui::Icon::forward, ui::Kind::primary};
    if (sheet.page == 0) previous.blocked_by = sheet.first_is_here;
    if (sheet.page + 1 == sheet.pages) next.blocked_by = sheet.last_is_here;
    ui::Action size{draft.whole ? sheet.larger : sheet.whole};
    size.icon = ui::Icon::document;
    if (sheet.pages == 1) return {{sheet.close}, size};
    return {{sheet.close}, size, previous, next};
}

}  // namespace

std::optional<view::Intent> materials_button(ui::Ui& ui) {
    ui::Action open;
    open.label = view::materials_label();
    open.icon = ui::Icon::document;
    if (!ui.button(open)) return std::nullopt;
    return view::OpenSheet{std::string{view::materials_sheet}, {}, {}};
}

std::optional<view::Intent> draw_materials(ui::Ui& ui, const view::MaterialsSheet& sheet) {
    std::optional<view::Intent> intent;
    ui::Sheet around;
    around.title = sheet.title;
    around.width_u = list_width_u;
    around.actions = {{sheet.close}};
    if (sheet.may_take)
        around.actions.push_back({sheet.take_label, ui::Icon::usb, ui::Kind::primary});
    const auto pressed = ui.sheet(around, [&] {
        ui.paragraph(sheet.help, ui::Tone::secondary);
        if (sheet.rows.empty()) ui.empty_state(sheet.empty);
        for (const auto& row : sheet.rows) {
            const auto id = ui.id(row.id.hex());
            ui::ListRow line;
            line.label = row.title;
            line.detail =
                row.professionals_only ? row.detail + " · " + sheet.professionals : row.detail;
            line.icon = row.stands ? ui::Icon::document : ui::Icon::remove;
            if (ui.list_row(line) && row.stands)
                intent = view::OpenSheet{view::page_sheet_name(row.id), {}, {}};
        }
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::CloseSheet{};
    return view::OpenSheet{std::string{view::take_in_sheet}, {}, {}};
}

std::optional<view::Intent> draw_take_in(ui::Ui& ui, const view::TakeInSheet& sheet,
                                         TakeInDraft& draft) {
    std::optional<view::Intent> intent;
    ui::Sheet around;
    around.title = sheet.title;
    around.width_u = list_width_u;
    ui::Action save{sheet.save, ui::Icon::done, ui::Kind::primary};
    save.blocked_by = missing(sheet, draft);
    around.actions = {{sheet.cancel}, save};
    const auto pressed = ui.sheet(around, [&] {
        ui.paragraph(sheet.help, ui::Tone::secondary);
        intent = which_file(ui, sheet, draft);
        if (!sheet.files.empty()) what_it_is(ui, sheet, draft);
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::OpenSheet{std::string{view::materials_sheet}, {}, {}};
    return view::Do{"take-material", {}};
}

std::optional<view::Intent> draw_page(ui::Ui& ui, const view::PageSheet& sheet,
                                      MaterialDraft& draft) {
    if (!(draft.open == sheet.id)) {
        forget_page(draft);
        draft.open = sheet.id;
    }
    std::optional<view::Intent> intent;
    ui::Sheet around;
    around.title = sheet.title;
    around.note = sheet.note;
    around.private_chip = sheet.chip;
    around.width_u = shown_page_u;
    around.actions = page_actions(sheet, draft);
    ui::Ui::PageSize room;
    const auto level =
        ui.at_level(sheet.chip.empty() ? ui::Level::family : ui::Level::professionals);
    const auto pressed = ui.sheet(around, [&] {
        if (!sheet.problem.empty()) ui.banner(sheet.problem, ui::Icon::alert, ui::Tone::bad);
        if (!sheet.waiting.empty()) ui.paragraph(sheet.waiting, ui::Tone::secondary);
        room = ui.page_picture(sheet.picture, sheet.words, draft.whole);
        intent = put_aside(ui, sheet, draft);
    });
    draft.wanted = {sheet.id, sheet.page, room.width_px, room.height_px};
    if (!intent && !sheet.drawing && !(draft.wanted == sheet.shown))
        intent = view::Do{"draw-page", {}};
    if (!pressed) return intent;
    if (*pressed == 0 && sheet.past) return view::CloseSheet{};
    if (*pressed == 0) return view::OpenSheet{std::string{view::materials_sheet}, {}, {}};
    if (*pressed == 1) draft.whole = !draft.whole;
    if (*pressed == 2) draft.page = sheet.page - 1;
    if (*pressed == 3) draft.page = sheet.page + 1;
    return intent;
}

bool said(const conference::Command& command, MaterialDraft& draft) {
    const auto* aside = std::get_if<Say<conference::MaterialWithdrawn>>(&command);
    if (aside == nullptr) return false;
    forget_page(draft);
    return true;
}

}  // namespace cpc::screen
