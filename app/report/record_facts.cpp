// SPDX-License-Identifier: Apache-2.0
#include "app/report/record_facts.hpp"

#include <algorithm>
#include <array>

#include "app/report/child_facts.hpp"
#include "app/report/said_facts.hpp"

namespace cpc::report {
namespace {

using conference::Attendance;
using conference::Group;
using conference::Person;
using conference::State;
using document::RecordFacts;

// What the procedure says about getting the agencies' own reports (REQ-241).
std::string reports_note(const procedure::Procedure& procedure) {
    for (const auto& document : procedure.documents)
        if (document.kind == "minutes" && !document.note.empty()) return document.note;
    return "Agency reports are not part of the minutes. Ask the " + procedure.terms.service + ".";
}

document::ProcedureWords words_of(const std::string& children,
                                  const procedure::Procedure& procedure) {
    const auto& terms = procedure.terms;
    const auto label = [&](const char* id) {
        const auto* choice = procedure.label(id);
        return choice == nullptr ? std::string{id} : choice->label;
    };
    const auto statement = [&](const char* id) {
        const auto* found = procedure.statement(id);
        return found == nullptr ? std::string{}
                                : procedure::fill_in(found->text, {{"child", children}});
    };
    document::ProcedureWords words;
    words.authority = procedure.authority;
    words.procedure = procedure.title + ", edition " + procedure.edition;
    words.plan = terms.protected_status;
    words.key_worker = terms.lead_worker;
    words.core_group = terms.core_group;
    words.chair = terms.chair;
    words.category = terms.harm_category;
    // A child has a plan, but is placed on a register.
    const bool placed = terms.under_status.rfind("on the ", 0) == 0;
    const auto voted_on = placed ? "place " + terms.under_status : terms.protected_status;
    words.in_favour = "for a " + voted_on;
    words.against = "against a " + voted_on;
    words.unable = "unable to say";
    words.voters = procedure.the<procedure::DecisionRule>().sentence;
    words.not_a_finding = statement("not-a-finding");
    words.confidentiality = statement("confidentiality");
    words.reports_from = reports_note(procedure);
    if (const auto* plan = procedure.find<procedure::PlanRule>())
        words.report_new_information = plan->report_changes_text;
    for (const auto& note : procedure.access_notes)
        words.access_to_records += (words.access_to_records.empty() ? "" : " ") + note.text;
    words.fact = label("fact");
    words.observation = label("observation");
    words.allegation = label("allegation");
    words.opinion = label("opinion");
    words.wants_copies_from =
        "For another copy, larger print or another language, ask the " + terms.service + ".";
    return words;
}

std::string how_here(const Person& person) {
    switch (person.attendance) {
        case Attendance::telephone:
            return "by telephone";
        case Attendance::video:
            return "by video";
        case Attendance::substitute:
            return "somebody came in their place";
        case Attendance::excluded_partly:
            return "for part of the meeting";
        case Attendance::in_person:
        case Attendance::unrecorded:
        case Attendance::absent_with_report:
        case Attendance::absent_without_report:
        case Attendance::declined:
        case Attendance::excluded_wholly:
            return "in the room";
    }
    return "in the room";
}

std::string why_not_words(Group group) {
    switch (group) {
        case Group::professional:
            return "left before the decision";
        case Group::family:
            return "family";
        case Group::child:
            return "child";
        case Group::supporter:
            return "supports the family";
        case Group::advocate:
            return "speaks for the family";
        case Group::legal:
            return "gives legal advice";
        case Group::interpreter:
            return "interprets";
        case Group::specialist:
            return "gives specialist advice";
        case Group::observer:
            return "observes only";
        case Group::minute_taker:
            return "takes the minutes";
        case Group::chair:
            return "chairs the meeting";
    }
    return {};
}

void put_people(RecordFacts& facts, const State& state, const procedure::Procedure& procedure) {
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        const auto* role = procedure.role(person.invited.role);
        const auto role_label = role == nullptr ? person.invited.role : role->label;
        if (person.presence.empty()) {
            document::ApologyFacts apology{
                person.invited.name, role_label, person.invited.agency, person.attendance_note, {}};
            if (person.report)
                apology.report =
                    person.report_read_in ? "written report read in" : "written report";
            facts.apologies.push_back(std::move(apology));
            continue;
        }
        document::PersonFacts fact;
        fact.name = person.invited.name;
        fact.role = role_label;
        fact.agency = person.invited.agency;
        const auto group = person.invited.group;
        fact.standing = group == Group::professional ? document::Standing::professional
                        : group == Group::family || group == Group::child
                            ? document::Standing::family
                            : document::Standing::other;
        const bool counted =
            std::any_of(state.children.begin(), state.children.end(), [&](const auto& entry) {
                return entry.second.ballot && entry.second.ballot->latest(id) != nullptr;
            });
        fact.counting = counted ? document::Counting::counted : document::Counting::not_counted;
        if (!counted) fact.why_not = why_not_words(group);
        fact.mode = how_here(person);
        if (person.late) fact.arrived_late = person.presence.front().from.clock();
        const auto& last = person.presence.back();
        if (last.to)
            fact.left_early =
                last.to->clock() + (last.reason.empty() ? std::string{} : ", " + last.reason);
        if (group == Group::chair) facts.chair = fact;
        if (group == Group::minute_taker) facts.minute_taker = fact.name;
        facts.people.push_back(std::move(fact));
    }
}

// A file that was taken in stands in the register of reports: what it is, never what it says.
document::ReportFacts file_fact(const State& state, const conference::Material& material) {
    const auto& taken = material.taken;
    const auto* author = state.person(taken.author);
    const auto* bringer = state.person(taken.brought_by);
    document::ReportFacts fact;
    fact.agency = taken.title;
    if (taken.kind == conference::MaterialKind::drawing)
        fact.author = "drawing by " + names_in_words(state, taken.children);
    else if (author != nullptr)
        fact.author = author->invited.name;
    fact.received = long_moment(taken.at) + ", as a file of " + std::to_string(taken.pages) +
                    (taken.pages == 1 ? " page" : " pages");
    if (bringer != nullptr && bringer != author)
        fact.received += ", brought by " + bringer->invited.name;
    if (!material.stands()) fact.read_in = "put aside: " + material.withdrawn_because;
    fact.shared =
        taken.professionals_only ? "no: for professionals only" : "may be seen by the family";
    if (!taken.professionals_only) fact.audience = document::Audience::everyone;
    return fact;
}

void put_reports(RecordFacts& facts, const State& state, const conference::Rulebook& rules) {
    const auto limits = conference::deadlines_of(state, rules);
    const auto* rule = rules.procedure.find<procedure::ReportRule>();
    const auto* limit =
        rule == nullptr ? nullptr : limits.find(rule->deadline, rule->deadline_which);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.report && !person.invited.report_expected) continue;
        document::ReportFacts fact;
        fact.agency = person.invited.agency;
        fact.author = person.invited.name;
        if (!person.report) {
            fact.received = "not received";
        } else {
            const auto& report = *person.report;
            const bool late = limit != nullptr && procedure::is_late(limit->due, report.received);
            fact.received = long_moment(report.received) + (late ? ", late" : ", in time");
            fact.shared =
                report.shared_with_family
                    ? "yes" +
                          (report.shared_on ? ", " + long_date(*report.shared_on) : std::string{})
                    : "no" + (report.not_shared_reason.empty() ? std::string{}
                                                               : ": " + report.not_shared_reason);
            if (person.report_read_in) fact.read_in = "read in by the chair";
            if (report.shared_with_family) fact.audience = document::Audience::everyone;
        }
        facts.reports.push_back(std::move(fact));
    }
    for (const auto& each : state.materials)
        facts.reports.push_back(file_fact(state, each));
}

