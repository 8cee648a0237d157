// SPDX-License-Identifier: Apache-2.0
#include "app/screen/risk.hpp"

#include <algorithm>

#include "app/screen/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::RiskCard;
using view::RiskView;
using MaybeIntent = std::optional<view::Intent>;

view::OpenSheet open_risk(const RiskCard& card) {
    return {"risk-" + std::string{conference::word(card.kind)}, {}, {}};
}

void draw_voice_card(ui::Ui& ui, const RiskView& view, MaybeIntent& intent) {
    ui.card(view.voice_title, [&] {
        for (const auto& quote : view.voice)
            ui.quote(quote.text, quote.said_by);
        if (view.voice.empty()) ui.empty_state(view.voice_empty);
        if (ui.button(view.voice_add)) intent = view::OpenSheet{"risk-voice", {}, {}};
    });
}

void draw_scale_card(ui::Ui& ui, const RiskView& view, RiskDraft& draft, MaybeIntent& intent) {
    ui.card(view.scale_title, [&] {
        std::vector<std::string> who{view.scale_for_room};
        for (const auto& person : view.scorers)
            who.push_back(person.name);
        std::vector<bool> on(who.size(), false);
        on.at(draft.scorer && *draft.scorer < view.scorers.size() ? *draft.scorer + 1 : 0) = true;
        ui::Scale scale;
        scale.label = view.scale_title;
        scale.low = view.scale_low;
        scale.high = view.scale_high;
        scale.chosen = view.score;
        scale.marks = view.score_marks;
        if (const auto pressed = ui.scale_0_10(scale)) {
            const bool person = draft.scorer && *draft.scorer < view.scorers.size();
            const auto number = std::to_string(*pressed);
            intent = view::Ask{
                Say<conference::SafetyScored>{
                    {view.child, *pressed, person ? view.scorers[*draft.scorer].id : PersonId{}}},
                PersonId{},
                person ? view::say("risk.score-entered",
                                   {{"number", number}, {"who", view.scorers[*draft.scorer].name}})
                       : view::say("risk.score-said", {{"number", number}})};
        }
        ui.small(view::say("risk.scale-who"));
        if (const auto pressed = ui.chips(view::say("risk.scale-who"), who, on))
            draft.scorer = *pressed == 0 ? std::nullopt : std::optional{*pressed - 1};
        ui.small(view.scorers_note);
    });
}

// Every professional is asked. A name leads to the hand-over; of somebody who is not in the room,
// to the chair's own scale.
void draw_asked_card(ui::Ui& ui, const RiskView& view, RiskDraft& draft, MaybeIntent& intent) {
    if (view.asked.empty()) return;
    ui.card(view.asked_title, [&] {
        ui.small(view.asked_help);
        for (const auto& asked : view.asked) {
            const auto scope = ui.id(asked.person.id.hex());
            ui::ListRow row{asked.person.name, asked.person.detail, asked.status};
            if (asked.given) row.icon = ui::Icon::done;
            if (!ui.list_row(row)) continue;
            if (asked.own_hand) {
                intent = view::PassTo{view::Handover::risk, asked.person.id, view.child};
                continue;
            }
            const auto who = std::find_if(view.scorers.begin(), view.scorers.end(),
                                          [&](const auto& p) { return p.id == asked.person.id; });
            if (who != view.scorers.end())
                draft.scorer = static_cast<std::size_t>(who - view.scorers.begin());
        }
    });
}

void draw_lines(ui::Ui& ui, const RiskCard& card) {
    for (const auto& line : card.lines) {
        ui.paragraph(line.text);
        if (!line.degree.empty()) ui.small(line.degree, ui::Tone::normal);
        if (!line.evidence.empty())
            ui.small(line.evidence, line.linked ? ui::Tone::secondary : ui::Tone::warn,
                     line.linked ? ui::Icon::link : ui::Icon::alert);
        ui.gap(8);
    }
}

