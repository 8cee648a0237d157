// SPDX-License-Identifier: Apache-2.0
#include "app/screen/request.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::RequestAnswerSheet;
using view::RequestSheet;

constexpr float request_u = 900;

void line(ui::Ui& ui, const std::string& label, std::string& draft) {
    ui::TextField field;
    field.label = label;
    field.single_line = true;
    field.lines = 1;
    field.bytes_max = 200;
    (void)ui.text_field(field, draft);
}

void text(ui::Ui& ui, const std::string& label, std::string& draft) {
    ui::TextField field;
    field.label = label;
    field.lines = 2;
    (void)ui.text_field(field, draft);
}

void day(ui::Ui& ui, const std::string& label, Date today, std::optional<Date>& draft) {
    ui::DateStepper stepper;
    stepper.label = label;
    stepper.value = draft.value_or(today);
    stepper.spoken = view::say_day(stepper.value) + " " + std::to_string(stepper.value.year());
    if (const auto chosen = ui.date_stepper(stepper)) draft = *chosen;
}

void put_in(const conference::RequestReceived& before, RequestDraft& draft) {
    draft.requester = before.requester;
    draft.agency = before.agency;
    draft.manager = before.manager;
    draft.reason = before.reason;
    draft.contact = before.contact.value_or(std::string{});
    draft.received = before.received;
    draft.early = before.early_review;
    draft.elsewhere = before.elsewhere.value_or(false);
}

void fields(ui::Ui& ui, const RequestSheet& view, RequestDraft& draft) {
    ui.paragraph(view.help, ui::Tone::secondary);
    line(ui, view.requester, draft.requester);
    line(ui, view.agency, draft.agency);
    if (ui.toggle(view.early, view.early_help, draft.early)) draft.early = !draft.early;
    if (!view.elsewhere.empty() && ui.toggle(view.elsewhere, view.elsewhere_help, draft.elsewhere))
        draft.elsewhere = !draft.elsewhere;
    if (draft.elsewhere)
        line(ui, view.contact, draft.contact);
    else
        line(ui, view.manager, draft.manager);
    text(ui, view.reason, draft.reason);
    if (view.types.size() > 1 && !draft.elsewhere) {
        ui.strong(view.type_label);
        std::vector<std::string> labels;
        std::vector<bool> on;
        for (const auto& type : view.types) {
            on.push_back(draft.type.value_or(view.type) == on.size());
            labels.push_back(type.label);
        }
        if (const auto chosen = ui.chips(view.type_label, labels, on)) draft.type = *chosen;
    }
    day(ui, view.received, view.today, draft.received);
}

void no_fields(ui::Ui& ui, const RequestAnswerSheet& view, RequestDraft& draft) {
    text(ui, view.reasons, draft.reasons);
    ui.small(view.refuse_note, ui::Tone::secondary, ui::Icon::document);
    if (view.elsewhere) return;
    if (ui.toggle(view.discussed, view.discussed_help, draft.discussed))
        draft.discussed = !draft.discussed;
    if (!draft.discussed) return;
    line(ui, view.discussed_with, draft.discussed_with);
    day(ui, view.discussed_on, view.today, draft.discussed_on);
}

void judgement_fields(ui::Ui& ui, const RequestAnswerSheet& view, RequestDraft& draft) {
    std::vector<ui::ChoiceRow> rows;
    std::optional<std::size_t> chosen;
    for (const auto& offered : view.judgements) {
        if (offered.id == draft.judgement) chosen = rows.size();
        rows.push_back({offered.label, offered.means, ui::Icon::tick, {}});
    }
    ui.strong(view.judgement_label);
    if (const auto row = ui.choice_rows(view.judgement_label, rows, chosen))
        draft.judgement = view.judgements.at(*row).id;
    text(ui, view.judged_because, draft.judged_because);
}

}  // namespace

std::optional<view::Intent> draw_request_card(ui::Ui& ui, const view::RequestCard& view) {
    std::optional<view::Intent> intent;
    ui.card(view.title, [&] {
        ui.paragraph(view.text, view.refused ? ui::Tone::warn : ui::Tone::secondary);
        if (!view.open.empty() && ui.button(view.open))
            intent = view::OpenSheet{std::string{view::request_sheet}, {}, {}};
        if (!view.answer.empty() && ui.button(view.answer))
            intent = view::OpenSheet{std::string{view::request_answer_sheet}, {}, {}};
    });
    return intent;
}

std::optional<view::Intent> draw_request(ui::Ui& ui, const RequestSheet& view,
                                         RequestDraft& draft) {
    if (view.before && !draft.begun) put_in(*view.before, draft);
    draft.begun = true;
    view::RequestWish wish;
    wish.requester = draft.requester;
    wish.agency = draft.agency;
    wish.manager = draft.manager;
    wish.reason = draft.reason;
    wish.early = draft.early;
    wish.elsewhere = draft.elsewhere;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = request_u;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by = view::request_missing(view, wish);
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] { fields(ui, view, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::RequestReceived request;
    request.requester = view::trimmed(draft.requester);
    request.agency = view::trimmed(draft.agency);
    if (!draft.elsewhere) request.manager = view::trimmed(draft.manager);
    request.reason = view::trimmed(draft.reason);
    request.received = draft.received.value_or(view.today);
    if (!view.types.empty())
        request.type =
            view.types.at(std::min(draft.type.value_or(view.type), view.types.size() - 1)).id;
    request.early_review = draft.early;
    if (draft.elsewhere) {
        request.elsewhere = true;
        if (const auto contact = view::trimmed(draft.contact); !contact.empty())
            request.contact = contact;
    }
    return view::Ask{Say<conference::RequestReceived>{std::move(request)}, {}, view.done_text};
}

std::optional<view::Intent> draw_request_answer(ui::Ui& ui, const RequestAnswerSheet& view,
                                                RequestDraft& draft) {
    view::AnswerWish wish;
    if (draft.answer) wish.convene = *draft.answer == 0;
    wish.reasons = draft.reasons;
    wish.discussed = draft.discussed;
    wish.judgement = draft.judgement;
    wish.judged_because = draft.judged_because;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = request_u;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by = view::answer_missing(view, wish);
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.asked);
        ui.strong(view.question);
        if (const auto chosen = ui.segmented(view.question, view.answers, draft.answer))
            draft.answer = *chosen;
        if (draft.answer == 1U) no_fields(ui, view, draft);
        if (draft.answer == 0U && view.elsewhere) judgement_fields(ui, view, draft);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::RequestAnswered answer;
    answer.convene = draft.answer == 0U;
    if (!answer.convene) {
        answer.reasons = view::trimmed(draft.reasons);
        if (draft.discussed && !view.elsewhere) {
            answer.discussed_on = draft.discussed_on.value_or(view.today);
            answer.discussed_with = view::trimmed(draft.discussed_with);
        }
    } else if (view.elsewhere) {
        answer.judgement = draft.judgement;
        answer.judged_because = view::trimmed(draft.judged_because);
    }
    const auto& done = answer.convene ? view.done_yes : view.done_no;
    return view::Ask{Say<conference::RequestAnswered>{std::move(answer)}, {}, done};
}

bool said(const conference::Command& command, RequestDraft& draft) {
    if (!std::holds_alternative<Say<conference::RequestReceived>>(command) &&
        !std::holds_alternative<Say<conference::RequestAnswered>>(command))
        return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
