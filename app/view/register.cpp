// SPDX-License-Identifier: Apache-2.0
#include "app/view/register.hpp"

#include <algorithm>

#include "app/view/closed.hpp"
#include "app/view/decision_support.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::view {
namespace {

using conference::Delivery;
using conference::DeliveryState;
using conference::PaperDelivered;
using conference::Rulebook;
using conference::State;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t hours_most = 48;  // above that it is told in days

std::string office(const std::string& to, const Rulebook& rules) {
    if (const auto* role = rules.procedure.role(to)) return role->label;
    return conference::recipient_known(to) ? say("closed.to-" + to) : to;
}

std::string line_words(const PaperDelivered& line) {
    auto words = say(line.reached ? "register.given" : "register.tried",
                     {{"way", say("register.way-" + line.way)},
                      {"when", say_date_and_time(line.at)},
                      {"who", line.by}});
    if (line.taken_by) words += say("register.taken", {{"who", *line.taken_by}});
    if (line.note) words += say("register.note", {{"note", *line.note}});
    return words;
}

std::string waits_words(const Delivery& line, const LocalTime& now) {
    if (!line.due) return say("register.no-limit");
    if (const auto* day = std::get_if<Date>(&*line.due)) {
        const auto days = day->days - now.date.days;
        return days == 0 ? say("register.due-today")
                         : say_count("register.due-days", static_cast<std::size_t>(days));
    }
    const auto left = std::get<LocalTime>(*line.due).instant().ms - now.instant().ms;
    const auto hours = (left + hour_ms - 1) / hour_ms;
    if (hours <= hours_most)
        return say_count("register.due-hours",
                         static_cast<std::size_t>(std::max<std::int64_t>(hours, 1)));
    return say_count("register.due-days", static_cast<std::size_t>(hours / 24));
}

DeliveryRow row_of(const Delivery& line, const State& state, const Rulebook& rules,
                   const LocalTime& now) {
    DeliveryRow row;
    row.person = line.person;
    row.to = line.to;
    row.name =
        line.person ? person_name(state, *line.person) : with_capital(office(line.to, rules));
    const auto* done = line.reached();
    for (const auto* each : line.lines)
        if (each != done) row.tried.push_back(line_words(*each));
    switch (line.state(now)) {
        case DeliveryState::open:
            row.state = waits_words(line, now);
            break;
        case DeliveryState::overdue:
            row.mark = DeliveryMark::overdue;
            row.state = say("register.overdue", {{"when", procedure::in_words(*line.due)}});
            break;
        case DeliveryState::delivered:
            row.mark = DeliveryMark::given;
            row.state = line_words(*done);
            break;
        case DeliveryState::delivered_late:
            row.mark = DeliveryMark::given;
            row.state = say("register.late", {{"given", line_words(*done)}});
            break;
    }
    return row;
}

void sum_up(DeliveryPart& part, const std::string& overdue_since) {
    const auto count = [&](DeliveryMark mark) {
        return static_cast<std::size_t>(std::count_if(
            part.rows.begin(), part.rows.end(), [&](const auto& row) { return row.mark == mark; }));
    };
    const auto given = count(DeliveryMark::given);
    const auto all = part.rows.size();
    const Values values{{"n", std::to_string(given)}, {"all", std::to_string(all)}};
    if (count(DeliveryMark::overdue) > 0) {
        part.mark = DeliveryMark::overdue;
        part.state = say("register.overdue", {{"when", overdue_since}});
        if (given > 0) part.state += " · " + say("register.some", values);
    } else if (given == all && all > 0) {
        part.mark = DeliveryMark::given;
        part.state = all == 1 ? part.rows.front().state : say("register.all");
    } else if (given > 0) {
        part.state = say("register.some", values);
    }
}

std::string chair_name(const State& state) {
    for (const auto& id : state.person_order)
        if (state.people.at(id).invited.group == conference::Group::chair)
            return state.people.at(id).invited.name;
    return {};
}

void put_words(DeliverySheet& sheet) {
    sheet.chip = say("stages.chair-only");
    sheet.help = say(sheet.told ? "register.help-told" : "register.help");
    sheet.people_label = say(sheet.told ? "register.whom-told" : "register.whom");
    sheet.way_label = say("register.way");
    sheet.by_label = say("register.by");
    sheet.by_hint = say("register.by-hint");
    sheet.reached_label = say("register.reached");
    sheet.reached = {say("register.reached-yes"), say("register.reached-no")};
    sheet.taken_label = say("register.taken-by");
    sheet.taken_hint = say("register.taken-hint");
    sheet.note_label = say(sheet.told ? "register.note-told" : "register.note-label");
    sheet.note_hint = say("register.note-hint");
    sheet.day_label = say("register.day");
    sheet.time_label = say("register.time");
    sheet.need_people = say("register.need-people");
    sheet.need_way = say("register.need-way");
    sheet.need_by = say("register.need-by");
    sheet.need_note = say("register.need-note");
    sheet.record = say("stages.record");
    sheet.cancel = say("shell.close");
    sheet.done_text = say("register.done");
    for (const std::string_view way : {"by-hand", "collected", "post", "secure-mail", "told"}) {
        if ((way == "told") && !sheet.told) continue;
        if ((way == "collected") && sheet.told) continue;
        sheet.way_ids.emplace_back(way);
        sheet.ways.push_back(say("register.way-" + std::string{way}));
    }
}

}  // namespace