// A family's dates are those of meetings to come and of the papers the family gets. Limits that lie
// behind us, and what the agencies owe one another, are for those who keep the record.
document::Audience audience_of(const procedure::Deadline& limit, const State& state,
                               const procedure::Procedure& procedure) {
    const auto end = state.closed ? state.closed->at.date : state.opened->planned_start.date;
    const auto& from = limit.from_event;
    if (procedure::date_of(limit.due) < end || from == "planned-start" ||
        from == "strategy-meeting" || from == "notification" || from == "report-received")
        return document::Audience::professionals;
    bool for_papers = false;
    for (const auto& rule : procedure.documents) {
        if (rule.deadline != limit.id || rule.deadline_which != limit.which) continue;
        if (rule.version == "family" && rule.when == procedure::DocumentWhen::always)
            return document::Audience::everyone;
        for_papers = true;
    }
    return for_papers ? document::Audience::professionals : document::Audience::everyone;
}

void put_dates(RecordFacts& facts, const State& state, const conference::Rulebook& rules,
               const procedure::DocumentRule& paper) {
    const std::pair of_this_paper{paper.deadline, paper.deadline_which};
    for (const auto& limit : conference::deadlines_of(state, rules).counted) {
        if (limit.guide) continue;
        document::DeadlineFacts fact;
        fact.label = limit.label;
        fact.due = procedure::in_words(limit.due);
        if (limit.practical) fact.practical = procedure::in_words(*limit.practical);
        fact.counting = limit.counting_text;
        fact.rule = limit.id;
        fact.origin = limit.status == procedure::Status::source ? "from the procedure"
                      : limit.status == procedure::Status::by_default
                          ? "our default; the procedure is silent"
                          : "not verified";
        fact.audience = limit.which == of_this_paper.second && limit.id == of_this_paper.first
                            ? document::Audience::professionals
                            : audience_of(limit, state, rules.procedure);
        facts.deadlines.push_back(std::move(fact));
    }
    if (!state.next_conference) return;
    const auto& next = state.next_conference->at;
    facts.next_conference = long_moment(next);
    const auto* rule = rules.procedure.find<procedure::ReportRule>();
    const auto* limit =
        rule == nullptr ? nullptr : rules.procedure.deadline(rule->deadline, rule->deadline_which);
    if (limit == nullptr) return;
    const auto due = procedure::compute_deadline(*limit, rules.calendar, rules.procedure.time_zone,
                                                 "planned-start", procedure::When{next});
    if (due) facts.next_reports = procedure::in_words(due->practical.value_or(due->due));
}

