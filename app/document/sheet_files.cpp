// SPDX-License-Identifier: Apache-2.0
// Papers for offices: the extract for the client file, the referral to the Service Manager, and
// what a practice has to do.
#include <algorithm>

#include "app/document/sheet_parts.hpp"

namespace cpc::document {

namespace {

void said(Sheet& sheet) {
    sheet.section(sheet.say("Information shared"));
    label_legend(sheet);
    for (const auto& each : sheet.facts().contributions)
        sheet.put(contribution_block(sheet, each));
    if (sheet.facts().contributions.empty()) sheet.text(sheet.say("None recorded."));
}

void risk_issues(Sheet& sheet, const ChildFacts& child) {
    sheet.section(fill(sheet.say("Risk issues: {child}"), {{"child", child_heading(child)}}));
    std::vector<std::string> marked;
    for (const auto& each : sheet.facts().contributions)
        if (each.risk_issue) marked.push_back(joined({each.speaker, each.text}, ": "));
    if (!marked.empty()) {
        sheet.part(sheet.say("Raised in the meeting"));
        sheet.bullets(marked);
    }
    const auto part = [&](std::string_view title, const std::string& text) {
        if (text.empty()) return;
        sheet.part(sheet.say(title));
        sheet.text(text);
    };
    part("Risk now", child.risk.existing);
    part("Risk that is likely", child.risk.likely);
    part("Strengths and protection", child.risk.protective);
    part("Needs and resources", child.risk.needed);
    part("What the child says", child.risk.child_voice);
    part("Summary of the chair", child.risk.chair_summary);
}

void outcome(Sheet& sheet, const ChildFacts& child) {
    sheet.section(sheet.say("Outcome"));
    decision_box(sheet, child.decision);
    sheet.part(sheet.say("Actions"));
    sheet.actions(Audience::professionals);
    if (sheet.facts().recommendations.empty()) return;
    sheet.part(sheet.say("Recommendations"));
    sheet.bullets(sheet.facts().recommendations);
}

void open_points(Sheet& sheet) {
    if (sheet.facts().unresolved.empty()) return;
    sheet.part(sheet.say("Opinions that stand against each other"));
    sheet.bullets(sheet.facts().unresolved);
}

}  // namespace

Result<Document> client_file_extract(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = open_sheet(facts, "client-file-extract", Version::full,
                             {"For the client file", "For the file"});
    const auto& first = facts.children.front().decision;
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)},
                    {sheet.say("Entered by"), strong(first.entered_by)}});
    sheet.text(facts.papers.note);
    sheet.text(facts.words.confidentiality, Tone::quiet);
    said(sheet);
    open_points(sheet);
    for (const auto& child : facts.children) {
        risk_issues(sheet, child);
        outcome(sheet, child);
    }
    answers_section(sheet);
    sheet.left_out();
    return sheet.take();
}

Result<Document> service_manager_referral(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = open_sheet(facts, "service-manager-referral", Version::full,
                             {"Referral to the Service Manager", "For the Service Manager"});
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)},
                    {sheet.say("Date of the decision"), strong(facts.closed_text)}});
    sheet.text(facts.papers.note);
    for (const auto& child : facts.children) {
        sheet.section(child_heading(child));
        sheet.part(sheet.say("The views, and why there was no agreement"));
        views_table(sheet, child.decision, HowGiven::print);
        if (!child.family_views.empty()) {
            sheet.part(sheet.say("Views of the family"));
            family_views(sheet, child.family_views);
        }
        sheet.part(sheet.say_terms("Judgement of the {chair}"));
        decision_box(sheet, child.decision);
    }
    return sheet.take();
}

void practice_actions(Sheet& sheet, const std::vector<std::string>& owners) {
    Table table;
    table.columns = {{sheet.say("Action and what it is for"), 2.1}, {sheet.say("By"), 1}};
    table.heads = RowHeads::none;
    for (const auto& action : sheet.facts().actions) {
        if (std::find(owners.begin(), owners.end(), action.owner) == owners.end()) continue;
        Runs what = strong(action.what);
        if (!action.aim.empty()) what.push_back({"\n" + action.aim, Weight::plain});
        table.rows.push_back({std::move(what), plain(action.due)});
    }
    if (table.rows.empty())
        sheet.text(sheet.say("The plan gives the practice no action of its own."));
    else
        sheet.put(std::move(table));
}

Result<Document> gp_action_list(const RecordFacts& facts, const std::vector<std::string>& owners) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = open_sheet(facts, "gp-action-list", Version::gp,
                             {"What the practice does", "For the practice"});
    sheet.masthead();
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("Actions"));
    practice_actions(sheet, owners);
    sheet.next_conference(NextReports::print);
    for (const auto& child : facts.children)
        sheet.pairs({{sheet.say_terms("{key_worker}"),
                      plain(joined({child.key_worker, child.key_worker_contact}, "\n"))}});
    return sheet.take();
}

}  // namespace cpc::document
