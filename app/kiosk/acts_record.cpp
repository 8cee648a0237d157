// SPDX-License-Identifier: Apache-2.0
// The entries of a conference that is over, read by the worker, and the look at every signature.
#include <memory>
#include <optional>
#include <type_traits>
#include <variant>

#include "app/kiosk/acts.hpp"
#include "app/kiosk/record_check.hpp"
#include "app/meeting/event_codec.hpp"
#include "app/view/record_view.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::kiosk {
namespace {

// Whom an event is about, where it says so by a name of ours.
struct Subject {
    PersonId person;
    ChildId child;

    void take(const PersonId& id) { person = id; }
    void take(const ChildId& id) { child = id; }
    template <class AnyId>
    void take(const std::optional<AnyId>& id) {
        if (id) take(*id);
    }
    template <class Other>
    void take(const Other&) {}

    template <class Event>
    static Subject of(const Event& event) {
        Subject subject;
        if constexpr (requires { event.person; }) subject.take(event.person);
        if constexpr (requires { event.speaker; }) subject.take(event.speaker);
        if constexpr (requires { event.voter; }) subject.take(event.voter);
        if constexpr (requires { event.child; }) subject.take(event.child);
        return subject;
    }
};

void add_signers(view::RecordLine& line, const store::Stored& stored,
                 const conference::State& state) {
    for (const auto& signature : stored.signatures) {
        line.by_chair = line.by_chair || signature.role == record::Role::chair;
        if (signature.role != record::Role::attendee) continue;
        for (const auto& id : state.person_order) {
            const auto& key = state.people.at(id).public_key;
            if (key && crypto::kid_of(*key) == signature.kid) line.signed_by.push_back(id);
        }
    }
}

view::RecordLine line_of(const store::Stored& stored, const conference::State& state,
                         const std::string& time_zone) {
    view::RecordLine line;
    line.seq = stored.seq;
    line.type = stored.header.type;
    line.erased = stored.erased;
    if (const auto at = procedure::local_time(stored.header.wall, time_zone)) line.at = *at;
    add_signers(line, stored, state);
    if (stored.erased) return line;
    const auto event = meeting::decode_event(stored.header.type, stored.payload);
    if (!event || !*event) return line;
    const auto about = std::visit([](const auto& each) { return Subject::of(each); }, **event);
    line.person = about.person;
    line.child = about.child;
    if (const auto* entered = std::get_if<conference::StageEntered>(&**event))
        line.stage = entered->stage;
    return line;
}

void check(Shell& shell, ConferenceId conference, view::CheckFacts view::RecordFacts::*which) {
    const auto run = shell.drafts().record_run;
    (shell.drafts().record.*which).running = true;
    check_in_steps(shell, conference, [&shell, run, which](const view::CheckFacts& found) {
        auto& drafts = shell.drafts();
        if (drafts.record_run != run || !drafts.record.asked) return false;
        drafts.record.*which = found;
        return true;
    });
}

}  // namespace

void read_record(Shell& shell) {
    auto* meeting = shell.meeting();
    if (meeting == nullptr) return;
    auto& drafts = shell.drafts();
    drafts.record = {};
    drafts.record.asked = true;
    const auto run = ++drafts.record_run;
    const auto id = meeting->id();
    auto lines = std::make_shared<std::vector<view::RecordLine>>();
    auto removal = std::make_shared<view::RemovalFacts>();
    const auto* services = &shell.services();
    const bool moved = shell.clock_moved();
    shell.look(
        [lines, removal, services, moved, meeting, id](meeting::Desk& desk) {
            *removal = removal_of(*services, desk, *meeting, moved);
            const auto entries = desk.vault().conference(id, record::type::material_piece);
            if (!entries) return;
            for (const auto& stored : *entries)
                lines->push_back(
                    line_of(stored, meeting->state(), meeting->rules().procedure.time_zone));
        },
        [&shell, lines, removal, run, id] {
            auto& found = shell.drafts();
            if (found.record_run != run || !found.record.asked) return;
            found.record.known = true;
            found.record.lines = std::move(*lines);
            found.record.removal = std::move(*removal);
            if (!found.record.lines.empty()) check(shell, id, &view::RecordFacts::own);
        });
}

void check_record(Shell& shell) {
    check(shell, {}, &view::RecordFacts::whole);
}

}  // namespace cpc::kiosk