bool DeliveryPart::waits() const {
    return std::any_of(rows.begin(), rows.end(),
                       [](const auto& row) { return row.mark != DeliveryMark::given; });
}

std::vector<DeliveryPart> delivery_parts(const State& state, const Rulebook& rules,
                                         const LocalTime& now) {
    std::vector<DeliveryPart> parts;
    std::string since;
    for (const auto& line : conference::distribution_of(state, rules)) {
        if (parts.empty() || parts.back().about != line.about) {
            if (!parts.empty()) sum_up(parts.back(), since);
            since.clear();
            DeliveryPart part;
            part.about = line.about;
            part.kind = line.kind;
            part.version = line.version;
            part.child = line.child;
            part.label = line.rule == nullptr ? say("register.away") : line.rule->label;
            if (line.due)
                part.due =
                    with_capital(say("closed.by", {{"when", procedure::in_words(*line.due)}}));
            part.cites = line.cites;
            parts.push_back(std::move(part));
        }
        parts.back().rows.push_back(row_of(line, state, rules, now));
        if (line.due && line.state(now) == DeliveryState::overdue && since.empty())
            since = procedure::in_words(*line.due);
    }
    if (!parts.empty()) sum_up(parts.back(), since);
    return parts;
}

std::optional<DeliverySheet> make_delivery_sheet(const State& state, const Rulebook& rules,
                                                 const Moment& moment, std::string_view name) {
    if (name.substr(0, delivery_prefix.size()) != delivery_prefix) return std::nullopt;
    const auto about = name.substr(delivery_prefix.size());
    for (auto& part : delivery_parts(state, rules, moment.now)) {
        if (part.about != about) continue;
        DeliverySheet sheet;
        sheet.told = part.kind == conference::follow_up;
        sheet.title = part.label;
        sheet.due_line = part.due;
        sheet.cites = part.cites;
        sheet.part = std::move(part);
        for (const auto& paper : paper_lines(state, rules, moment.now))
            if (paper.about == about) {
                sheet.title = paper.label;
                sheet.withheld = paper.withheld;
            }
        sheet.chair = chair_name(state);
        sheet.several = state.child_order.size() > 1;
        sheet.now = moment.now;
        sheet.time_zone = rules.procedure.time_zone;
        put_words(sheet);
        return sheet;
    }
    return std::nullopt;
}

LocalTime delivered_at(const DeliverySheet& sheet, std::optional<Date> day,
                       std::optional<int> minute) {
    if (!day && !minute) return sheet.now;
    const auto at = procedure::wall_time(day.value_or(sheet.now.date),
                                         minute.value_or(sheet.now.minute), sheet.time_zone);
    return at ? *at : sheet.now;
}

}  // namespace cpc::view
