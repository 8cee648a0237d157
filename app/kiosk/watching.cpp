// SPDX-License-Identifier: Apache-2.0
// Who looked at what is part of the record: each look at a past conference is an entry, once when
// it begins (a pulled plug does not take it away) and once for each minute and at its end, with how
// long. One screen makes no more than one of each a minute. The meeting that goes on in the room is
// not looked at in this sense; its record says itself what happened.
#include <string>
#include <utility>

#include "app/kiosk/shell.hpp"
#include "app/view/material.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;

// Nothing: this place shows no conference's record.
std::optional<std::string> name_of(Place place) {
    switch (place) {
        case Place::prepare:
            return "preparation";
        case Place::introductions:
            return "introductions";
        case Place::information:
            return "information";
        case Place::risk:
            return "risk";
        case Place::decision:
            return "decision";
        case Place::plan:
            return "plan";
        case Place::close:
            return "close";
        case Place::closed:
            return "closed conference";
        case Place::past_conference:
            return "past conference";
        case Place::lock:
        case Place::hidden:
        case Place::resume:
        case Place::home:
        case Place::new_conference:
        case Place::sending:
        case Place::settings:
        case Place::diagnostics:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

template <class Event>
void Shell::write_down(Event event) {
    auto* desk = desk_.get();
    post([this, desk, event = std::move(event)]() -> Afterwards {
        const auto written = desk->write_down(event);
        return [this, written] {
            if (!written) failed(written.error());
        };
    });
}

void Shell::write_view(std::uint64_t shown_ms) {
    const auto& what = *watched_.shown;
    auto screen = name_of(what.place).value_or("");
    // Which of the files; its title may name somebody, and this log is read by others.
    if (!what.file.empty()) screen += ", file " + what.file.hex().substr(0, 8);
    write_down(record::Viewed{desk_->vault().chair_key().kid(), std::move(screen), what.conference,
                              watched_.from, shown_ms});
}

void Shell::end_view() {
    if (!watched_.shown || !desk_) return;
    write_view(now_ms_ - watched_.since_ms);
    watched_.shown.reset();
}

void Shell::note_slip() {
    if (place_ != Place::closed || snapshot_.paper_code.empty()) return;
    if (!watched_.slips.insert(snapshot_.conference).second) return;
    write_down(record::SlipShown{snapshot_.conference, snapshot_.paper_code});
}

void Shell::watch_views(ui::Ui& ui) {
    if (!desk_ || place_ == Place::lock) return;
    if (in_meeting()) watched_.live = snapshot_.conference;
    note_slip();
    const bool over = snapshot_.state && (snapshot_.state->closed || snapshot_.state->cancelled);
    std::optional<Watched::What> now;
    if (over && !(snapshot_.conference == watched_.live) && name_of(place_))
        now = Watched::What{place_, snapshot_.conference,
                            view::open_material(*snapshot_.state, moment()).value_or(MaterialId{})};
    if (watched_.shown == now && (!now || now_ms_ < watched_.since_ms + idle_.view_every_ms)) {
        if (now) ui.wake_at(watched_.since_ms + idle_.view_every_ms);
        return;
    }
    end_view();
    if (!now) return;
    watched_.shown = now;
    watched_.since_ms = now_ms_;
    watched_.from = services_.ports.clock.read().wall;
    ui.wake_at(watched_.since_ms + idle_.view_every_ms);
    const auto last = watched_.begun_ms.find(*now);
    if (last != watched_.begun_ms.end() && now_ms_ < last->second + idle_.view_every_ms) return;
    watched_.begun_ms[*now] = now_ms_;
    write_view(0);
}

}  // namespace cpc::kiosk
