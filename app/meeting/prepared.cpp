// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/prepared.hpp"

#include <algorithm>
#include <set>

#include "app/meeting/event_codec.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::meeting {
namespace {

using conference::Say;

Failure unfit(std::string where) {
    return fail(Fault::malformed, "The prepared conference does not hold together.",
                std::move(where), "Nothing was taken from it. Prepare it at the centre again.");
}

bool long_name(const std::string& text) {
    return text.size() > limits::name_bytes_max;
}

Result<void> check(const Prepared& prepared) {
    const auto& opened = prepared.opened;
    if (long_name(opened.family) || long_name(opened.venue) ||
        long_name(opened.prepared_by.value_or(std::string{})))
        return unfit("a name that is too long");
    if (opened.planned_minutes < 0 || opened.planned_start.minute < 0 ||
        opened.planned_start.minute >= 24 * 60)
        return unfit("the time");
    if (prepared.children.size() > limits::children_max) return unfit("too many children");
    if (prepared.people.size() > limits::people_max) return unfit("too many people");
    std::set<ChildId> children;
    for (const auto& child : prepared.children)
        if (child.child.empty() || !children.insert(child.child).second || long_name(child.name) ||
            long_name(child.ref))
            return unfit("a child");
    std::set<PersonId> people;
    for (const auto& person : prepared.people)
        if (person.person.empty() || !people.insert(person.person).second ||
            long_name(person.name) || long_name(person.agency))
            return unfit("a person");
    return {};
}

// One that is not a conference of this procedure's tablet: the edition has to be the same, byte
// for byte, and so have the overlays.
std::optional<std::string> rules_missing(Desk& desk, const conference::ConferenceOpened& opened) {
    const auto* edition = desk.library().by_id(opened.procedure);
    if (edition == nullptr)
        return view::say("pack.no_procedure", {{"procedure", opened.procedure}});
    if (edition->rules.procedure.hash != opened.procedure_hash ||
        edition->calendar_hash != opened.calendar_hash)
        return view::say("pack.other_edition", {{"procedure", edition->rules.procedure.title},
                                                {"edition", edition->rules.procedure.edition}});
    for (const auto& wanted : opened.overlays.value_or(std::vector<conference::NamedText>{})) {
        const auto* addition = desk.library().addition(wanted.name);
        if (addition == nullptr || addition->overlay.hash != wanted.text)
            return view::say("pack.no_procedure", {{"procedure", wanted.name}});
    }
    return std::nullopt;
}

const Summary* line_of(const HomeLines& lines, const ConferenceId& id) {
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line->id == id; });
    return found == lines.end() ? nullptr : found->get();
}

// Nothing, or what the procedure said.
Result<std::optional<std::string>> said(Meeting& meeting, const conference::Command& command) {
    const auto reply = CPC_TRY(meeting.submit(command));
    if (const auto* refusal = std::get_if<conference::Refusal>(&reply))
        return std::optional{refusal->message};
    return std::optional<std::string>{};
}

// What is not on record yet; an earlier try may have been cut off.
Result<std::optional<std::string>> fill(Meeting& meeting, const Prepared& prepared) {
    for (const auto& child : prepared.children) {
        if (meeting.state().child(child.child) != nullptr) continue;
        if (auto no = CPC_TRY(said(meeting, Say<conference::ChildAdded>{child}))) return no;
    }
    for (const auto& person : prepared.people) {
        if (meeting.state().person(person.person) != nullptr) continue;
        if (auto no = CPC_TRY(said(meeting, Say<conference::PersonInvited>{person}))) return no;
    }
    return std::optional<std::string>{};
}

Result<void> replace(Desk& desk, const ConferenceId& earlier, std::uint32_t version,
                     const std::string& by) {
    const auto lines = desk.home();
    const auto* line = line_of(*lines, earlier);
    if (line == nullptr || line->cancelled || line->closed_at || line->kept_to_read) return {};
    auto* meeting = CPC_TRY(desk.meeting(earlier));
    const auto no = CPC_TRY(
        said(*meeting, conference::CancelConference{view::say(
                           "pack.replaced", {{"n", std::to_string(version)}, {"who", by}})}));
    if (no) return fail(Fault::refused, *no);
    return {};
}

}  // namespace

