// SPDX-License-Identifier: Apache-2.0
// A record that is shorter than a receipt says, or has another past, was put back to an earlier
// day. Nobody in the room can mend that, and a meeting under way is not stopped for it; but nothing
// goes on before a chair has read it and said so, and that is an entry.
#include "app/kiosk/shell.hpp"
#include "app/view/say.hpp"
#include "core/record/device_events.hpp"

namespace cpc::kiosk {

using view::NoticeKind;
using view::Place;

void Shell::draw_older(ui::Ui& ui) {
    if (!desk_ || place_ == Place::lock || place_ == Place::hidden) return;
    ui::Sheet sheet;
    sheet.title = view::say("older.title");
    sheet.actions = {{view::say("older.go_on")},
                     {view::say("older.lock"), ui::Icon::lock, ui::Kind::primary}};
    sheet.cancels = false;  // no key answers this in passing
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view::say("older.text"));
        for (const auto& sentence : older_)
            ui.strong(sentence);
        ui.small(view::say("older.safe"));
    });
    if (!pressed) return;
    touched_ms_ = now_ms_;
    if (*pressed == 1) {
        lock_at_once();
        return;
    }
    std::string what = "A chair went on although receipts know of more:";
    for (const auto& sentence : older_)
        what += " " + sentence;
    older_.clear();
    auto* desk = desk_.get();
    post([this, desk, what]() -> Afterwards {
        const auto written = desk->write_down(record::StorageFault{what});
        return [this, written] {
            if (!written)
                failed(written.error());
            else
                notice(NoticeKind::done, view::say("older.on_record"));
        };
    });
}

}  // namespace cpc::kiosk
