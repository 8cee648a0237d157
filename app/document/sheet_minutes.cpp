// SPDX-License-Identifier: Apache-2.0
// The professionals' minutes: everything that was said with its label, the risk and the decision
// for each child with the rule that made it, the plan, the dates and how they were counted.
#include "app/document/sheet_parts.hpp"

namespace cpc::document {

namespace {

void attendance(Sheet& sheet) {
    const RecordFacts& facts = sheet.facts();
    sheet.section(sheet.say("Who was there"));
    Table table;
    table.columns = {
        {sheet.say("Name and role"), 1.7}, {sheet.say("Here"), 1.2}, {sheet.say("Counted"), 1.2}};
    table.heads = RowHeads::none;
    for (const auto& person : facts.people) {
        const bool counted = person.counting == Counting::counted;
        table.rows.push_back(
            {person_cell(person, {}),
             plain(joined({person.mode, person.arrived_late, person.left_early}, "\n")),
             plain(counted ? sheet.say("yes")
                           : fill(sheet.say("no: {why}"), {{"why", person.why_not}}))});
    }
    if (!table.rows.empty()) sheet.put(std::move(table));
    sheet.text(facts.words.voters, Tone::quiet);
    sheet.pairs({{sheet.say("Minutes taken by"), plain(facts.minute_taker)},
                 {sheet.say("State of these minutes"), plain(facts.minutes_state)}});
    if (!facts.apologies.empty()) {
        sheet.part(sheet.say("Apologies"));
        std::vector<std::string> lines;
        for (const auto& a : facts.apologies)
            lines.push_back(joined(
                {joined_unlike({a.name, a.role, a.agency}, ", "), a.reason, a.report}, "; "));
        sheet.bullets(lines);
    }
    const auto list = [&](std::string_view title, const std::vector<std::string>& lines_of_it) {
        if (lines_of_it.empty()) return;
        sheet.part(sheet.say(title));
        sheet.bullets(lines_of_it);
    };
    list("Not admitted", facts.refused);
    list("Kept out, and why", facts.kept_out);
    list("Parts held without everybody", facts.restricted_parts);
    list("Breaks", facts.breaks);
}

// The register of reports, never the reports themselves [REQ-241].
void reports(Sheet& sheet) {
    sheet.section(sheet.say("Reports"));
    Table table;
    table.columns = {{sheet.say("From"), 1.2},
                     {sheet.say("Received"), 1},
                     {sheet.say("Shared with the family"), 1.3}};
    for (const auto& report : sheet.facts().reports)
        table.rows.push_back({plain(joined_unlike({report.agency, report.author}, ", ")),
                              plain(joined({report.received, report.read_in}, "\n")),
                              plain(report.shared)});
    if (table.rows.empty())
        sheet.text(sheet.say("No reports were received."));
    else
        sheet.put(std::move(table));
    sheet.text(sheet.words().reports_from);
}

void information(Sheet& sheet) {
    sheet.section(sheet.say("Information shared"));
    label_legend(sheet);
    std::string heading;
    for (const auto& said : sheet.facts().contributions) {
        if (said.heading != heading) sheet.part(said.heading);
        heading = said.heading;
        sheet.put(contribution_block(sheet, said));
    }
    if (sheet.facts().contributions.empty()) sheet.text(sheet.say("None recorded."));
    if (sheet.facts().parent_views.empty()) return;
    sheet.part(sheet.say("Views of parents and carers"));
    std::vector<KeyValue> views;
    for (const auto& view : sheet.facts().parent_views)
        views.push_back({view.person, plain(view.words)});
    sheet.pairs(std::move(views));
}

void risk(Sheet& sheet, const RiskFacts& risk) {
    const auto part = [&](std::string_view title, const std::string& text) {
        if (text.empty()) return;
        sheet.part(sheet.say(title));
        sheet.text(text);
    };
    part("What the child says", risk.child_voice);
    part("Risk now", risk.existing);
    part("Risk that is likely", risk.likely);
    part("Severity", risk.severity);
    part("Strengths and protection", risk.protective);
    part("What needs to change", risk.needed);
    part("Summary of the chair", risk.chair_summary);
}

void decision(Sheet& sheet, const ChildFacts& child) {
    const DecisionFacts& d = child.decision;
    sheet.text(d.question, Tone::lead);
    if (!d.positions.empty()) {
        sheet.part(sheet.say("Views of the professionals"));
        views_table(sheet, d, HowGiven::print);
    }
    if (!child.family_views.empty()) {
        sheet.part(sheet.say("Views of the family"));
        family_views(sheet, child.family_views);
    }
    sheet.part(sheet.say("How the decision was made"));
    decision_box(sheet, d);
}

}  // namespace

void answers_section(Sheet& sheet) {
    if (sheet.facts().answers.empty()) return;
    sheet.section(sheet.say("What was asked, and answered"));
    Table table;
    table.columns = {{sheet.say("Asked"), 1.2}, {sheet.say("Answer"), 1.4}};
    table.heads = RowHeads::none;
    for (const auto& answer : sheet.facts().answers)
        table.rows.push_back(
            {plain(answer.what), plain(joined({answer.answer, answer.note}, "\n"))});
    sheet.put(std::move(table));
}

namespace {

void disagreement(Sheet& sheet) {
    sheet.section(sheet.say("Disagreement"));
    std::vector<std::string> lines;
    for (const auto& child : sheet.facts().children)
        for (const auto& position : child.decision.positions) {
            if (!differs(position, child.decision)) continue;
            const PersonFacts& person = sheet.facts().people[position.person];
            lines.push_back(fill(sheet.say("{child}: {who} does not agree. {reason}"),
                                 {{"child", child.name},
                                  {"who", joined_unlike({person.name, person_line(person)}, ", ")},
                                  {"reason", position.reason}}));
        }
    if (lines.empty()) {
        sheet.text(sheet.say("No professional disagreed with a decision."));
    } else {
        sheet.bullets(lines);
        sheet.text(
            sheet.say("An agency that does not agree stays responsible for its actions in "
                      "this plan."));
    }
    sheet.routes(sheet.facts().dissent_routes);
    if (!sheet.facts().unresolved.empty()) {
        sheet.part(sheet.say("Still open between agencies"));
        sheet.bullets(sheet.facts().unresolved);
    }
}

void dates(Sheet& sheet) {
    sheet.section(sheet.say("Dates and how they were counted"));
    Table table;
    table.columns = {
        {sheet.say("What"), 1.05}, {sheet.say("By"), 1.1}, {sheet.say("Counted"), 1.9}};
    for (const auto& date : sheet.facts().deadlines)
        table.rows.push_back(
            {plain(date.label), plain(joined({date.due, date.practical}, "\n")),
             plain(joined({date.counting, joined({date.rule, date.origin}, ", ")}, "\n"))});
    if (!table.rows.empty()) sheet.put(std::move(table));
    sheet.next_conference(NextReports::print);
}

void distribution(Sheet& sheet, Version version) {
    sheet.section(sheet.say("Who gets what"));
    Table table;
    table.columns = {{sheet.say("Who"), 1.2},
                     {sheet.say("Paper"), 1.2},
                     {sheet.say("By"), 1},
                     {sheet.say("How"), 0.9}};
    for (const auto& line : sheet.facts().distribution)
        table.rows.push_back(
            {plain(line.recipient), plain(line.paper), plain(line.due), plain(line.route)});
    if (!table.rows.empty()) sheet.put(std::move(table));
    if (version == Version::full && !sheet.facts().withheld.empty()) {
        sheet.part(sheet.say("Left out of the family version"));
        sheet.bullets(sheet.facts().withheld);
    }
}

void closing(Sheet& sheet) {
    const RecordFacts& facts = sheet.facts();
    sheet.section(sheet.say("The record"));
    sheet.text(facts.words.not_a_finding);
    sheet.pairs({{sheet.say("Started"), plain(facts.started_text)},
                 {sheet.say("Closed"), plain(facts.closed_text)},
                 {sheet.say("Procedure"), plain(facts.words.procedure)}});
    sheet.bullets(facts.checks);
    Signatures lines{sheet.say("Name"),
                     sheet.say("Signature"),
                     sheet.say("Date"),
                     {{facts.chair.name, at_line_start(facts.words.chair)}}};
    if (!facts.minute_taker.empty())
        lines.lines.push_back({facts.minute_taker, sheet.say("Minute taker")});
    sheet.put(std::move(lines));
}

void children_sections(Sheet& sheet) {
    for (const auto& child : sheet.facts().children) {
        sheet.section(fill(sheet.say("Risk: {child}"), {{"child", child_heading(child)}}));
        risk(sheet, child.risk);
        sheet.section(fill(sheet.say("Decision: {child}"), {{"child", child_heading(child)}}));
        decision(sheet, child);
    }
}

}  // namespace

std::string answered_to(const RecordFacts& facts, std::string_view point) {
    std::vector<std::string> lines;
    for (const auto& answer : facts.answers)
        if (answer.id == point) lines.push_back(joined({answer.answer, answer.note}, ". "));
    return joined(lines, "\n");
}

Result<Document> reporter_pack(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = open_sheet(facts, "reporter-pack", Version::full,
                             {"Referral to the Children's Reporter", "For the Reporter"});
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)}});
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("Why the child is referred"));
    sheet.text(answered_to(facts, "reporter"));
    for (const auto& child : facts.children)
        sheet.pairs(
            {{sheet.say("Child"), strong(child_heading(child))},
             {sheet.say("Decided"), plain(child.decision.decision)},
             {sheet.say_terms("{category}"), plain(joined(child.decision.categories, ", "))},
             {sheet.say_terms("{key_worker}"),
              plain(joined({child.key_worker, child.key_worker_contact}, "\n"))}});
    sheet.text(facts.words.confidentiality, Tone::quiet);
    attendance(sheet);
    reports(sheet);
    information(sheet);
    children_sections(sheet);
    plan_section(sheet);
    sheet.left_out();
    return sheet.take();
}