Bytes write_prepared(const Prepared& prepared) {
    return codec::encode(prepared);
}

Result<Prepared> read_prepared(ByteView bytes) {
    auto out = CPC_TRY(codec::decode<Prepared>(bytes));
    CPC_TRY(check(out));
    return out;
}

std::vector<Objection> objections(const Prepared& prepared, const conference::Rulebook& rules,
                                  LocalTime now) {
    std::vector<Objection> out;
    conference::State state;
    std::uint64_t seq = 1;
    const auto ask = [&](Objection::Part part, std::size_t place,
                         const conference::Command& command) {
        auto answer = conference::decide(state, rules, {now, {}}, command);
        if (auto* no = std::get_if<conference::Refusal>(&answer)) {
            out.push_back({part, place, std::move(*no)});
            return;
        }
        for (auto& event : std::get<std::vector<conference::Event>>(answer)) {
            auto next = conference::evolve(state, {seq++, std::move(event)});
            if (next) state = std::move(*next);
        }
    };
    ask(Objection::Part::conference, 0, Say<conference::ConferenceOpened>{prepared.opened});
    if (!state.opened) return out;
    for (std::size_t i = 0; i < prepared.children.size(); ++i)
        ask(Objection::Part::child, i, Say<conference::ChildAdded>{prepared.children[i]});
    for (std::size_t i = 0; i < prepared.people.size(); ++i)
        ask(Objection::Part::person, i, Say<conference::PersonInvited>{prepared.people[i]});
    return out;
}

ConferenceId record_of(const ConferenceId& pack, std::uint32_t version) {
    const Bytes end{0};
    const auto digest = crypto::sha256(crypto::joined(
        {view_of("cpc/prepared/v1"), end, pack.bytes, crypto::Packer{}.u32(version).take()}));
    ConferenceId out;
    std::copy_n(digest.begin(), out.bytes.size(), out.bytes.begin());
    return out;
}

Result<Taken> take_prepared(Desk& desk, const ConferenceId& pack, std::uint32_t version,
                            std::uint32_t before, const Prepared& prepared) {
    Taken out;
    out.record = record_of(pack, version);
    const auto earlier = record_of(pack, before);
    const auto lines = desk.home();
    const auto* replaced = before == 0 ? nullptr : line_of(*lines, earlier);
    const bool begun = replaced != nullptr && !replaced->cancelled &&
                       (replaced->stage != conference::Stage::preparation || replaced->closed_at);
    if (begun) return Taken{TakenAs::begun, {}, earlier};
    if (auto missing = rules_missing(desk, prepared.opened))
        return Taken{TakenAs::unknown_procedure, std::move(*missing), out.record};
    const auto* edition = desk.library().by_id(prepared.opened.procedure);
    const auto against = objections(prepared, edition->rules, desk.now(edition->rules.procedure));
    if (!against.empty())
        return Taken{TakenAs::not_allowed, against.front().refusal.message, out.record};
    Meeting* meeting = nullptr;
    if (const auto* line = line_of(*lines, out.record)) {
        // Cut off after it was opened; or cancelled since, by somebody here, which stays so.
        if (line->cancelled || line->closed_at || line->kept_to_read ||
            line->stage != conference::Stage::preparation)
            return out;
        meeting = CPC_TRY(desk.meeting(out.record));
    } else {
        const auto made =
            CPC_TRY(desk.begin(prepared.opened.procedure, prepared.opened, out.record));
        if (made.refusal) return Taken{TakenAs::not_allowed, made.refusal->message, out.record};
        meeting = made.meeting;
    }
    if (auto no = CPC_TRY(fill(*meeting, prepared)))
        return Taken{TakenAs::not_allowed, std::move(*no), out.record};
    CPC_TRY(replace(desk, earlier, version, prepared.opened.prepared_by.value_or(std::string{})));
    return out;
}

}  // namespace cpc::meeting
