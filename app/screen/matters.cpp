// SPDX-License-Identifier: Apache-2.0
#include "app/screen/matters.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::MatterKind;
using conference::Say;
using view::MatterRow;
using view::MattersSheet;

constexpr float matters_u = 900;

ui::Sheet matters_frame(const MattersSheet& view, const std::string& title) {
    ui::Sheet sheet;
    sheet.title = title;
    sheet.private_chip = view.chip;
    sheet.width_u = matters_u;
    return sheet;
}

void put_field(ui::Ui& ui, const std::string& label, const std::string& hint, int lines,
               std::string& draft) {
    ui::TextField field;
    field.label = label;
    field.hint = hint;
    field.lines = lines;
    field.single_line = lines == 1;
    if (lines == 1) field.bytes_max = 200;
    (void)ui.text_field(field, draft);
}

void choose(ui::Ui& ui, const std::string& label, const std::vector<std::string>& labels,
            std::optional<std::size_t>& chosen) {
    ui.strong(label);
    std::vector<bool> on(labels.size(), false);
    if (chosen && *chosen < on.size()) on[*chosen] = true;
    if (const auto pressed = ui.chips(label, labels, on)) chosen = *pressed;
}

std::optional<view::Intent> list_of_matters(ui::Ui& ui, const MattersSheet& view,
                                            MattersDraft& draft) {
    auto sheet = matters_frame(view, view.title);
    sheet.actions = {{view.close}};
    if (!view.kinds.empty()) sheet.actions.push_back({view.raise, ui::Icon::plus});
    std::optional<view::Intent> intent;
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.help, ui::Tone::secondary);
        if (view.waiting.empty() && view.answered.empty()) ui.empty_state(view.none);
        if (!view.waiting.empty())
            ui.card(view.waiting_title, [&] {
                for (const auto& row : view.waiting) {
                    ui::ListRow line;
                    line.label = row.detail;
                    line.detail = row.title;
                    line.icon = ui::Icon::comment;
                    if (!ui.list_row(line)) continue;
                    draft = {};
                    draft.answering = row.id;
                }
            });
        if (!view.answered.empty())
            ui.card(view.answered_title, [&] {
                for (const auto& row : view.answered) {
                    ui.strong(row.detail);
                    ui.small(row.title, ui::Tone::secondary);
                    ui.small(row.answer, ui::Tone::normal, ui::Icon::done);
                }
            });
        if (!view.open_other.empty() && ui.button(view.open_other))
            intent = view::OpenSheet{std::string{view::matters_sheet}, {}, {}};
    });
    if (intent) return intent;
    if (!pressed) return std::nullopt;
    draft = {};
    if (*pressed == 0) return view::CloseSheet{};
    draft.asking = true;
    if (view.kinds.size() == 1) draft.kind = 0;
    return std::nullopt;
}

void asking_fields(ui::Ui& ui, const MattersSheet& view, MattersDraft& draft) {
    std::vector<std::string> labels;
    for (const auto& kind : view.kinds)
        labels.push_back(kind.label);
    if (labels.size() > 1) choose(ui, view.kind_label, labels, draft.kind);
    if (!draft.kind || *draft.kind >= view.kinds.size()) return;
    const auto& kind = view.kinds[*draft.kind];
    ui.small(kind.detail, ui::Tone::secondary);
    labels.clear();
    for (const auto& person : view.people)
        labels.push_back(person.name);
    if (kind.from_outside) labels.push_back(view.somebody_else);
    choose(ui, view.by_label, labels, draft.by);
    if (kind.from_outside && draft.by == view.people.size())
        put_field(ui, view.asker_label, {}, 1, draft.asker);
    if (!kind.about_label.empty()) put_field(ui, kind.about_label, {}, 1, draft.about);
    put_field(ui, kind.text_label, {}, 2, draft.text);
}

