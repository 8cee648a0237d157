// SPDX-License-Identifier: Apache-2.0
#include "app/report/invitations.hpp"

#include <algorithm>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/report/invitation_words.hpp"

namespace cpc::report {
namespace {

using conference::Group;
using conference::Letter;
using conference::Person;
using conference::State;
using document::InvitationFacts;

document::ComesAs comes_as(Group group) {
    if (group == Group::family) return document::ComesAs::family;
    if (group == Group::child) return document::ComesAs::the_child;
    if (group == Group::supporter || group == Group::advocate) return document::ComesAs::supporter;
    return document::ComesAs::professional;
}

std::string reason_of(const Person& person, const procedure::Procedure& procedure) {
    const auto* rule = procedure.find<procedure::InvitationRule>();
    if (rule == nullptr) return person.invited.reason;
    for (const auto& reason : rule->reasons)
        if (reason.id == person.invited.reason) return reason.label;
    return person.invited.reason;
}

void put_report(InvitationFacts& facts, const State& state, const conference::Rulebook& rules,
                const Person& person) {
    const auto* rule = rules.procedure.find<procedure::ReportRule>();
    if (rule == nullptr || !person.invited.report_expected) return;
    facts.report = rule->sentence;
    facts.report_to = rule->to;
    facts.report_by = report_by(state, rules);
    facts.sensitive = rule->sensitive_text;
    facts.absent = rule->absent_text;
    facts.labels = label_facts(rules.procedure);
}

// A letter that goes out later than the procedure wants says so.
void put_notice(InvitationFacts& facts, const State& state, const Person& person,
                const procedure::Procedure& procedure) {
    const auto* rule = procedure.find<procedure::InvitationRule>();
    if (rule == nullptr || rule->notice_days == 0 || !person.invited.invited_on) return;
    const auto days = state.opened->planned_start.date.days - person.invited.invited_on->days;
    if (days >= rule->notice_days) return;
    facts.notice_days = static_cast<int>(days);
    facts.usual_days = rule->notice_days;
}

// Whom the letter may name: the children this person is asked for.
std::string about(const State& state, const Letter& letter) {
    return letter.children.empty() ? std::string{"the child"}
                                   : names_in_words(state, letter.children);
}

InvitationFacts letter_facts(const State& state, const conference::Rulebook& rules,
                             const Letter& letter) {
    const auto& procedure = rules.procedure;
    const auto& person = state.people.at(letter.person);
    const auto group = person.invited.group;
    const auto* role = procedure.role(person.invited.role);
    InvitationFacts facts;
    facts.name = person.invited.name;
    facts.role = role == nullptr ? person.invited.role : role->label;
    facts.comes_as = comes_as(group);
    const bool family = facts.comes_as != document::ComesAs::professional;
    facts.children = about(state, letter);
    facts.length = length_words(state.opened->planned_minutes);
    facts.reason = reason_of(person, procedure);
    if (const auto* rule = procedure.find<procedure::InvitationRule>())
        facts.functions = rule->text;
    const auto words = family ? Words::plain : Words::professional;
    facts.agenda = stages_in_words(procedure, words, facts.children);
    facts.who_decides = who_decides(procedure, words, facts.children);
    if (const auto* rule = procedure.find<procedure::SupporterRule>())
        facts.supporter = rule->sentence;
    if (const auto* rule = procedure.find<procedure::ObserverRule>();
        rule != nullptr && group == Group::observer)
        facts.part = rule->sentence;
    put_report(facts, state, rules, person);
    put_notice(facts, state, person, procedure);
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
