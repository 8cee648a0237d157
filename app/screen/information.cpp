// SPDX-License-Identifier: Apache-2.0
#include "app/screen/information.hpp"

#include <algorithm>

#include "app/screen/apart.hpp"
#include "app/screen/information_sheets.hpp"
#include "app/screen/material.hpp"
#include "app/screen/matters.hpp"
#include "app/screen/room_sheets.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::ContributionView;
using view::InformationView;

ui::ContributionCard card_of(const ContributionView& contribution, const InformationView& view,
                             bool unfolded) {
    ui::ContributionCard card;
    card.kind = label_kind(contribution.label);
    card.kind_word = contribution.label_word;
    card.said_by = contribution.said_by;
    card.text = contribution.text;
    card.source = contribution.source;
    if (!contribution.about.empty())
        card.flags.push_back({ui::Icon::child, contribution.about, ui::Tone::secondary});
    for (const auto& correction : contribution.corrections)
        card.flags.push_back(
            {ui::Icon::comment, correction.said_by + " " + correction.text, ui::Tone::voice});
    for (const auto& conflict : contribution.conflicts)
        card.flags.push_back({ui::Icon::alert, conflict, ui::Tone::warn});
    if (contribution.apart && view.apart)
        card.flags.push_back({ui::Icon::lock, view.apart->flag, ui::Tone::bad});
    card.edit_label = view.edit_label;
    card.show_all_label = view.show_all;
    card.unfolded = unfolded;
    return card;
}

bool shown_by(const InformationView& view, std::size_t filter, const ContributionView& card) {
    if (filter == 0) return true;
    if (filter <= view.label_filters) return static_cast<std::size_t>(card.label) == filter - 1;
    const auto& ref = view.filters.at(filter);
    return std::find(card.children.begin(), card.children.end(), ref) != card.children.end();
}

// What is typed in a part without everybody may not be there any more when they come back.
bool typed(const InformationDraft& draft) {
    return !draft.add.text.empty() || !draft.add.source.empty() || !draft.correct.text.empty() ||
           !draft.follow.owner.empty();
}

std::optional<view::Intent> feed(ui::Ui& ui, const InformationView& view, InformationDraft& draft) {
    std::optional<view::Intent> intent;
    const bool anything = std::any_of(view.contributions.begin(), view.contributions.end(),
                                      [&](const auto& each) { return each.apart || !view.apart; });
    if (view.apart && typed(draft)) {
        ui.banner(view.apart->end_blocked, ui::Icon::pencil, ui::Tone::warn);
        if (ui.button(view.apart->throw_away)) forget_typed(draft);
    }
    if (!anything) ui.empty_state(view.empty);
    if (view.contributions.empty()) return intent;
    bool headed = !view.apart;
    draft.filter = std::min(draft.filter, view.filters.size() - 1);
    std::vector<bool> on(view.filters.size(), false);
    on.at(draft.filter) = true;
    if (const auto pressed = ui.chips(view.filter_label, view.filters, on)) draft.filter = *pressed;
    for (const auto& contribution : view.contributions) {
        if (!shown_by(view, draft.filter, contribution)) continue;
        if (!headed && !contribution.apart) ui.group(view.earlier_title);
        headed = headed || !contribution.apart;
        const auto id = ui.id(contribution.key);
        const bool unfolded = draft.unfolded.contains(contribution.id);
        const auto act = ui.contribution_card(card_of(contribution, view, unfolded));
        if (!act) continue;
        if (*act == ui::ContributionAct::show_all)
            draft.unfolded.insert(contribution.id);
        else
            intent = view::OpenSheet{"contribution", {}, contribution.id};
    }
    return intent;
}

std::optional<view::Intent> family_says(ui::Ui& ui, const InformationView& view) {
    std::optional<view::Intent> intent;
    if (view.views.empty()) return intent;
    ui.heading(view.views_title);
    for (const auto& row : view.views) {
        const auto id = ui.id(row.title);
        ui.card(row.title, [&] {
            for (const auto& said : row.said)
                ui.quote(said, row.source);
            if (!row.none_because.empty()) ui.paragraph(row.none_because, ui::Tone::secondary);
            ui::Action add;
            add.label = row.add_label;
            add.icon = ui::Icon::pencil;
            if (ui.button(add)) intent = view::OpenSheet{row.sheet, {}, {}};
        });
    }
    return intent;
}