std::string add(std::string list, const std::string& item) {
    return list.empty() ? item : std::move(list) + ", " + item;
}

// Everybody's papers about this child.
void put_distribution(RecordFacts& facts, const State& whole, const conference::Rulebook& rules,
                      ChildId child) {
    for (const auto& copy : conference::copies_of(whole, rules)) {
        if (copy.sight.child != child) continue;
        document::DistributionFacts fact;
        for (const auto& id : copy.sight.readers)
            fact.recipient = add(std::move(fact.recipient), whole.people.at(id).invited.name);
        for (const auto& agency : copy.agencies)
            fact.recipient = add(std::move(fact.recipient), agency);
        if (fact.recipient.empty())
            for (const auto& to : copy.to)
                fact.recipient = add(std::move(fact.recipient), office_in_words(to));  // an office
        fact.paper = copy.rule->label;
        if (copy.due) fact.due = procedure::in_words(*copy.due);
        for (const auto& channel : copy.rule->channels)
            fact.route = add(std::move(fact.route), office_in_words(channel));
        facts.distribution.push_back(std::move(fact));
        for (const auto& withheld : copy.rule->withheld) {
            const auto line = copy.rule->label + " (" + copy.rule->version + "): " + withheld;
            if (std::find(facts.withheld.begin(), facts.withheld.end(), line) ==
                facts.withheld.end())
                facts.withheld.push_back(line);
        }
    }
}

// What this copy leaves out: what the procedure always withholds, and how much was said that is
// not here. Never the matter itself (REQ-247).
void put_left_out(RecordFacts& facts, const conference::Copy& copy,
                  const std::vector<conference::LeftOut>& left_out) {
    facts.papers.left_out = copy.rule->withheld;
    if (left_out.empty()) return;
    facts.papers.left_out.push_back(
        left_out.size() == 1
            ? std::string{"One thing that was said is not printed here for one of these reasons."}
            : std::to_string(left_out.size()) +
                  " things that were said are not printed here for one of these reasons.");
}

std::string children_in_words(const State& state) {
    return names_in_words(state, state.child_order);
}

}  // namespace

