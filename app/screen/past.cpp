// SPDX-License-Identifier: Apache-2.0
#include "app/screen/past.hpp"

#include "app/screen/closed.hpp"
#include "app/screen/home.hpp"
#include "app/screen/plan_parts.hpp"
#include "app/view/routes.hpp"

namespace cpc::screen {
namespace {

using plan::MaybeIntent;
using view::PastView;

void draw_record(ui::Ui& ui, const PastView& view) {
    for (const auto& part : view.summary)
        ui.card(part.title, [&] {
            for (const auto& sentence : part.sentences)
                ui.paragraph(sentence);
        });
    ui.card(view::say("past.people"), [&] {
        for (const auto& line : view.people)
            ui.fact(line.person.name, line.attendance);
    });
}

void draw_side(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    ui.card(view::say("past.record"), [&] {
        const auto tone = view.verify_bad    ? ui::Tone::bad
                          : view.verify_good ? ui::Tone::ok
                                             : ui::Tone::secondary;
        const auto icon = view.verify_bad    ? ui::Icon::warning
                          : view.verify_good ? ui::Icon::shield
                                             : ui::Icon::info;
        ui.small(view.verify_line, tone, icon);
        if (!view.paper_code.empty()) ui.fact(view::say("closed.code"), view.paper_code);
        if (ui.button(view.verify_label)) intent = view::Do{"verify", view.conference.hex()};
    });
    if (!view.routes_label.empty() && ui.button(view.routes_label))
        intent = view::OpenSheet{std::string{view::routes_sheet}, {}, {}};
    ui.card(view::say("closed.papers"), [&] {
        if (auto opened = draw_papers(ui, view.papers)) intent = std::move(opened);
    });
    ui.card(view::say("close.dates"), [&] {
        for (std::size_t i = 0; i < view.dates.size(); ++i) {
            ui::ListRow row;
            row.label = view.dates[i].label;
            row.detail = view::say("close.by", {{"when", view.dates[i].when}});
            row.icon = ui::Icon::calendar;
            if (ui.list_row(row))
                intent = view::OpenSheet{"close-date-" + std::to_string(i), {}, {}};
        }
    });
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const PastView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.title, view.where, {}, {}, view.display, view.hide});
    ui::Action back;
    back.label = view.back_label;
    back.icon = ui::Icon::home;
    back.kind = ui::Kind::primary;
    ui::BottomBar bar;
    bar.right.push_back(back);
    if (ui.bottom_bar(bar)) intent = view::GoTo{view::Place::home, {}, {}};
    ui::Page page;
    page.title = view::say("past.title");
    page.banner = view.band;
    page.banner_icon = ui::Icon::lock;
    page.side_width_u = 390;
    page.side_fold = view::say("past.record");
    ui.page(
        page, [&] { draw_record(ui, view); }, [&] { draw_side(ui, view, intent); });
    if (view.open_paper)
        if (auto pressed = draw_paper_sheet(ui, view.papers[*view.open_paper]))
            intent = std::move(pressed);
    if (view.open_date)
        plan::draw_counting_sheet(ui, view.dates[*view.open_date].label,
                                  view.dates[*view.open_date].limit, intent);
    return intent;
}

}  // namespace cpc::screen
