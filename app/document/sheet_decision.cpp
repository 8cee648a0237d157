// SPDX-License-Identifier: Apache-2.0
// The professionals' decision sheet: what was decided, by which rule, who does what by when.
#include "app/document/sheet_parts.hpp"

namespace cpc::document {

void decision_box(Sheet& sheet, const DecisionFacts& d) {
    Callout box;
    box.title = d.decision;
    if (!d.agreed_outcome.empty()) box.paragraphs.push_back(strong(d.agreed_outcome));
    if (!d.categories.empty())
        box.paragraphs.push_back({{at_line_start(sheet.say_terms("{category}: ")), Weight::plain},
                                  {joined(d.categories, ", "), Weight::strong}});
    if (!box.title.empty()) sheet.put(std::move(box));
    if (!d.positions.empty()) sheet.put(tally_of(sheet, d));
    sheet.pairs({{sheet.say("Continuing risk of significant harm"), plain(d.continuing_risk)},
                 {sheet.say("Rule"), plain(joined({d.rule_code, d.rule_origin}, ", "))},
                 {sheet.say("Rule in words"), plain(d.rule_sentence)},
                 {sheet.say("Source of the rule"), plain(d.rule_citation)},
                 {sheet.say("Entered by"), plain(d.entered_by)},
                 {sheet.say("Endorsed by"), plain(d.endorsed_by)},
                 {sheet.say("Decided at"), plain(d.decided_at)}});
    if (!d.chair_reasons.empty()) {
        sheet.part(sheet.say_terms("Reasons of the {chair}"));
        sheet.text(d.chair_reasons);
    }
}

void decision_section(Sheet& sheet, const ChildFacts& child) {
    sheet.section(child_heading(child));
    decision_box(sheet, child.decision);
    if (!child.decision.positions.empty()) {
        sheet.part(sheet.say("Views of the professionals"));
        views_table(sheet, child.decision, HowGiven::leave_out);
    }
    if (!child.family_views.empty()) {
        sheet.part(sheet.say("Views of the family"));
        family_views(sheet, child.family_views);
        sheet.text(sheet.say("Family views stand beside the count and are not part of it."),
                   Tone::quiet);
    }
}

void dates_section(Sheet& sheet) {
    sheet.section(sheet.say("Dates"));
    Table table;
    table.columns = {{sheet.say("What"), 1.2}, {sheet.say("By"), 1.2}, {sheet.say("Rule"), 1}};
    for (const auto& date : sheet.facts().deadlines)
        table.rows.push_back({plain(date.label), plain(joined({date.due, date.practical}, "\n")),
                              plain(joined({date.rule, date.origin}, "\n"))});
    if (!table.rows.empty()) sheet.put(std::move(table));
    sheet.next_conference(NextReports::print);
}

namespace {

// For a practice: what it does comes before what everybody does, and how to file it.
void practice_section(Sheet& sheet, const std::vector<std::string>& owners) {
    sheet.section(sheet.say("What the practice does"));
    practice_actions(sheet, owners);
    for (const auto& child : sheet.facts().children)
        sheet.pairs({{sheet.say_terms("{key_worker}"),
                      plain(joined({child.key_worker, child.key_worker_contact}, "\n"))}});
    sheet.section(sheet.say("For the practice's file"));
    for (const auto& child : sheet.facts().children)
        sheet.pairs(
            {{sheet.say("File under"), plain(child_heading(child))},
             {sheet.say("Status"), strong(child.status)},
             {sheet.say_terms("{category}"), plain(joined(child.decision.categories, ", "))},
             {sheet.say("What goes on after the plan"),
              plain(answered_to(sheet.facts(), "step-down"))}});
}

Result<Document> professional_sheet(const RecordFacts& facts, Version version,
                                    const std::vector<std::string>* practice) {
    const std::string_view readers =
        version == Version::gp ? "For the practice" : "For professionals";
    Sheet sheet = open_sheet(facts, practice == nullptr ? "decision-sheet" : "gp-copy", version,
                             {"Decisions and plan", readers});
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)}});
    sheet.text(facts.words.confidentiality, Tone::quiet);
    sheet.text(facts.papers.note);
    for (const auto& child : facts.children)
        decision_section(sheet, child);
    if (practice != nullptr) practice_section(sheet, *practice);
    plan_section(sheet);
    dates_section(sheet);
    sheet.section(sheet.say("If you do not agree"));
    sheet.routes(facts.dissent_routes);
    sheet.text(
        sheet.say("Disagreeing does not change who does what. An agency that does not agree "
                  "stays responsible for its actions in this plan."));
    sheet.left_out();
    return sheet.take();
}

}  // namespace

Result<Document> gp_copy(const RecordFacts& facts, const std::vector<std::string>& owners) {
    CPC_TRY(check_facts(facts));
    return professional_sheet(facts, Version::gp, &owners);
}

Result<Document> decision_sheet(const RecordFacts& facts, Version version) {
    CPC_TRY(check_facts(facts));
    if (version == Version::family) return family_decision_sheet(facts);
    if (version == Version::child) return child_summary(facts, "decision-sheet");
    return professional_sheet(facts, version, nullptr);
}

}  // namespace cpc::document
