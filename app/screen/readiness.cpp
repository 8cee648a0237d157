// SPDX-License-Identifier: Apache-2.0
#include "app/screen/readiness.hpp"

#include <algorithm>

#include "app/screen/home.hpp"

namespace cpc::screen {
namespace {

using view::Standing;

ui::Tone tone_of(Standing standing) {
    switch (standing) {
        case Standing::bad:
            return ui::Tone::bad;
        case Standing::look:
            return ui::Tone::warn;
        case Standing::good:
            return ui::Tone::ok;
        case Standing::unknown:
            return ui::Tone::secondary;
    }
    return ui::Tone::secondary;
}

ui::Icon icon_of(Standing standing) {
    switch (standing) {
        case Standing::bad:
            return ui::Icon::warning;
        case Standing::look:
            return ui::Icon::alert;
        case Standing::good:
            return ui::Icon::done;
        case Standing::unknown:
            return ui::Icon::help;
    }
    return ui::Icon::help;
}

void draw_line(ui::Ui& ui, const view::ReadinessLine& line, std::optional<view::Intent>& intent) {
    const auto id = ui.id(line.about);
    ui.card([&] {
        ui.chip(line.about, icon_of(line.standing), tone_of(line.standing));
        ui.paragraph(line.sentence);
        if (!line.figures.empty()) ui.small(line.figures);
        if (!line.action.empty() && ui.button(line.action)) intent = line.intent;
    });
}

// What is all right needs no card each.
void draw_fine(ui::Ui& ui, const view::ReadinessView& view) {
    const bool any = std::any_of(view.lines.begin(), view.lines.end(),
                                 [](const auto& line) { return line.standing == Standing::good; });
    if (!any) return;
    ui.card(view.fine_title, [&] {
        for (const auto& line : view.lines) {
            if (line.standing != Standing::good) continue;
            ui.small(line.about, ui::Tone::ok, ui::Icon::done);
            ui.paragraph(line.sentence);
            if (!line.figures.empty()) ui.small(line.figures);
            ui.gap(8);
        }
    });
}

}  // namespace

bool draw_info_sheet(ui::Ui& ui, const view::InfoSheet& view) {
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.actions = {{view.close, ui::Icon::none, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        for (const auto& paragraph : view.text)
            ui.paragraph(paragraph);
        for (const auto& [label, known] : view.rows) {
            ui.strong(label);
            ui.paragraph(known, ui::Tone::secondary);
        }
    });
    return pressed.has_value();
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::ReadinessView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.bar_title, view.band, {}, {}, view.display, view.hide});
    ui::BottomBar bar;
    bar.left = {{view.back_label, ui::Icon::home}, {view.again_label, ui::Icon::refresh}};
    bar.status = notice_status(view.notice, {});
    ui::Action save{view.save_label, ui::Icon::usb, ui::Kind::primary};
    save.blocked_by = view.save_blocked;
    bar.right = {save};
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left && press->index == 0)
            intent = view::GoTo{view::Place::home, {}, {}};
        else if (press->side == ui::BarSide::left)
            intent = view::Do{"look-at-readiness", {}};
        else if (press->side == ui::BarSide::right && save.blocked_by.empty())
            intent = view::Do{"save-readiness", {}};
    }
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.banner = view.banner;
    page.banner_icon = ui::Icon::warning;
    page.banner_tone = ui::Tone::bad;
    ui.column_page(page, 900, [&] {
        if (!view.progress.empty()) ui.progress(view.progress, view.part);
        for (const auto& line : view.lines)
            if (line.standing != Standing::good) draw_line(ui, line, intent);
        draw_fine(ui, view);
        ui.small(view.papers_line, ui::Tone::secondary, ui::Icon::document);
    });
    if (view.sheet && draw_info_sheet(ui, *view.sheet)) intent = view::CloseSheet{};
    return intent;
}

}  // namespace cpc::screen
