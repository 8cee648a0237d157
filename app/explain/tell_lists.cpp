// SPDX-License-Identifier: Apache-2.0
// What the procedure is, its types, dates, people, words and notes.
#include "app/explain/sentences.hpp"

namespace cpc::explain {
namespace {

using namespace procedure;

void tell_opening(const Procedure& p, const ConferenceType& type, Entry& entry) {
    say(entry, "opening_question",
        type.opening_question.empty() ? std::string{}
                                      : "It opens with the question: " + type.opening_question);
    if (type.opening_choices_least > 0)
        say(entry, "opening_choices_least",
            "At least " + amount(type.opening_choices_least, "answer") + " must be chosen");
    if (type.opening_needs_text)
        say(entry, "opening_needs_text", "Each answer is backed by a text");
    if (!type.events.empty())
        say(entry, "events",
            "Always asked for at the opening: " + and_list(event_names(p, type.events)));
    for (const auto& choice : type.opening_choices) {
        std::string line = choice.label;
        if (!choice.means.empty()) line += ": " + choice.means;
        if (!choice.events.empty())
            line += " – asks for: " + and_list(event_names(p, choice.events));
        if (!choice.sets_flag.empty())
            line += " – the conference is then marked " + quoted(flag_name(p, choice.sets_flag));
        list(entry, "opening " + choice.id, "Answers", line);
    }
    list_choices(entry, "flag", "It may be marked as", type.flags);
}

void tell_types(const Procedure& p, Page& page) {
    for (const auto& type : p.types) {
        auto& entry = add(page, Part::types, type.basis, type.label);
        say(entry, "label", type.label + " (in the file: " + type.id + ")");
        say(entry, "kind", type_kind_words(type.kind));
        say(entry, "purpose", type.purpose);
        tell_opening(p, type, entry);
    }
}

void tell_events(const Procedure& p, Page& page) {
    for (const auto& event : p.events) {
        auto& entry = add(page, Part::events, event.id, event.label);
        say(entry, "label", event.label);
        say(entry, "means", event.means);
        say(entry, "needs_time",
            event.needs_time ? "A day and a time of day"
                             : "A day; the time of day does not matter");
    }
}

void tell_role(const Role& role, Entry& entry) {
    say(entry, "label", role.label);
    say(entry, "group", "Takes part as " + group_words(role.group));
    say(entry, "counted",
        role.counted ? "Has a view that is counted at the decision"
                     : "Has no counted view at the decision");
    if (!role.agency.empty()) say(entry, "agency", "Agency: " + role.agency);
    if (!role.agency_group.empty())
        say(entry, "agency_group",
            "For the quorum belongs to " + quoted(plain_id(role.agency_group)));
    if (role.lead_worker) say(entry, "lead_worker", "The lead worker normally comes from here");
    if (role.invited_first) say(entry, "invited_first", "Stands in every new list of invitations");
    if (role.omission_needs_reason)
        say(entry, "omission_needs_reason", "Leaving this role out needs a reason");
    list_choices(entry, "detail", "What must be known of this person", role.details);
    if (role.consent)
        say(entry, "consent",
            ended(role.consent->sentence) + " " + role.consent->answer + ", " +
                role.consent->requirement);
    list_all(entry, "prompts", "Asked when this person speaks", role.prompts);
}

void tell_people(const Procedure& p, Page& page) {
    for (const auto& role : p.roles)
        tell_role(role, add(page, Part::roles, role.id, role.label));
    for (const auto& status : p.attendance) {
        auto& entry = add(page, Part::people, "attendance " + status.id,
                          "Way of taking part: " + status.label);
        say(entry, "label", status.label);
        say(entry, "present",
            status.present
                ? (status.remote ? "Counts as present, not in the room" : "Counts as present")
                : "Does not count as present");
        if (status.needs_reason) say(entry, "needs_reason", "A reason is written down");
        if (status.needs_times) say(entry, "needs_times", "From when to when is written down");
    }
}

void tell_contributions(const Procedure& p, Page& page) {
    auto& labels = add(page, Part::information, "labels", "Labels of what is said");
    list_choices(labels, "label", "Every contribution carries one", p.labels);
    auto& outcomes = add(page, Part::information, "agency-outcomes", "What an agency can answer");
    for (const auto& outcome : p.agency_outcomes)
        list(outcomes, "agency_outcome " + outcome.id, "One of these for each agency",
             outcome.label + (outcome.needs_owner_and_date ? ": who brings it, and by when" : ""));
}

std::string field_need_words(FieldNeed need) {
    switch (need) {
        case FieldNeed::must:
            return "must be filled in";
        case FieldNeed::should:
            return "should be filled in";
        case FieldNeed::may:
            return "may be filled in";
    }
    return {};
}

void tell_risk(const Procedure& p, Page& page) {
    auto& entry = add(page, Part::information, p.risk.basis, "The risk record of each child");
    list_choices(entry, "severity", "How bad", p.risk.severity);
    list_choices(entry, "likelihood", "How likely", p.risk.likelihood);
    list_choices(entry, "views_source", "Where a child's or parent's views come from",
                 p.risk.views_sources);
    for (const auto& field : p.risk.fields) {
        std::string line = field.label + " (" + field_need_words(field.need) + "): " + field.prompt;
        if (!field.types.empty())
            line += " Only for: " + and_list(type_names(p, field.types)) + ".";
        list(entry, "field " + field.id, "What is written down", line + " " + field.requirement);
    }
}

void tell_notes(const std::vector<Note>& notes, const std::string& title, Page& page) {
    for (const auto& note : notes)
        say(add(page, Part::records, note.basis, title), "text", note.text);
}

void tell_pages(const std::vector<GuidePage>& pages, const std::string& kind, Page& page) {
    for (const auto& each : pages)
        say(add(page, Part::words, kind + " " + each.title, each.title), "text", each.text);
}

void tell_terms(const Terms& t, Page& page) {
    auto& entry = add(page, Part::words, "terms", "The procedure's own words");
    const auto term = [&entry](const char* field, const char* stands_for, const std::string& word) {
        list(entry, field, "What this procedure calls it", std::string(stands_for) + ": " + word);
    };
    term("conference", "The meeting", t.conference);
    term("conference_short", "The meeting, in short", t.conference_short);
    term("protected_status", "What is decided on", t.protected_status);
    term("under_status", "A child for whom it was decided is", t.under_status);
    term("plan", "The plan", t.plan);
    term("outline_plan", "The plan as it leaves the meeting", t.outline_plan);
    term("lead_worker", "Who holds the plan together", t.lead_worker);
    term("chair", "The chair", t.chair);
    term("core_group", "The group that works on the plan", t.core_group);
    term("review", "The meeting that looks again", t.review);
    term("board", "The board", t.board);
    term("board_short", "The board, in short", t.board_short);
    term("service", "Who keeps minutes and takes in reports", t.service);
    term("harm_test", "What is asked about harm", t.harm_test);
    term("harm_category", "The kind of harm", t.harm_category);
    term("enquiry", "The enquiries before the meeting", t.enquiry);
    term("start_meeting", "The meeting that began them", t.start_meeting);
}

}  // namespace

void tell_header(const Procedure& p, Page& page) {
    auto& entry = add(page, Part::about, "header", p.title);
    say(entry, "title", p.title);
    say(entry, "authority", "Whose procedure it is: " + p.authority);
    say(entry, "source", "Taken from: " + p.source);
    say(entry, "edition", "Name in the program: " + p.id + ", edition " + p.edition);
    say(entry, "effective_from", "In force from " + p.effective_from.iso());
    if (p.effective_to) say(entry, "effective_to", "In force until " + p.effective_to->iso());
    if (!p.overlays.empty())
        say(entry, "overlays", "With what is laid over it: " + and_list(p.overlays));
    say(entry, "region", "Public holidays: the list " + p.region);
    say(entry, "time_zone", "Time of day as in " + p.time_zone);
    say(entry, "language", "Language: " + p.language);
    if (!p.hash.empty()) say(entry, "hash", "SHA-256 of the file: " + p.hash);
}

void tell_lists(const Procedure& p, Page& page) {
    tell_types(p, page);
    tell_events(p, page);
    tell_people(p, page);
    for (const auto& statement : p.statements) {
        auto& entry = add(page, Part::statements, statement.id, statement.title);
        say(entry, "title", statement.title);
        say(entry, "text", statement.text);
        say(entry, "requirement", statement.requirement);
    }
    tell_contributions(p, page);
    tell_risk(p, page);
    tell_notes(p.access_notes, "Seeing the records", page);
    tell_notes(p.record_notes, "Keeping the records", page);
    tell_terms(p.terms, page);
    tell_pages(p.explains, "word", page);
    tell_pages(p.guide, "guide", page);
}

}  // namespace cpc::explain