std::optional<view::Intent> speakers_panel(ui::Ui& ui, const InformationView& view,
                                           const InformationDraft& draft) {
    std::optional<view::Intent> intent;
    ui.heading(view.speakers_title);
    ui.card([&] {
        for (const auto& speaker : view.speakers) {
            ui::ChecklistRow row;
            row.label = speaker.name;
            row.current = !draft.add.speaker.empty() && draft.add.speaker == speaker.id;
            row.detail = row.current ? view.speaking_now : speaker.detail;
            row.done = speaker.done;
            row.pressable = true;
            if (row.current) row.icon = ui::Icon::speaking;
            if (!row.current && speaker.absent_report && !speaker.done)
                row.icon = ui::Icon::document;
            if (ui.checklist_row(row)) intent = view::OpenSheet{"speaker", speaker.id, {}};
        }
        ui::Action came;
        came.label = view.came_label;
        came.icon = ui::Icon::plus;
        if (!view.came_label.empty() && ui.button(came))
            intent = view::OpenSheet{std::string{view::somebody_sheet}, {}, {}};
    });
    if (auto opens = materials_button(ui)) intent = std::move(opens);
    if (view.apart) {
        ui.small(view.apart->out, ui::Tone::secondary, ui::Icon::people);
        return intent;
    }
    ui.card(view.points_title, [&] {
        for (const auto& point : view.points) {
            ui::ChecklistRow row;
            row.label = point.text;
            row.detail = point.detail;
            row.done = point.done;
            row.pressable = !point.done || point.asks;
            if (ui.checklist_row(row)) intent = view::confirm_point(point, {});
        }
        if (auto opens = points_button(ui)) intent = std::move(opens);
        if (auto opens = questions_button(ui)) intent = std::move(opens);
        if (auto opens = step_out_button(ui)) intent = std::move(opens);
        if (auto opens = stop_button(ui)) intent = std::move(opens);
        if (!view.said_apart_label.empty() && ui.button(view.said_apart_label))
            intent = view::OpenSheet{std::string{view::said_apart_sheet}, {}, {}};
    });
    return intent;
}

}  // namespace

void forget_typed(InformationDraft& draft) {
    draft.add = {};
    draft.correct = {};
    draft.follow = {};
    draft.carried = {};
}

ui::LabelKind label_kind(conference::Label label) {
    switch (label) {
        case conference::Label::fact:
            return ui::LabelKind::fact;
        case conference::Label::observation:
            return ui::LabelKind::observation;
        case conference::Label::allegation:
            return ui::LabelKind::allegation;
        case conference::Label::opinion:
            return ui::LabelKind::opinion;
    }
    return ui::LabelKind::opinion;
}

std::optional<view::Intent> draw(ui::Ui& ui, const InformationView& view, InformationDraft& draft) {
    Foot foot;
    foot.status = {view.missing, ui::Icon::info, ui::Tone::secondary};
    if (view.stage_is_now)
        foot.right.push_back(
            next_step(view.next, view.next_blocked,
                      view::Ask{conference::EnterStage{conference::Stage::risk, {}}, {}, {}}));
    if (view.apart) {
        const conference::SegmentEnded ended;
        foot.right.push_back(
            next_step(view.apart->end, typed(draft) ? view.apart->end_blocked : std::string{},
                      view::Ask{Say<conference::SegmentEnded>{ended}, {}, view.apart->end_done}));
    }
    auto intent = draw_frame(ui, view.frame, foot);
    const auto keep = [&](std::optional<view::Intent> pressed) {
        if (pressed) intent = std::move(pressed);
    };
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_fold = view.speakers_title;
    if (view.apart) {
        page.banner = view.apart->banner;
        page.banner_icon = ui::Icon::lock;
        page.banner_tone = ui::Tone::bad;
    }
    ui::Action add;
    add.label = view.add_label;
    add.icon = ui::Icon::plus;
    page.action = add;
    const bool pressed = ui.page(
        page,
        [&] {
            if (view.carried) keep(draw_carried(ui, *view.carried));
            keep(feed(ui, view, draft));
            keep(family_says(ui, view));
        },
        [&] { keep(speakers_panel(ui, view, draft)); });
    if (pressed) intent = view::OpenSheet{"add", draft.add.speaker, {}};
    if (view.carry) keep(draw_carry_sheet(ui, *view.carry, draft.carried));
    if (view.progress) keep(draw_progress_sheet(ui, *view.progress, draft.carried));
    keep(draw_information_sheet(ui, view, draft));
    return intent;
}

}  // namespace cpc::screen