Result<Document> review_result(const RecordFacts& facts, Version version) {
    CPC_TRY(check_facts(facts));
    if (version == Version::family || version == Version::child)
        return family_decision_sheet(facts, "statutory-review-result");
    Sheet sheet = open_sheet(facts, "statutory-review-result", version,
                             {"Result of the review", "For professionals"});
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)}});
    sheet.text(facts.words.confidentiality, Tone::quiet);
    sheet.text(facts.papers.note);
    for (const auto& child : facts.children)
        decision_section(sheet, child);
    answers_section(sheet);
    plan_section(sheet);
    dates_section(sheet);
    sheet.left_out();
    return sheet.take();
}

Result<Document> minutes(const RecordFacts& facts, Version version) {
    CPC_TRY(check_facts(facts));
    if (version == Version::family) return family_minutes(facts);
    if (version == Version::child) return child_summary(facts, "minutes");
    if (version == Version::gp)
        return fail(Fault::unsupported, "These minutes have no version for a practice", {},
                    "The practice gets its own copy of the decisions");
    const SheetTitle title{"Minutes",
                           version == Version::full ? "Full record" : "For professionals"};
    Sheet sheet = open_sheet(facts, "minutes", version, title);
    sheet.masthead({{sheet.say_terms("{chair}"), plain(facts.chair.name)}});
    sheet.text(facts.words.confidentiality, Tone::quiet);
    attendance(sheet);
    if (!facts.purpose.empty()) {
        sheet.section(sheet.say("Why the conference was called"));
        sheet.text(facts.purpose);
    }
    reports(sheet);
    information(sheet);
    children_sections(sheet);
    disagreement(sheet);
    plan_section(sheet);
    answers_section(sheet);
    dates(sheet);
    distribution(sheet, version);
    sheet.left_out();
    closing(sheet);
    return sheet.take();
}

}  // namespace cpc::document
