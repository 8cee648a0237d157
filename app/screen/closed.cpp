// SPDX-License-Identifier: Apache-2.0
#include "app/screen/closed.hpp"

#include <array>

#include "app/screen/decision_support.hpp"
#include "app/screen/register.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "app/view/routes.hpp"

namespace cpc::screen {
namespace {

using MaybeIntent = std::optional<view::Intent>;
using view::ClosedView;

ui::Action action(std::string label, ui::Icon icon, ui::Kind kind = ui::Kind::outlined) {
    ui::Action made;
    made.label = std::move(label);
    made.icon = icon;
    made.kind = kind;
    return made;
}

void draw_signatures(ui::Ui& ui, const ClosedView& view, MaybeIntent& intent) {
    ui.card(view::say("closed.signatures"), [&] {
        ui.small(view::say("closed.signatures-note"));
        if (view.signatures.empty()) ui.empty_state(view::say("closed.nobody-signs"));
        for (const auto& line : view.signatures) {
            ui::ListRow row;
            row.label = line.person.name;
            row.detail = line.person.detail;
            row.right = line.state;
            row.icon = line.signed_ ? ui::Icon::done : ui::Icon::ring;
            row.tone = line.signed_ ? ui::Tone::ok : ui::Tone::secondary;
            row.opens = line.can_sign;
            if (ui.list_row(row) && line.can_sign)
                intent = view::PassTo{view::Handover::cosign, line.person.id, {}};
        }
    });
}

void draw_code(ui::Ui& ui, const ClosedView& view) {
    if (view.check_words.empty()) return;
    ui.card(view::say("closed.code"), [&] {
        std::string words;
        for (const auto& group : view.check_words)
            words += (words.empty() ? "" : " ") + group;
        ui.heading(words);
        ui.small(view::say("closed.code-note"));
    });
}

void draw_page(ui::Ui& ui, const ClosedView& view, MaybeIntent& intent) {
    Foot foot;
    foot.status.text = view.status;
    if (view.next_to_sign) {
        foot.right.push_back(
            next_step(view::say("decision.pass-to", {{"who", view.next_to_sign->name}}), {},
                      view::PassTo{view::Handover::cosign, view.next_to_sign->id, {}}));
    } else {
        auto finish = next_step(view.finish_label, {}, view::Do{"destroy-keys", {}});
        finish.action.hold = true;
        finish.action.icon_last = false;
        foot.right.push_back(std::move(finish));
    }
    if (auto pressed = draw_frame(ui, view.frame, foot)) intent = std::move(pressed);
    ui::Page page;
    page.title = view.title;
    page.help = view.closed_at;
    page.side_fold = view::say("closed.code");
    ui.page(
        page,
        [&] {
            draw_signatures(ui, view, intent);
            ui.card(view::say("closed.papers"), [&] {
                if (auto opened = draw_papers(ui, view.papers)) intent = std::move(opened);
            });
        },
        [&] {
            draw_code(ui, view);
            ui.card([&] {
                ui.small(view.keys_line, ui::Tone::secondary, ui::Icon::key);
                ui.small(view.finish_note);
                if (ui.button(view.matters_label))
                    intent = view::OpenSheet{std::string{view::matters_sheet}, {}, {}};
                if (!view.minutes_label.empty() && ui.button(view.minutes_label))
                    intent = view::OpenSheet{std::string{view::minutes_sheet}, {}, {}};
                if (!view.routes_label.empty() && ui.button(view.routes_label))
                    intent = view::OpenSheet{std::string{view::routes_sheet}, {}, {}};
                if (view.next_to_sign && ui.button(view::say("closed.finish-without")))
                    intent = view::OpenSheet{"closed-finish", {}, {}};
            });
        });
}

void draw_end(ui::Ui& ui, const ClosedView& view, MaybeIntent& intent) {
    ui::Quiet quiet;
    quiet.icon = ui::Icon::done;
    quiet.lead = view.closed_at;
    quiet.title = view.title;
    quiet.text = view.thanks;
    quiet.width_u = 760;
    ui.quiet(quiet, [&] {
        draw_code(ui, view);
        ui.small(view.keys_line, ui::Tone::secondary, ui::Icon::key);
        if (ui.button(action(view::say("closed.lock"), ui::Icon::lock, ui::Kind::primary)))
            intent = view::LockTablet{};
        const std::array others{action(view::say("closed.papers"), ui::Icon::document),
                                action(view::say("closed.sending"), ui::Icon::sync),
                                action(view::say("closed.home"), ui::Icon::home)};
        const auto pressed = ui.buttons(others);
        if (pressed == std::size_t{0}) intent = view::OpenSheet{"closed-papers", {}, {}};
        if (pressed == std::size_t{1}) intent = view::GoTo{view::Place::sending, {}, {}};
        if (pressed == std::size_t{2}) intent = view::GoTo{view::Place::home, {}, {}};
    });
}

}  // namespace

std::optional<view::Intent> draw_papers(ui::Ui& ui, const std::vector<view::PaperLine>& papers) {
    MaybeIntent intent;
    if (papers.empty()) ui.empty_state(view::say("closed.no-papers"));
    for (const auto& paper : papers) {
        const auto scope = ui.id(paper.about);
        ui::ListRow row;
        row.label = paper.label;
        row.detail = paper.to;
        // Who has it, once somebody has or should; else whether it was made.
        const bool given = !paper.given.state.empty();
        row.right = given ? paper.given.state : paper.state;
        row.icon = given ? icon_of(paper.given.mark)
                         : (paper.made ? ui::Icon::printer : ui::Icon::document);
        row.tone = given ? tone_of(paper.given.mark) : ui::Tone::secondary;
        if (ui.list_row(row)) intent = view::OpenSheet{"paper-" + paper.about, {}, {}};
    }
    if (papers.empty()) return intent;
    const std::array more{action(view::say("closed.save-dates"), ui::Icon::calendar),
                          action(view::say("print.open"), ui::Icon::printer)};
    const auto pressed = ui.buttons(more);
    if (pressed == std::size_t{0}) intent = view::Do{"save-calendar", {}};
    if (pressed == std::size_t{1}) intent = view::Do{"look-at-printer", {}};
    return intent;
}

std::optional<view::Intent> draw_paper_sheet(ui::Ui& ui, const view::PaperLine& paper) {
    MaybeIntent intent;
    ui::Sheet sheet;
    sheet.title = paper.label;
    sheet.actions = {action(view::say("stages.cancel"), ui::Icon::none),
                     action(view::say("closed.save"), ui::Icon::usb),
                     action(view::say("closed.issue"), ui::Icon::document),
                     action(view::say("print.now"), ui::Icon::printer, ui::Kind::primary)};
    const auto scope = ui.id(paper.about);
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(paper.to);
        ui.small(paper.state);
        if (!paper.withheld.empty()) ui.small(paper.withheld, ui::Tone::secondary, ui::Icon::lock);
        if (auto opened = draw_deliveries(ui, paper.given)) intent = std::move(opened);
    });
    if (!pressed) return intent;
    constexpr std::array acts{"", "save-document", "issue-document", "print-document"};
    if (*pressed == 0)
        intent = view::CloseSheet{};
    else
        intent = view::Do{acts.at(*pressed), paper.about};
    return intent;
}

