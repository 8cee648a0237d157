// SPDX-License-Identifier: Apache-2.0
#include "app/view/access.hpp"

namespace cpc::view {
namespace {

using conference::Capacity;

bool can_ask(const conference::Person& person) {
    return person.invited.group == conference::Group::family ||
           person.invited.group == conference::Group::child;
}

AccessPerson person_of(PersonId id, const conference::Person& person,
                       const procedure::Procedure& procedure) {
    AccessPerson out;
    out.id = id;
    out.name = person_line(person, procedure).name;
    const auto offer = [&](Capacity capacity) {
        out.capacities.emplace_back(capacity,
                                    say("access." + std::string{conference::word(capacity)}));
    };
    if (person.invited.group == conference::Group::child) {
        offer(Capacity::child);
    } else {
        offer(Capacity::own);
        offer(Capacity::for_child);
    }
    for (const auto capacity : {Capacity::representative, Capacity::guardian, Capacity::court})
        offer(capacity);
    return out;
}

}  // namespace

bool access_open(const conference::State& state) {
    if (!state.closed && !state.cancelled) return false;
    for (const auto& entry : state.people)
        if (can_ask(entry.second)) return true;
    return false;
}

AccessSheet make_access_sheet(const conference::State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    AccessSheet sheet;
    if (moment.notice.kind == NoticeKind::done) sheet.done = moment.notice.text;
    sheet.title = say("access.title");
    sheet.chip = say("addition.chip");
    sheet.help = say("access.help");
    sheet.who_label = say("access.who");
    sheet.capacity_label = say("access.capacity");
    sheet.because_label = say("access.because");
    sheet.because_hint = say("access.because_hint");
    sheet.need_who = say("access.need_who");
    sheet.need_capacity = say("access.need_capacity");
    sheet.need_because = say("access.need_because");
    sheet.close = say("shell.close");
    sheet.copy = say("access.copy");
    sheet.list = say("access.list");
    for (const auto& id : state.person_order)
        if (const auto& person = state.people.at(id); can_ask(person))
            sheet.people.push_back(person_of(id, person, rules.procedure));
    return sheet;
}

}  // namespace cpc::view