void draw_cards(ui::Ui& ui, const RiskView& view, MaybeIntent& intent) {
    for (const auto& card : view.cards) {
        if (!card.main) continue;
        ui.card(card.title, [&] {
            draw_lines(ui, card);
            if (card.lines.empty()) ui.empty_state(card.prompt);
            if (ui.button(card.add_label)) intent = open_risk(card);
        });
    }
    ui.card(view::say("risk.more"), [&] {
        for (const auto& card : view.cards) {
            if (card.main) continue;
            if (ui.list_row({card.title, card.lines.empty() ? card.prompt : card.lines.back().text,
                             card.count}))
                intent = open_risk(card);
        }
    });
}

void draw_side(ui::Ui& ui, const RiskView& view, RiskDraft& draft, MaybeIntent& intent) {
    ui.card(view.summary_title, [&] {
        const bool writing = view.summary.empty() || draft.summary_open;
        if (!writing) {
            ui.paragraph(view.summary);
            if (ui.button(view::say("risk.summary-change"))) {
                draft.summary_open = true;
                draft.summary = view.summary;
            }
            return;
        }
        ui::TextField field;
        field.label = view.summary_prompt;
        field.lines = 5;
        ui.text_field(field, draft.summary);
        for (const auto& also : view.summary_also)
            ui.small(
                view::say("risk.summary-also", {{"what", also.label}, {"question", also.detail}}));
        const auto text = view::trimmed(draft.summary);
        if (ui.button(view::say("risk.summary-save"), ui::Kind::outlined,
                      text.empty() ? view.write_first : std::string{}))
            intent = view::Ask{Say<conference::RiskSummarised>{{view.child, text}}, PersonId{},
                               view::say("risk.summary-said", {{"child", view.child_ref}})};
    });
    if (auto pressed = points_card(ui, view.points, view.now)) intent = std::move(pressed);
    if (!view.missing.empty())
        ui.card(view::say("risk.missing"), [&] {
            for (const auto& label : view.missing) {
                ui::ChecklistRow row;
                row.label = label;
                ui.checklist_row(row);
            }
        });
}

void draw_evidence(ui::Ui& ui, const RiskView& view, RiskDraft& draft) {
    if (view.evidence.empty()) {
        ui.small(view::say("risk.evidence-empty"));
        return;
    }
    ui.strong(view::say("risk.evidence-which"));
    for (const auto& evidence : view.evidence) {
        const auto found = std::find(draft.evidence.begin(), draft.evidence.end(), evidence.id);
        const bool on = found != draft.evidence.end();
        if (!ui.toggle(evidence.label, {}, on)) continue;
        if (on)
            draft.evidence.erase(found);
        else
            draft.evidence.push_back(evidence.id);
    }
}

std::string word_at(const std::vector<std::pair<std::string, std::string>>& words,
                    const std::optional<std::size_t>& index) {
    return index && *index < words.size() ? words[*index].first : std::string{};
}

void draw_line_sheet(ui::Ui& ui, const RiskView& view, const RiskCard& card, RiskDraft& draft,
                     MaybeIntent& intent) {
    const auto text = view::trimmed(draft.line);
    ui::Action save;
    save.label = view::say("stages.record");
    if (text.empty())
        save.blocked_by = view.write_first;
    else if (card.has_degree && (!draft.severity || !draft.likelihood))
        save.blocked_by = view.degree_first;
    const auto pressed = draw_sheet(ui, card.title, view.child_ref, {}, save, [&] {
        ui::TextField field;
        field.label = card.prompt;
        ui.text_field(field, draft.line);
        if (card.has_degree) {
            ui.strong(view::say("risk.how-bad"));
            if (const auto index = ui.segmented(view::say("risk.how-bad"), labels_of(view.severity),
                                                draft.severity))
                draft.severity = index;
            ui.strong(view::say("risk.how-likely"));
            if (const auto index = ui.segmented(view::say("risk.how-likely"),
                                                labels_of(view.likelihood), draft.likelihood))
                draft.likelihood = index;
        }
        draw_evidence(ui, view, draft);
        if (!card.lines.empty()) {
            ui.divider();
            draw_lines(ui, card);
        }
        for (const auto& sibling : card.siblings)
            if (ui.list_row({sibling, view::say("risk.take-over"), {}, ui::Icon::plus}))
                draft.line = sibling;
    });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    intent = view::Ask{
        Say<conference::RiskNoted>{
            {RiskId{}, view.child, card.kind, text,
             card.has_degree ? word_at(view.severity, draft.severity) : "",
             card.has_degree ? word_at(view.likelihood, draft.likelihood) : "", draft.evidence}},
        PersonId{}, view::say("risk.line-said", {{"what", card.title}})};
}