std::optional<view::Intent> draw(ui::Ui& ui, const ClosedView& view) {
    MaybeIntent intent;
    if (view.keys_destroyed)
        draw_end(ui, view, intent);
    else
        draw_page(ui, view, intent);
    if (view.finish_open && !view.keys_destroyed) {
        ui::Action hold = action(view.finish_label, ui::Icon::lock);
        hold.hold = true;
        const auto pressed = draw_sheet(ui, view::say("closed.finish-without"), {}, {}, hold, [&] {
            ui.paragraph(view.status);
            ui.paragraph(view.finish_note);
        });
        if (pressed)
            intent = *pressed == 0 ? view::Intent{view::CloseSheet{}}
                                   : view::Intent{view::Do{"destroy-keys", {}}};
    }
    if (view.papers_open) {
        ui::Sheet sheet;
        sheet.title = view::say("closed.papers");
        sheet.actions = {action(view::say("stages.done"), ui::Icon::none, ui::Kind::primary)};
        if (ui.sheet(sheet, [&] {
                if (auto opened = draw_papers(ui, view.papers)) intent = std::move(opened);
            }))
            intent = view::CloseSheet{};
    }
    if (view.open_paper)
        if (auto pressed = draw_paper_sheet(ui, view.papers[*view.open_paper]))
            intent = std::move(pressed);
    return intent;
}

}  // namespace cpc::screen
