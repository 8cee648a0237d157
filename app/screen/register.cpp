// SPDX-License-Identifier: Apache-2.0
#include "app/screen/register.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"
#include "app/view/say.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::DeliveryMark;
using view::DeliverySheet;

constexpr float width_u = 900;
constexpr int minutes_a_day = 1440;

bool any_chosen(const DeliveryDraft& draft) {
    return std::find(draft.chosen.begin(), draft.chosen.end(), true) != draft.chosen.end();
}

std::string missing(const DeliverySheet& view, const DeliveryDraft& draft) {
    if (!any_chosen(draft)) return view.need_people;
    if (!draft.way) return view.need_way;
    if (view::trimmed(draft.by).empty()) return view.need_by;
    const bool needs_note = view.told || draft.reached == 1;
    return needs_note && view::trimmed(draft.note).empty() ? view.need_note : std::string{};
}

// Whoever still waits is chosen where there is only one such.
void begin(const DeliverySheet& view, DeliveryDraft& draft) {
    draft = {};
    draft.about = view.part.about;
    draft.by = view.chair;
    draft.chosen.assign(view.part.rows.size(), false);
    std::size_t waiting = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < view.part.rows.size(); ++i) {
        if (view.part.rows[i].mark == DeliveryMark::given) continue;
        ++waiting;
        last = i;
    }
    if (waiting == 1) draft.chosen[last] = true;
}

// An office has a line to itself in the record; people of the conference may share one.
void choose(const DeliverySheet& view, DeliveryDraft& draft, std::size_t pressed) {
    const bool on = !draft.chosen[pressed];
    const bool office = !view.part.rows[pressed].person;
    for (std::size_t i = 0; on && i < draft.chosen.size(); ++i)
        if (office || !view.part.rows[i].person) draft.chosen[i] = false;
    draft.chosen[pressed] = on;
}

void text(ui::Ui& ui, const std::string& label, const std::string& hint, int lines,
          std::string& value) {
    ui::TextField field;
    field.label = label;
    field.hint = hint;
    field.single_line = lines == 1;
    field.lines = lines;
    (void)ui.text_field(field, value);
}

void draw_when(ui::Ui& ui, const DeliverySheet& view, DeliveryDraft& draft) {
    ui::DateStepper day;
    day.label = view.day_label;
    day.value = draft.day.value_or(view.now.date);
    day.spoken = view::say_day(day.value) + " " + std::to_string(day.value.year());
    if (const auto chosen = ui.date_stepper(day)) draft.day = *chosen;
    ui::TimeStepper time;
    time.label = view.time_label;
    time.minute = draft.minute.value_or(view.now.minute);
    if (const auto chosen = ui.time_stepper(time)) draft.minute = *chosen % minutes_a_day;
}

void draw_fields(ui::Ui& ui, const DeliverySheet& view, DeliveryDraft& draft) {
    ui.paragraph(view.help, ui::Tone::secondary);
    if (!view.due_line.empty()) ui.small(view.due_line, ui::Tone::secondary, ui::Icon::calendar);
    if (!view.cites.empty()) ui.small(view.cites, ui::Tone::secondary, ui::Icon::scales);
    if (!view.withheld.empty()) ui.small(view.withheld, ui::Tone::secondary, ui::Icon::lock);
    std::vector<std::string> names;
    for (const auto& row : view.part.rows)
        names.push_back(row.name);
    ui.strong(view.people_label);
    if (const auto pressed = ui.chips(view.people_label, names, draft.chosen))
        choose(view, draft, *pressed);
    ui.strong(view.way_label);
    std::vector<bool> on(view.ways.size(), false);
    if (draft.way && *draft.way < on.size()) on[*draft.way] = true;
    if (const auto pressed = ui.chips(view.way_label, view.ways, on)) draft.way = *pressed;
    ui.strong(view.reached_label);
    if (const auto pressed = ui.segmented(view.reached_label, view.reached, draft.reached))
        draft.reached = *pressed;
    draw_when(ui, view, draft);
    text(ui, view.by_label, view.by_hint, 1, draft.by);
    if (!view.told && draft.reached == 0)
        text(ui, view.taken_label, view.taken_hint, 1, draft.taken_by);
    text(ui, view.note_label, view.note_hint, 2, draft.note);
}

