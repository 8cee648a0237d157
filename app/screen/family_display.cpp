// SPDX-License-Identifier: Apache-2.0
#include "app/screen/family_display.hpp"

namespace cpc::screen {
namespace {

void draw_steps(ui::Ui& ui, const view::FamilyDisplay& view) {
    for (std::size_t i = 0; i < view.steps.size(); ++i) {
        const auto& words = view.steps[i].text();
        if (i == view.step)
            ui.chip(words, ui::Icon::play, ui::Tone::primary);
        else
            ui.small(words, i < view.step ? ui::Tone::ok : ui::Tone::secondary,
                     i < view.step ? ui::Icon::done : ui::Icon::waiting);
    }
}

}  // namespace

void draw(ui::Ui& ui, const view::FamilyDisplay& view) {
    if (view.quiet) {
        ui::Quiet quiet;
        quiet.title = view.title.text();
        quiet.text = view.help.text();
        quiet.icon = ui::Icon::people;
        quiet.width_u = 760;
        (void)ui.quiet(quiet, [] {});
        return;
    }
    ui::Page page;
    page.title = view.title.text();
    page.help = view.help.text();
    ui.column_page(page, 1100, [&] {
        if (!view.speaking.empty())
            ui.card(view.speaking_label.text(), [&] { ui.question(view.speaking.text()); });
        ui.card([&] { draw_steps(ui, view); });
        ui.card(view.plan_label.text(), [&] {
            if (!view.plan_none.empty()) ui.paragraph(view.plan_none.text(), ui::Tone::secondary);
            for (const auto& plan : view.plans) {
                ui.group(plan.child.text());
                for (const auto& task : plan.tasks) {
                    ui.paragraph(task.what.text());
                    ui.small(task.who_and_when.text());
                }
            }
        });
        if (!view.next.empty())
            ui.card(view.next_label.text(), [&] { ui.strong(view.next.text()); });
    });
}

}  // namespace cpc::screen
