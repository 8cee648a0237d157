// SPDX-License-Identifier: Apache-2.0
// What was said in a closed conference leaves this tablet, once the centre and a second site have
// it (app/send/purge.hpp): asked when its record is looked at, asked again by whoever does it.
#include "app/kiosk/acts.hpp"
#include "app/send/purge.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

send::OfConference facts_of(const meeting::Meeting& meeting) {
    auto facts = send::of_conference(meeting.state(), meeting.rules());
    facts.still_to_sign = !meeting.cosign_due().empty() && !meeting.keys_destroyed();
    return facts;
}

// Of the record in use; what was kept of the one before it is only read.
bool is_kept_to_read(meeting::Desk& desk, const ConferenceId& id) {
    for (const auto& line : desk.conferences())
        if (line.id == id) return line.kept_to_read;
    return true;
}

// `work` is given what the rule is asked with, and what the conference itself says.
template <class Work>
auto with_rule(const Services& services, meeting::Desk& desk, const meeting::Meeting& meeting,
               bool clock_moved, Work work) {
    auto facts = facts_of(meeting);
    facts.kept_to_read = is_kept_to_read(desk, meeting.id());
    const auto pairing = send::kept_pairing(desk.vault());
    const send::PurgeDesk with{
        desk.vault(),         pairing ? &*pairing : nullptr,  services.ports.files,
        services.ports.clock, services.directory + "/outbox", desk.clock_in_doubt() || clock_moved};
    return work(with, facts);
}

}  // namespace

view::RemovalFacts removal_of(const Services& services, meeting::Desk& desk,
                              const meeting::Meeting& meeting, bool clock_moved) {
    view::RemovalFacts out;
    if (!meeting.state().closed) return out;
    const auto outlook =
        with_rule(services, desk, meeting, clock_moved, [&](const auto& with, const auto& facts) {
            return send::purge_outlook(with, meeting.id(), facts);
        });
    out.known = true;
    if (!outlook) {
        out.bars.push_back({"unknown", {}, 0});
        return out;
    }
    for (const auto& each : outlook->hindrances)
        out.bars.push_back({std::string{send::code(each.bar)}, each.from, each.count});
    out.papers_owed = outlook->papers_owed;
    return out;
}

// The meeting in memory is the tablet's until the glass has left it; then its line is turned.
void remove_conference(Shell& shell, const std::string& about) {
    const auto* services = &shell.services();
    const bool moved = shell.clock_moved();
    const auto* meeting = shell.meeting();
    if (meeting == nullptr || meeting->id().hex() != about) return;
    const auto id = meeting->id();
    shell.work(
        [services, moved, id](meeting::Desk& desk, meeting::Meeting* open) -> Result<void> {
            CPC_TRY(
                with_rule(*services, desk, *open, moved, [&](const auto& with, const auto& facts) {
                    return send::purge_conference(with, id, facts);
                }));
            return {};
        },
        {},
        [&shell, id] {
            shell.leave_conference();
            shell.work(
                [id](meeting::Desk& desk, meeting::Meeting*) { return desk.content_removed(id); },
                view::say("removal.done"));
        });
}

}  // namespace cpc::kiosk