conference::PaperDelivered fact_of(const DeliverySheet& view, const DeliveryDraft& draft) {
    conference::PaperDelivered fact;
    fact.kind = view.part.kind;
    fact.version = view.part.version;
    fact.way = view.way_ids.at(*draft.way);
    fact.by = view::trimmed(draft.by);
    fact.reached = draft.reached == 0;
    if (draft.day || draft.minute) fact.at = view::delivered_at(view, draft.day, draft.minute);
    std::vector<PersonId> people;
    for (std::size_t i = 0; i < draft.chosen.size(); ++i) {
        if (!draft.chosen[i]) continue;
        const auto& row = view.part.rows.at(i);
        if (row.person)
            people.push_back(*row.person);
        else
            fact.to = row.to;
    }
    if (!people.empty()) fact.people = std::move(people);
    if (view.several && !view.part.child.empty()) fact.child = view.part.child;
    const auto taken = view::trimmed(draft.taken_by);
    if (!taken.empty() && fact.reached && !view.told) fact.taken_by = taken;
    const auto note = view::trimmed(draft.note);
    if (!note.empty()) fact.note = note;
    return fact;
}

}  // namespace

ui::Icon icon_of(DeliveryMark mark) {
    switch (mark) {
        case DeliveryMark::waiting:
            return ui::Icon::waiting;
        case DeliveryMark::overdue:
            return ui::Icon::warning;
        case DeliveryMark::given:
            return ui::Icon::done;
    }
    return ui::Icon::none;
}

ui::Tone tone_of(DeliveryMark mark) {
    switch (mark) {
        case DeliveryMark::waiting:
            return ui::Tone::secondary;
        case DeliveryMark::overdue:
            return ui::Tone::warn;
        case DeliveryMark::given:
            return ui::Tone::ok;
    }
    return ui::Tone::normal;
}

std::optional<view::Intent> draw_deliveries(ui::Ui& ui, const view::DeliveryPart& part) {
    std::optional<view::Intent> intent;
    for (const auto& row : part.rows) {
        ui.strong(row.name);
        ui.small(row.state, tone_of(row.mark), icon_of(row.mark));
        for (const auto& tried : row.tried)
            ui.small(tried, ui::Tone::secondary, ui::Icon::history);
        ui.gap(8);
    }
    if (!part.cites.empty()) ui.small(part.cites, ui::Tone::secondary, ui::Icon::scales);
    if (part.rows.empty()) return intent;
    ui::Action log;
    log.label =
        view::say(part.kind == conference::follow_up ? "register.open-told" : "register.open");
    log.icon = ui::Icon::hand;
    if (ui.button(log))
        intent = view::OpenSheet{std::string{view::delivery_prefix} + part.about, {}, {}};
    return intent;
}

std::optional<view::Intent> draw_delivery_sheet(ui::Ui& ui, const DeliverySheet& view,
                                                DeliveryDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    if (draft.about != view.part.about || draft.chosen.size() != view.part.rows.size())
        begin(view, draft);
    const auto scope = ui.id(view.part.about);
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.chip;
    sheet.width_u = width_u;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by = missing(view, draft);
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] { draw_fields(ui, view, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft = {};
        return view::CloseSheet{};
    }
    if (!missing(view, draft).empty()) return std::nullopt;
    return view::Ask{Say<conference::PaperDelivered>{fact_of(view, draft)}, {}, view.done_text};
}

bool said(const conference::Command& command, DeliveryDraft& draft) {
    if (!std::holds_alternative<Say<conference::PaperDelivered>>(command)) return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
