// SPDX-License-Identifier: Apache-2.0
#include "app/report/access.hpp"

#include <algorithm>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/meeting/event_codec.hpp"
#include "app/report/access_words.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::report {
namespace {

using conference::AccessEntry;
using conference::AccessView;
using conference::Capacity;
using conference::State;
using conference::WhyWithheld;
using document::AccessFacts;

// The record's own lines of the conference, with the time of each.
struct Log {
    std::vector<conference::LogEntry> entries;
    std::vector<std::string> when;
};

Result<Log> log_of(meeting::Desk& desk, const meeting::Meeting& meeting) {
    const auto all = CPC_TRY(desk.vault().conference(meeting.id(), record::type::material_piece));
    if (all.empty())
        return fail(Fault::not_found, "This record has no such conference.", meeting.id().hex(),
                    "Nothing was made. One that was restored is read from its own record.");
    Log log;
    for (const auto& stored : all) {
        conference::LogEntry entry{stored.seq, stored.header.type, std::nullopt, stored.erased};
        // The pieces of a file are not words: the entry that names them is judged.
        if (!stored.erased && stored.header.type != record::type::material_piece)
            entry.event = CPC_TRY(meeting::decode_event(stored.header.type, stored.payload));
        log.entries.push_back(std::move(entry));
        const auto at =
            procedure::local_time(stored.header.wall, meeting.rules().procedure.time_zone);
        log.when.push_back(at ? long_moment(*at) : std::string{});
    }
    return log;
}

std::string why_words(WhyWithheld why) {
    switch (why) {
        case WhyWithheld::restricted:
            return "Said in a part of the meeting they were not in";
        case WhyWithheld::third_party:
            return "Marked as about somebody else";
        case WhyWithheld::other_child:
            return "About a child, or somebody, the request does not reach to";
        case WhyWithheld::named:
            return "Names somebody the request does not reach to";
        case WhyWithheld::staff_only:
            return "Taken in for professionals only";
        case WhyWithheld::police:
            return "From the police, and they were not there when it was told";
        case WhyWithheld::asked_by:
            return "Would show who asked for the conference";
        case WhyWithheld::other_person:
            return "Another person's own, and they were not there";
        case WhyWithheld::kept_out:
            return "What child and family said; they were kept out of the meeting";
        case WhyWithheld::childs_words:
            return "The child's own words, asked for by somebody for themselves";
        case WhyWithheld::not_shared:
            return "Why a report was not shared with the family";
        case WhyWithheld::not_told:
            return "They are not told of this";
        case WhyWithheld::erased:
            return "Its content is no longer kept";
    }
    return {};
}

std::string stage_title(conference::Stage stage, const procedure::Procedure& procedure) {
    if (stage == conference::Stage::preparation) return "Before the meeting";
    if (stage == conference::Stage::closed) return "After the meeting";
    for (const auto& each : procedure.stages)
        if (each.kind == conference::stage_kind(stage)) return each.label;
    return std::string{conference::word(stage)};
}

void put_given(AccessFacts& facts, const AccessView& view, const Log& log, const State& state,
               const procedure::Procedure& procedure) {
    auto stage = conference::Stage::preparation;
    for (std::size_t i = 0; i < view.entries.size(); ++i) {
        const auto& entry = view.entries[i];
        // The stage is where the entry stands, whether or not the beginning of it is given.
        if (const auto& event = log.entries[i].event)
            if (const auto* entered = std::get_if<conference::StageEntered>(&*event))
                stage = entered->stage;
        if (state.closed && entry.seq > state.closed_seq) stage = conference::Stage::closed;
        if (!entry.given) continue;
        auto words = entry_words(*entry.given, state, procedure);
        const auto title = stage_title(stage, procedure);
        if (facts.parts.empty() || facts.parts.back().title != title)
            facts.parts.push_back({title, {}});
        facts.parts.back().rows.push_back(
            {std::move(words.what), log.when[i], std::move(words.lines), !entry.withheld.empty()});
    }
}

std::string entry_line(const AccessEntry& entry, const State& state) {
    auto line = std::to_string(entry.seq) + ", " + std::string{record::type_name(entry.type)};
    if (const auto* person = state.person(entry.by)) line += ", " + person->invited.name;
    return line;
}

std::string grounds_of(const conference::Withheld& held, const procedure::Procedure& procedure) {
    std::string out;
    for (const auto& id : held.grounds)
        out += (out.empty() ? "" : "; ") + conference::ground_words(procedure, id);
    return out.empty() ? "None named" : out;
}

void put_held(AccessFacts& facts, const AccessView& view, const State& state,
              const procedure::Procedure& procedure) {
    for (const auto& entry : view.entries)
        for (const auto& held : entry.withheld) {
            for (const auto& id : held.grounds) {
                const auto words = conference::ground_words(procedure, id);
                if (std::find(facts.grounds.begin(), facts.grounds.end(), words) ==
                    facts.grounds.end())
                    facts.grounds.push_back(words);
            }
            const auto line = entry_line(entry, state);
            if (held.grounds.empty()) facts.unsettled.push_back(line + ": " + why_words(held.why));
            facts.held.push_back({line, held.part.empty() ? "the whole entry" : held.part,
                                  why_words(held.why), grounds_of(held, procedure)});
        }
}

std::string ending_of(conference::MediaType media) {
    switch (media) {
        case conference::MediaType::pdf:
            return ".pdf";
        case conference::MediaType::png:
            return ".png";
        case conference::MediaType::jpeg:
            return ".jpg";
    }
    return {};
}

// One file of the record: its bytes where it may be given, else why not.
Result<std::optional<Bytes>> judge_file(document::AccessFileFacts& file, const AccessEntry& entry,
                                        const conference::MaterialTaken& taken,
                                        const meeting::Meeting& meeting) {
    const auto& procedure = meeting.rules().procedure;
    file.title = taken.title;
    const auto* known = meeting.state().material(taken.material);
    file.put_aside = known == nullptr || !known->stands();
    if (file.put_aside) {
        file.why = "Put aside as the wrong file";
        return std::nullopt;
    }
    if (!entry.given) {
        const auto& held = entry.withheld.front();
        file.why = why_words(held.why);
        file.ground = grounds_of(held, procedure);
        return std::nullopt;
    }
    auto bytes = meeting.material(taken.material);
    if (!bytes && bytes.error().fault == Fault::not_found) {
        file.why = why_words(WhyWithheld::erased);
        return std::nullopt;
    }
    if (!bytes) return tl::make_unexpected(bytes.error());
    const auto& title = std::get<conference::MaterialTaken>(*entry.given).title;
    file.copy_title = title.empty() ? "A file" : title;
    return std::move(*bytes);
}

Result<std::vector<GivenFile>> put_files(AccessFacts& facts, const AccessView& view, const Log& log,
                                         const meeting::Meeting& meeting, bool practice) {
    std::vector<GivenFile> given;
    for (std::size_t i = 0; i < view.entries.size(); ++i) {
        const auto& event = log.entries[i].event;
        const auto* taken = event ? std::get_if<conference::MaterialTaken>(&*event) : nullptr;
        if (taken == nullptr) continue;
        document::AccessFileFacts file;
        auto bytes = CPC_TRY(judge_file(file, view.entries[i], *taken, meeting));
        if (bytes) {
            file.name = (practice ? "TRAINING-" : "") + std::string{"access-file-"} +
                        std::to_string(given.size() + 1) + "-" + meeting.id().hex().substr(0, 8) +
                        ending_of(taken->media);
            given.push_back({file.name, std::move(*bytes)});
        }
        facts.files.push_back(std::move(file));
    }
    return given;
}

AccessFacts facts_of(const AccessView& view, const Log& log, const State& state,
                     const procedure::Procedure& procedure) {
    AccessFacts facts;
    facts.person = state.people.at(view.request.person).invited.name;
    facts.children = names_in_words(state, view.children);
    facts.capacity = capacity_words(view.request.capacity);
    facts.because = view.request.because;
    const auto count = view.count();
    facts.entries = std::to_string(count.entries);
    facts.whole = std::to_string(count.whole);
    facts.in_part = std::to_string(count.in_part);
    facts.withheld = std::to_string(count.withheld);
    facts.no_words = std::to_string(count.no_words);
    facts.cites = conference::ground_cites(procedure);
    put_given(facts, view, log, state, procedure);
    put_held(facts, view, state, procedure);
    return facts;
}

Result<MadePaper> make(const Result<document::Document>& paper, const std::string& kind,
                       const std::string& version, const document::FontSet& fonts) {
    if (!paper) return tl::make_unexpected(paper.error());
    MadePaper made;
    made.about = kind;
    made.kind = kind;
    made.version = version;
    made.file_name = kind + ".pdf";
    made.pdf = CPC_TRY(document::render_pdf(*paper, fonts));
    made.html = CPC_TRY(document::render_html(*paper));
    return made;
}

Result<void> nobody_else_named(const document::Document& paper, const AccessView& view) {
    for (const auto& element : document::elements_of(paper))
        if (conference::names_one_of(element.text, view.unsayable))
            return fail(Fault::refused,
                        "this copy would name somebody the request does not reach to", {},
                        "The record is safe. Make this copy by hand from the list.");
    return {};
}

Result<AccessView> judged(const Log& log, const meeting::Meeting& meeting,
                          const conference::AccessRequest& request) {
    CPC_TRY(conference::may_ask(meeting.state(), request));
    return conference::access_of(meeting.state(), meeting.rules(), log.entries, request);
}

}  // namespace

