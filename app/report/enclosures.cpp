// SPDX-License-Identifier: Apache-2.0
#include "app/report/enclosures.hpp"

#include <algorithm>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/report/invitation_words.hpp"

namespace cpc::report {
namespace {

using conference::Enclosure;
using conference::Rulebook;
using conference::State;
using document::LeafletFor;

// In a leaflet the children have no names.
constexpr std::string_view nobody_named = "the child";

std::string about(const State& state, const Enclosure& enclosure) {
    return enclosure.children.empty() ? std::string{nobody_named}
                                      : names_in_words(state, enclosure.children);
}

document::ReportFormFacts form_facts(const State& state, const Rulebook& rules,
                                     const Enclosure& enclosure) {
    const auto& procedure = rules.procedure;
    const auto& person = state.people.at(enclosure.people.front());
    const auto* role = procedure.role(person.invited.role);
    document::ReportFormFacts form;
    form.name = person.invited.name;
    form.role = role == nullptr ? person.invited.role : role->label;
    form.agency = person.invited.agency;
    form.children = about(state, enclosure);
    form.labels = label_facts(procedure);
    if (const auto* rule = procedure.find<procedure::ReportRule>()) {
        form.by = report_by(state, rules);
        form.to = rule->to;
        form.sentence = rule->sentence;
        form.sensitive = rule->sensitive_text;
        const auto& exempt = rule->exempt_roles;
        form.shared_with_family =
            rule->share_with_family &&
            std::find(exempt.begin(), exempt.end(), person.invited.role) == exempt.end();
    }
    if (role != nullptr) form.questions = role->prompts;
    for (const auto& field : procedure.risk.fields)
        if (!field.prompt.empty())
            form.questions.push_back(procedure::fill_in(field.prompt, {{"child", form.children}}));
    return form;
}

document::AgendaSheetFacts agenda_facts(const State& state, const procedure::Procedure& procedure) {
    document::AgendaSheetFacts facts;
    facts.length = length_words(state.opened->planned_minutes);
    facts.items = stages_in_words(procedure, Words::plain, std::string{nobody_named});
    facts.who_decides = who_decides(procedure, Words::plain, std::string{nobody_named});
    return facts;
}

Result<LeafletFor> reader_of(const procedure::DocumentRule& rule) {
    if (rule.version == "professional") return LeafletFor::professionals;
    if (rule.version == "family") return LeafletFor::parents;
    if (rule.version == "child") return LeafletFor::child;
    if (rule.version == "gp") return LeafletFor::practice;
    return fail(Fault::unsupported, "there is no \"" + rule.version + "\" leaflet");
}

document::LeafletFacts leaflet_facts(LeafletFor reader, const State& state,
                                     const procedure::Procedure& procedure) {
    const auto words = reader == LeafletFor::professionals || reader == LeafletFor::practice
                           ? Words::professional
                           : Words::plain;
    const std::string child{nobody_named};
    document::LeafletFacts facts;
    facts.reader = reader;
    facts.meeting = procedure.terms.conference;
    for (const auto& type : procedure.types)
        facts.kinds.push_back({type.label, type.purpose});
    if (const auto* rule = procedure.find<procedure::InvitationRule>())
        facts.functions = rule->text;
    facts.agenda = stages_in_words(procedure, words, child);
    facts.who_decides = who_decides(procedure, words, child);
    for (const auto* outcome : procedure.outcomes_for(state.opened->type))
        facts.outcomes.push_back(procedure::fill_in(outcome->family_sentence, {{"child", child}}));
    if (const auto* rule = procedure.find<procedure::SupporterRule>())
        facts.supporter = rule->sentence;
    if (const auto* rule = procedure.find<procedure::ReportRule>()) {
        facts.report = rule->sentence;
        facts.report_to = rule->to;
        facts.sensitive = rule->sensitive_text;
        facts.absent = rule->absent_text;
        facts.labels = label_facts(procedure);
    }
    if (const auto* rule = procedure.find<procedure::AttendanceRule>())
        facts.stay_to_end = rule->stay_to_end;
    facts.ask = procedure.terms.service;
    return facts;
}

}  // namespace

Result<document::Document> enclosure_text(const State& state, const Rulebook& rules,
                                          const Enclosure& enclosure, const PaperMarks& marks) {
    const bool leaflet = enclosure.rule->kind == "leaflet";
    const bool form = enclosure.rule->kind == "report-template";
    // A leaflet is the same for every family: it bears no record's name and no day.
    auto own = marks;
    if (leaflet) own.record_reference.clear();
    const auto children = form ? about(state, enclosure) : std::string{nobody_named};
    auto facts = letterhead(state, rules, *enclosure.rule, children, own);
    put_routes(facts, rules.procedure);
    if (leaflet) facts.started_text.clear();
    // The day it was asked for, as with the letter; there is no closing yet.
    for (const auto& id : enclosure.people)
        if (const auto& asked = state.people.at(id).invited.invited_on; asked && !leaflet)
            facts.closed = LocalTime{*asked, {}};
    if (form) return document::report_form(facts, form_facts(state, rules, enclosure));
    if (!leaflet) return document::agenda(facts, agenda_facts(state, rules.procedure));
    const auto reader = CPC_TRY(reader_of(*enclosure.rule));
    return document::leaflet(facts, leaflet_facts(reader, state, rules.procedure));
}

Result<std::vector<MadePaper>> make_enclosures(const meeting::Meeting& meeting, bool practice,
                                               const document::FontSet& fonts) {
    PaperMarks marks;
    marks.record_reference = meeting.id().hex().substr(0, 8);
    marks.practice = practice;
    std::vector<MadePaper> out;
    for (const auto& each : conference::enclosures_of(meeting.state(), meeting.rules())) {
        const auto text = CPC_TRY(enclosure_text(meeting.state(), meeting.rules(), each, marks));
        MadePaper made;
        made.about = each.about;
        made.kind = each.rule->kind;
        made.version = each.rule->version;
        made.to = "invited";
        made.file_name = each.file_name();
        made.sight.readers = each.people;
        made.pdf = CPC_TRY(document::render_pdf(text, fonts));
        made.html = CPC_TRY(document::render_html(text));
        out.push_back(std::move(made));
    }
    return out;
}

}  // namespace cpc::report
