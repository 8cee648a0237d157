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

namespace {

void child_section(Sheet& sheet, const ChildFacts& child) {
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

}  // namespace

Result<Document> decision_sheet(const RecordFacts& facts, Version version) {
    CPC_TRY(check_facts(facts));
    if (version == Version::family) return family_decision_sheet(facts);
    if (version == Version::child) return child_summary(facts, "decision-sheet");
    const std::string_view readers =
        version == Version::gp ? "For the practice" : "For professionals";
    Sheet sheet = open_sheet(facts, "decision-sheet", version, {"Decisions and plan", readers});
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)}});
    sheet.text(facts.words.confidentiality, Tone::quiet);
    sheet.text(facts.papers.note);
    for (const auto& child : facts.children)
        child_section(sheet, child);
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

}  // namespace cpc::document