std::optional<view::Intent> asking_page(ui::Ui& ui, const MattersSheet& view, MattersDraft& draft) {
    const auto scope = ui.id("asking");
    auto sheet = matters_frame(view, view.raise_title);
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by =
        view::matter_missing(view, {draft.kind, draft.by, draft.asker, draft.about, draft.text});
    sheet.actions = {{view.back}, record};
    const auto pressed = ui.sheet(sheet, [&] { asking_fields(ui, view, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft = {};
        return std::nullopt;
    }
    conference::MatterRaised raised;
    const auto& kind = view.kinds.at(*draft.kind);
    raised.kind = kind.kind;
    if (*draft.by < view.people.size())
        raised.by = view.people[*draft.by].id;
    else
        raised.asker = view::trimmed(draft.asker);
    if (!kind.about_label.empty()) raised.about = view::trimmed(draft.about);
    raised.text = view::trimmed(draft.text);
    return view::Ask{Say<conference::MatterRaised>{std::move(raised)}, {}, view.done_text};
}

view::MatterAnswerWish wish_of(const MattersDraft& draft) {
    view::MatterAnswerWish wish;
    if (draft.granted) wish.granted = *draft.granted == 0;
    if (draft.prejudice) wish.prejudice = *draft.prejudice == 0;
    wish.answer = draft.answer;
    return wish;
}

void answer_fields(ui::Ui& ui, const MattersSheet& view, const MatterRow& row,
                   MattersDraft& draft) {
    ui.strong(row.detail);
    ui.small(row.title, ui::Tone::secondary);
    const bool confidential = row.kind == MatterKind::confidentiality;
    if (confidential) choose(ui, view.prejudice_label, view.yes_no, draft.prejudice);
    const bool must_be_shared = confidential && draft.prejudice == 0U;
    if (must_be_shared)
        ui.paragraph(view.welfare, ui::Tone::warn);
    else if (view::is_granted_or_not(row.kind) && (!confidential || draft.prejudice))
        choose(ui, view.grant_label, view.yes_no, draft.granted);
    put_field(ui, view.answer_label, view.answer_hint, 2, draft.answer);
}

std::optional<view::Intent> answer_page(ui::Ui& ui, const MattersSheet& view, const MatterRow& row,
                                        MattersDraft& draft) {
    const auto scope = ui.id(row.id.hex());
    auto sheet = matters_frame(view, view.title);
    ui::Action record{view.answer_record, ui::Icon::done, ui::Kind::primary};
    const auto wish = wish_of(draft);
    record.blocked_by = view::answer_missing(view, row.kind, wish);
    sheet.actions = {{view.back}, record};
    const auto pressed = ui.sheet(sheet, [&] { answer_fields(ui, view, row, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft = {};
        return std::nullopt;
    }
    conference::MatterAnswered answered;
    answered.matter = row.id;
    answered.prejudice = wish.prejudice;
    answered.granted = !wish.prejudice.value_or(false) && wish.granted.value_or(false);
    answered.answer = view::trimmed(wish.answer);
    return view::Ask{Say<conference::MatterAnswered>{std::move(answered)}, {}, view.answered_text};
}

}  // namespace

std::optional<view::Intent> draw_matters(ui::Ui& ui, const MattersSheet& view,
                                         MattersDraft& draft) {
    const auto level = ui.at_level(view.for_chair ? ui::Level::chair : ui::Level::family);
    if (draft.asking && !view.kinds.empty()) return asking_page(ui, view, draft);
    const auto row = std::find_if(view.waiting.begin(), view.waiting.end(),
                                  [&](const auto& each) { return each.id == draft.answering; });
    if (row != view.waiting.end()) return answer_page(ui, view, *row, draft);
    return list_of_matters(ui, view, draft);
}

std::optional<view::Intent> questions_button(ui::Ui& ui) {
    if (!ui.button(view::say("matters.questions_open"))) return std::nullopt;
    return view::OpenSheet{std::string{view::questions_sheet}, {}, {}};
}

void said(const conference::Command& command, MattersDraft& draft) {
    if (std::holds_alternative<Say<conference::MatterRaised>>(command) ||
        std::holds_alternative<Say<conference::MatterAnswered>>(command))
        draft = {};
}

}  // namespace cpc::screen