std::string names_in_words(const State& state, const std::vector<ChildId>& children) {
    std::string out;
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (i > 0) out += i + 1 == children.size() ? " and " : ", ";
        out += state.children.at(children[i]).added.ref;
    }
    return out;
}

std::string office_in_words(std::string recipient) {
    std::replace(recipient.begin(), recipient.end(), '-', ' ');
    if (!recipient.empty() && recipient[0] >= 'a' && recipient[0] <= 'z')
        recipient[0] = static_cast<char>(recipient[0] - 'a' + 'A');
    return recipient;
}

std::string long_date(Date date) {
    static constexpr std::array months{"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
    static constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return std::string{days[static_cast<std::size_t>(date.weekday() - 1)]} + " " +
           std::to_string(date.day()) + " " + months[static_cast<std::size_t>(date.month() - 1)] +
           " " + std::to_string(date.year());
}

std::string long_moment(LocalTime moment) {
    return long_date(moment.date) + ", " + moment.clock();
}

void put_routes(RecordFacts& facts, const procedure::Procedure& procedure) {
    for (const auto& route : procedure.dissent_routes) {
        auto& list =
            route.who == procedure::DissentWho::family ? facts.family_routes : facts.dissent_routes;
        if (route.who == procedure::DissentWho::anyone) continue;
        for (const auto& step : route.steps)
            list.push_back({step.title, step.text});
    }
}

RecordFacts letterhead(const State& state, const conference::Rulebook& rules,
                       const procedure::DocumentRule& rule, const std::string& children,
                       const PaperMarks& marks) {
    RecordFacts facts;
    facts.papers.record_reference = marks.record_reference;
    facts.papers.paper_code = marks.paper_code;
    facts.papers.qr_text = marks.checkpoint;
    facts.papers.language = rules.procedure.language;
    facts.papers.practice = marks.practice ? document::Practice::yes : document::Practice::no;
    facts.papers.title = rule.label;
    facts.papers.note = rule.note;
    facts.words = words_of(children, rules.procedure);
    const auto* type = rules.procedure.type(state.opened->type);
    facts.title = type == nullptr ? rules.procedure.terms.conference : type->label;
    facts.purpose = type == nullptr ? std::string{} : type->purpose;
    facts.family_reference = state.opened->family;
    facts.venue = state.opened->venue;
    facts.planned = state.opened->planned_start;
    facts.started = state.started_at().value_or(facts.planned);
    facts.closed = state.closed ? state.closed->at : facts.started;
    facts.planned_text = long_moment(facts.planned);
    facts.started_text = long_moment(facts.started);
    facts.closed_text = long_moment(facts.closed);
    facts.chair_contact = rules.procedure.terms.service;
    for (const auto& entry : state.people)
        if (entry.second.invited.group == Group::chair)
            facts.chair.name = entry.second.invited.name;
    return facts;
}

RecordFacts record_facts(const State& whole, const conference::Rulebook& rules,
                         const conference::Copy& copy, const PaperMarks& marks) {
    const auto seen = conference::seen_by(whole, copy.sight);
    const auto& state = seen.state;
    const bool family = copy.sight.readership == conference::Readership::family;
    auto facts = letterhead(state, rules, *copy.rule, children_in_words(state), marks);
    if (whole.child_order.size() > 1) facts.papers.child = children_in_words(state);
    put_people(facts, state, rules.procedure);
    put_reports(facts, state, rules);
    put_said(facts, state, copy);
    put_children(facts, state, rules);
    put_dates(facts, state, rules, *copy.rule);
    put_routes(facts, rules.procedure);
    put_left_out(facts, copy, seen.left_out);
    if (family) return facts;
    put_conduct_facts(facts, state, rules.procedure, copy);
    put_distribution(facts, whole, rules, copy.sight.child);
    if (!marks.clock.empty()) facts.checks.push_back(marks.clock);
    facts.checks.push_back("Procedure file: SHA-256 " + state.opened->procedure_hash);
    if (!state.opened->calendar_hash.empty())
        facts.checks.push_back("Holiday list: SHA-256 " + state.opened->calendar_hash);
    return facts;
}

}  // namespace cpc::report