void draw_voice_sheet(ui::Ui& ui, const RiskView& view, RiskDraft& draft, MaybeIntent& intent) {
    const auto text = view::trimmed(draft.voice);
    const auto source = word_at(view.voice_sources, draft.voice_source);
    ui::Action save;
    save.label = view::say("stages.record");
    if (source.empty()) save.blocked_by = view::say("risk.voice-source-first");
    if (text.empty()) save.blocked_by = view.write_first;
    const auto pressed = draw_sheet(ui, view.voice_title, view.child_ref, {}, save, [&] {
        ui.strong(view::say("risk.voice-source"));
        std::vector<bool> on(view.voice_sources.size(), false);
        if (draft.voice_source && *draft.voice_source < on.size()) on[*draft.voice_source] = true;
        if (const auto index =
                ui.chips(view::say("risk.voice-source"), labels_of(view.voice_sources), on))
            draft.voice_source = index;
        ui::TextField field;
        field.label = view::say("risk.voice-words");
        field.hint = view::say("risk.voice-hint");
        ui.text_field(field, draft.voice);
    });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    conference::ViewsRecorded views;
    views.child = view.child;
    views.source = source;
    // Where nothing could be had, what was typed is the reason why.
    (source == "not-obtained" || source == "unborn" ? views.none_because : views.text) = text;
    intent = view::Ask{Say<conference::ViewsRecorded>{views}, PersonId{},
                       view::say("risk.voice-said", {{"child", view.child_ref}})};
}

Foot foot_of(const RiskView& view) {
    Foot foot;
    foot.status.text = view.status;
    foot.status.icon =
        view.missing.empty() && view.continue_blocked.empty() ? ui::Icon::done : ui::Icon::info;
    const view::Intent go_on =
        view::Ask{conference::EnterStage{conference::Stage::decision, {}}, PersonId{}, {}};
    if (view.next) {
        foot.right.push_back(
            next_step(view.next_label, {}, view::GoTo{view::Place::risk, *view.next, {}}));
        return foot;
    }
    foot.right.push_back(next_step(view.continue_label, view.continue_blocked, go_on));
    return foot;
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const RiskView& view, RiskDraft& draft) {
    MaybeIntent intent = draw_frame(ui, view.frame, foot_of(view));
    turn_to(draft, view.child);
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_fold = view::say("risk.side");
    ui.page(
        page,
        [&] {
            if (auto gone = draw_tabs(ui, view.tabs, view::Place::risk)) intent = std::move(gone);
            draw_voice_card(ui, view, intent);
            draw_scale_card(ui, view, draft, intent);
            draw_asked_card(ui, view, draft, intent);
            draw_cards(ui, view, intent);
        },
        [&] { draw_side(ui, view, draft, intent); });
    if (view.open_card) draw_line_sheet(ui, view, view.cards[*view.open_card], draft, intent);
    if (view.open_voice) draw_voice_sheet(ui, view, draft, intent);
    return intent;
}

bool said(const conference::Command& command, RiskDraft& draft) {
    if (std::holds_alternative<Say<conference::RiskNoted>>(command)) {
        draft.line.clear();
        draft.severity.reset();
        draft.likelihood.reset();
        draft.evidence.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::ViewsRecorded>>(command)) {
        draft.voice.clear();
        draft.voice_source.reset();
        return true;
    }
    if (std::holds_alternative<Say<conference::RiskSummarised>>(command)) {
        draft.summary.clear();
        draft.summary_open = false;
    }
    return false;
}

}  // namespace cpc::screen
