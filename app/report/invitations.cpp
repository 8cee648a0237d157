// SPDX-License-Identifier: Apache-2.0
#include "app/report/invitations.hpp"

#include <algorithm>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"

namespace cpc::report {
namespace {

using conference::Group;
using conference::Letter;
using conference::Person;
using conference::State;
using document::InvitationFacts;

bool for_family(Group group) {
    return group == Group::family || group == Group::child || group == Group::supporter ||
           group == Group::advocate;
}

std::string reason_of(const Person& person, const procedure::Procedure& procedure) {
    const auto* rule = procedure.find<procedure::InvitationRule>();
    if (rule == nullptr) return person.invited.reason;
    for (const auto& reason : rule->reasons)
        if (reason.id == person.invited.reason) return reason.label;
    return person.invited.reason;
}

// "1 hour 45 minutes"
std::string length_words(int minutes) {
    const auto count = [](int number, const char* word) {
        return number == 0 ? std::string{}
                           : std::to_string(number) + " " + word + (number == 1 ? "" : "s");
    };
    const auto hours = count(minutes / 60, "hour");
    const auto rest = count(minutes % 60, "minute");
    return hours.empty() || rest.empty() ? hours + rest : hours + " " + rest;
}

void put_report(InvitationFacts& facts, const State& state, const conference::Rulebook& rules,
                const Person& person) {
    const auto* rule = rules.procedure.find<procedure::ReportRule>();
    if (rule == nullptr || !person.invited.report_expected) return;
    const auto limits = conference::deadlines_of(state, rules);
    facts.report = rule->sentence;
    facts.report_to = rule->to;
    if (const auto* limit = limits.find(rule->deadline, rule->deadline_which))
        facts.report_by = procedure::in_words(limit->practical.value_or(limit->due));
    facts.sensitive = rule->sensitive_text;
    facts.absent = rule->absent_text;
    for (const auto& label : rules.procedure.labels)
        facts.labels.push_back({label.label, label.means});
}

// A letter that goes out later than the procedure wants says so.
std::string notice_of(const State& state, const Person& person,
                      const procedure::Procedure& procedure) {
    const auto* rule = procedure.find<procedure::InvitationRule>();
    if (rule == nullptr || rule->notice_days == 0 || !person.invited.invited_on) return {};
    const auto days = state.opened->planned_start.date.days - person.invited.invited_on->days;
    if (days >= rule->notice_days) return {};
    return "This comes " + std::to_string(days) + " days before the meeting, later than the " +
           std::to_string(rule->notice_days) +
           " days that are usual. You can take part by telephone or video, or for a part of it.";
}

// Whom the letter may name: the children this person is asked for.
std::string about(const State& state, const Letter& letter) {
    return letter.children.empty() ? std::string{"the child"}
                                   : names_in_words(state, letter.children);
}

std::string sentences(const std::vector<std::string>& purposes) {
    std::string out;
    for (const auto& each : purposes)
        out += (out.empty() ? "" : " ") + each + ".";
    return out;
}

InvitationFacts letter_facts(const State& state, const conference::Rulebook& rules,
                             const Letter& letter) {
    const auto& procedure = rules.procedure;
    const auto& person = state.people.at(letter.person);
    const auto group = person.invited.group;
    InvitationFacts facts;
    facts.name = person.invited.name;
    facts.standing =
        for_family(group) ? document::Standing::family : document::Standing::professional;
    facts.children = about(state, letter);
    facts.length = length_words(state.opened->planned_minutes);
    facts.reason = reason_of(person, procedure);
    if (const auto* rule = procedure.find<procedure::InvitationRule>())
        facts.functions = rule->text;
    for (const auto& stage : procedure.stages)
        facts.agenda.push_back(
            {stage.label, facts.standing == document::Standing::family
                              ? procedure::fill_in(stage.family_text, {{"child", facts.children}})
                              : sentences(stage.purposes)});
    if (const auto* decision = procedure.find<procedure::DecisionRule>())
        facts.who_decides =
            facts.standing == document::Standing::family && !decision->family_sentence.empty()
                ? decision->family_sentence
                : decision->sentence;
    if (const auto* rule = procedure.find<procedure::SupporterRule>())
        facts.supporter = rule->sentence;
    if (const auto* rule = procedure.find<procedure::ObserverRule>();
        rule != nullptr && group == Group::observer)
        facts.part = rule->sentence;
    put_report(facts, state, rules, person);
    facts.notice = notice_of(state, person, procedure);
    facts.answer_to = procedure.terms.service;
    return facts;
}

}  // namespace

Result<document::Document> invitation_text(const State& state, const conference::Rulebook& rules,
                                           const Letter& letter, const PaperMarks& marks) {
    auto facts = letterhead(state, rules, *letter.rule, about(state, letter), marks);
    // A letter has no closing day: it is as old as the asking.
    const auto& asked = state.people.at(letter.person).invited.invited_on;
    if (asked) facts.closed = LocalTime{*asked, {}};
    return document::invitation(facts, letter_facts(state, rules, letter));
}

Result<std::vector<MadePaper>> make_invitations(const meeting::Meeting& meeting, bool practice,
                                                const document::FontSet& fonts) {
    PaperMarks marks;
    marks.record_reference = meeting.id().hex().substr(0, 8);
    marks.practice = practice;
    std::vector<MadePaper> out;
    for (const auto& letter : conference::letters_of(meeting.state(), meeting.rules())) {
        const auto text = CPC_TRY(invitation_text(meeting.state(), meeting.rules(), letter, marks));
        const auto number = std::to_string(out.size() + 1);
        MadePaper made;
        made.about = "invitation/" + number;
        made.kind = letter.rule->kind;
        made.version = letter.rule->version;
        made.to = "invited";
        made.file_name = "invitation-" + number + ".pdf";
        made.sight.readers = {letter.person};
        made.pdf = CPC_TRY(document::render_pdf(text, fonts));
        made.html = CPC_TRY(document::render_html(text));
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace cpc::report
