// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/practice.hpp"

#include <algorithm>
#include <array>

#include "app/kiosk/acts.hpp"
#include "app/kiosk/complete.hpp"
#include "app/kiosk/shell.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

using conference::Say;

constexpr int minutes_a_day = 1440;
constexpr int days_since_the_start_event = 14;

struct Seat {
    const char* role;
    bool report;
};
constexpr std::array seats{
    Seat{"chair", false},  Seat{"minute-taker", false}, Seat{"social-worker", true},
    Seat{"police", true},  Seat{"school", true},        Seat{"school-nurse", true},
    Seat{"housing", true}, Seat{"mother", false},       Seat{"father", false}};

Result<void> say(meeting::Desk& desk, meeting::Meeting& meeting,
                 const conference::Command& command) {
    const auto reply = CPC_TRY(meeting.submit(complete(command, desk, meeting.now())));
    if (const auto* refusal = std::get_if<conference::Refusal>(&reply))
        return fail(Fault::refused, refusal->message, refusal->rule);
    return {};
}

// The first of the procedure's types, with every date it asks for.
conference::ConferenceOpened opening(const procedure::Procedure& procedure, const LocalTime& now) {
    conference::ConferenceOpened opened;
    const auto& type = procedure.types.front();
    opened.procedure = procedure.id;
    opened.type = type.id;
    opened.family = view::say("practice.family");
    opened.venue = view::say("practice.venue");
    opened.planned_start = now;
    opened.planned_start.minute = std::min(now.minute / 15 * 15, minutes_a_day - 15);
    opened.planned_minutes = 90;
    auto events = type.events;
    if (!type.opening_choices.empty()) {
        const auto& choice = type.opening_choices.front();
        opened.basis = choice.id;
        events.insert(events.end(), choice.events.begin(), choice.events.end());
    }
    for (const auto& event : events)
        opened.start_events.push_back({event, now.date - days_since_the_start_event});
    return opened;
}

Result<void> invite(meeting::Desk& desk, meeting::Meeting& meeting, const Seat& seat,
                    const LocalTime& now) {
    const auto& procedure = meeting.rules().procedure;
    const auto* role = procedure.role(seat.role);
    if (role == nullptr) return {};  // this procedure knows no such role
    conference::PersonInvited person;
    person.name = role->label;
    person.role = role->id;
    person.agency = role->agency;
    person.group = conference::from_word<conference::Group>(procedure::group_word(role->group))
                       .value_or(conference::Group::professional);
    person.reason = procedure.the<procedure::InvitationRule>().reasons.front().id;
    person.report_expected = seat.report;
    person.invited_on = now.date - 7;
    return say(desk, meeting, Say<conference::PersonInvited>{std::move(person)});
}

// Begun with before and not finished: it is broken off, so that home shows one of each family.
Result<void> break_off(meeting::Desk& desk, const std::string& family) {
    for (const auto& line : desk.conferences()) {
        if (line.family != family || line.closed_at || line.kept_to_read || line.erased_at)
            continue;
        auto* meeting = CPC_TRY(desk.meeting(line.id));
        meeting->lock_person();
        if (const auto* apart = meeting->state().open_segment())
            CPC_TRY(say(desk, *meeting,
                        Say<conference::SegmentEnded>{{apart->started.segment, meeting->now()}}));
        CPC_TRY(say(desk, *meeting, conference::CancelConference{"Begun again, in training."}));
    }
    return {};
}

}  // namespace

void practise(Shell& shell, const std::string& id) {
    const auto& families = shell.services().families;
    const auto wanted = std::find_if(families.begin(), families.end(),
                                     [&](const auto& family) { return family.id == id; });
    if (!shell.services().practice || wanted == families.end()) {
        shell.notice(view::NoticeKind::refused, view::say("shell.not_possible"));
        return;
    }
    auto made = std::make_shared<ConferenceId>();
    const auto place = view::place_of(wanted->begins).value_or(view::Place::prepare);
    shell.work(
        [family = *wanted, made](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            if (!desk.practice())
                return fail(Fault::refused, "A made-up family is for a training tablet only");
            CPC_TRY(break_off(desk, family.name));
            *made = CPC_TRY(play::prepare(family, desk));
            return {};
        },
        view::say("families.ready", {{"family", wanted->name}}),
        [&shell, made, place] { shell.open_conference(*made, place); });
}

Result<void> make_practice(store::Ports ports, const std::string& directory,
                           const meeting::Library& library) {
    if (ports.files.exists(directory + "/" + crypto::keyslots_file)) return {};
    if (library.editions().empty())
        return fail(Fault::not_found, "there is no procedure to practise with");
    meeting::SetUp set_up;
    set_up.cost = crypto::KeyslotCost::practice();
    set_up.site = view::say("practice.venue");
    set_up.practice = true;
    auto desk = CPC_TRY(meeting::Desk::set_up(
        ports, directory, crypto::SecretBytes::from(practice_passphrase), set_up, library));
    CPC_TRY(desk->set_chair_pin(crypto::SecretBytes::from(practice_chair_pin)));
    // The practice family's conference is told under this one; any other does where it is missing.
    const auto* usual = desk->library().by_id("torbay-cpp");
    const auto& procedure =
        (usual != nullptr ? *usual : desk->library().editions().front()).rules.procedure;
    const auto now = desk->now(procedure);
    const auto begun = CPC_TRY(desk->begin(procedure.id, opening(procedure, now)));
    if (begun.refusal) return fail(Fault::refused, begun.refusal->message, begun.refusal->rule);
    auto& meeting = *begun.meeting;
    conference::ChildAdded child;
    child.ref = view::say("practice.child");
    child.born = Date{now.date.days - 9 * 365};
    CPC_TRY(say(*desk, meeting, Say<conference::ChildAdded>{std::move(child)}));
    for (const auto& seat : seats)
        CPC_TRY(invite(*desk, meeting, seat, now));
    for (const auto& id : meeting.state().person_order) {
        const auto& person = meeting.state().people.at(id);
        if (!person.invited.report_expected || person.invited.role == "housing") continue;
        conference::ReportReceived report;
        report.author = id;
        report.shared_with_family = true;
        report.shared_on = now.date - 1;
        report.shared_by = view::say("practice.family_worker");
        CPC_TRY(say(*desk, meeting, Say<conference::ReportReceived>{std::move(report)}));
    }
    return {};
}

}  // namespace cpc::kiosk