std::string capacity_words(Capacity capacity) {
    switch (capacity) {
        case Capacity::own:
            return "for themselves";
        case Capacity::child:
            return "a child who understands what it asks for";
        case Capacity::for_child:
            return "a parent on the child's behalf";
        case Capacity::representative:
            return "somebody who may act for them";
        case Capacity::guardian:
            return "a guardian appointed by a court";
        case Capacity::court:
            return "under a court's order";
    }
    return {};
}

Result<PersonId> find_requester(const State& state, std::string_view name) {
    PersonId found;
    for (const auto& id : state.person_order) {
        if (state.people.at(id).invited.name != name) continue;
        if (!found.empty())
            return fail(Fault::refused, "Two people of this conference have this name.", {},
                        "Nothing was made. On the tablet they can be told apart.");
        found = id;
    }
    if (found.empty())
        return fail(Fault::not_found, "Nobody of this name is in the record of this conference.",
                    {}, "Nothing was made. Write the name as it stands in the list of people.");
    return found;
}

Result<AccessView> look_for_access(meeting::Desk& desk, const meeting::Meeting& meeting,
                                   const conference::AccessRequest& request) {
    return judged(CPC_TRY(log_of(desk, meeting)), meeting, request);
}

Result<AccessPapers> make_access(meeting::Desk& desk, const meeting::Meeting& meeting,
                                 const conference::AccessRequest& request,
                                 const document::FontSet& fonts) {
    const auto log = CPC_TRY(log_of(desk, meeting));
    const auto view = CPC_TRY(judged(log, meeting, request));
    const auto& rules = meeting.rules();
    auto shown = meeting.state();
    if (shown.opened)
        for (auto* text : {&shown.opened->family, &shown.opened->venue})
            if (conference::names_one_of(*text, view.unsayable)) text->clear();
    auto access = facts_of(view, log, shown, rules.procedure);
    AccessPapers out;
    out.files = CPC_TRY(put_files(access, view, log, meeting, desk.practice()));
    procedure::DocumentRule rule;  // no paper of the procedure's list
    rule.kind = "access-copy";
    rule.version = "family";
    auto facts = letterhead(shown, rules, rule, access.children,
                            CPC_TRY(marks_of(meeting, desk.practice())));
    put_routes(facts, rules.procedure);
    out.count = view.count();
    if (out.count.whole + out.count.in_part > 0) {
        const auto paper = CPC_TRY(document::access_copy(facts, access));
        CPC_TRY(nobody_else_named(paper, view));
        out.copy = CPC_TRY(make(paper, "access-copy", "family", fonts));
    }
    out.list = CPC_TRY(make(document::access_list(facts, access), "access-list", "full", fonts));
    return out;
}

}  // namespace cpc::report
