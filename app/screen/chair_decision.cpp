// SPDX-License-Identifier: Apache-2.0
#include "app/screen/chair_decision.hpp"

#include "app/screen/decision_support.hpp"

namespace cpc::screen {
namespace {

// The reasons as one text; with several headings each stands under its own.
std::string whole_text(const view::ChairDecisionView& view, const ChairDecisionDraft& draft) {
    if (view.headings.size() == 1) return view::trimmed(draft.reasons.front());
    std::string text;
    for (std::size_t i = 0; i < view.headings.size(); ++i)
        text += (text.empty() ? "" : "\n") + view.headings[i].label + ": " +
                view::trimmed(draft.reasons[i]);
    return text;
}

// Why it cannot be recorded yet, in the rule's own words; empty when it can.
std::string reasons_missing(const view::ChairDecisionView& view, const ChairDecisionDraft& draft) {
    for (std::size_t i = 0; i < draft.reasons.size(); ++i)
        if (view::trimmed(draft.reasons[i]).empty())
            return view.heading_first.size() > 1 ? view.heading_first.at(i) : view.reasons_first;
    const bool enough = whole_text(view, draft).size() >= view.reasons_chars_min;
    return enough ? std::string{} : view.reasons_first;
}

conference::ChairDecided decided(const view::ChairDecisionView& view,
                                 const ChairDecisionDraft& draft) {
    conference::ChairDecided decided;
    decided.child = view.child;
    decided.protect = draft.choice == std::size_t{0};
    decided.reasons = whole_text(view, draft);
    if (view.heading_ids.size() < 2) return decided;
    decided.texts.emplace();
    for (std::size_t i = 0; i < view.heading_ids.size(); ++i)
        decided.texts->push_back({view.heading_ids[i], view::trimmed(draft.reasons[i])});
    return decided;
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::ChairDecisionView& view,
                                 ChairDecisionDraft& draft) {
    if (!view.open) return std::nullopt;
    if (!(draft.child == view.child)) {
        draft.choice.reset();
        if (!draft.child.empty()) draft.reasons.clear();
        draft.child = view.child;
    }
    draft.reasons.resize(view.headings.size());
    ui::Action hold;
    hold.label = view.hold_label;
    hold.icon = ui::Icon::gavel;
    hold.hold = true;
    hold.blocked_by = reasons_missing(view, draft);
    if (!draft.choice) hold.blocked_by = view.choose_first;
    const auto level = ui.at_level(ui::Level::chair);
    const auto pressed =
        draw_sheet(ui, view.title, view.child_ref, view::say("stages.chair-only"), hold, [&] {
            ui.paragraph(view.opening);
            ui.paragraph(view.group, ui::Tone::secondary);
            const std::vector<std::string> options{view.protect_label, view.not_label};
            if (const auto index = ui.segmented(view.title, options, draft.choice))
                draft.choice = index;
            for (std::size_t i = 0; i < view.headings.size(); ++i) {
                ui::TextField field;
                field.label = view.headings[i].label;
                field.hint = view.headings[i].detail;
                field.note = view::say_count("chair.characters", draft.reasons[i].size());
                ui.text_field(field, draft.reasons[i]);
            }
            if (!view.follows.empty()) ui.small(view.follows, ui::Tone::warn, ui::Icon::forward);
            ui.small(view.read_out, ui::Tone::secondary, ui::Icon::speaking);
            ui.small(view.cites);
        });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Ask{conference::Say<conference::ChairDecided>{decided(view, draft)}, PersonId{},
                     view::say("chair.said")};
}

bool said(const conference::Command& command, ChairDecisionDraft& draft) {
    if (!std::holds_alternative<conference::Say<conference::ChairDecided>>(command)) return false;
    draft = ChairDecisionDraft{};
    return true;
}

}  // namespace cpc::screen
