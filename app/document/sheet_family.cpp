// SPDX-License-Identifier: Apache-2.0
// What the family takes home. Short sentences, everyday words, nothing that only professionals may
// read. Built from family-safe facts alone: positions are read only for a reason marked for
// everyone.
#include "app/document/sheet_parts.hpp"

namespace cpc::document {

namespace {

void shared_reasons(Sheet& sheet, const DecisionFacts& decision) {
    std::vector<std::string> lines;
    for (const auto& position : decision.positions) {
        if (position.reason_audience != Audience::everyone || position.reason.empty()) continue;
        const PersonFacts& person = sheet.facts().people[position.person];
        lines.push_back(fill(sheet.say("{who}: {view}. {reason}"),
                             {{"who", at_line_start(person.role)},
                              {"view", choice_words(sheet.words(), position.choice)},
                              {"reason", position.reason}}));
    }
    if (lines.empty()) return;
    sheet.text(sheet.say("They want you to know why:"));
    sheet.bullets(lines);
}

void child_decision(Sheet& sheet, const ChildFacts& child) {
    const DecisionFacts& d = child.decision;
    sheet.section(child.name);
    Callout box;
    box.title = d.plain_decision;
    if (!d.plain_reasons.empty()) box.paragraphs.push_back(plain(d.plain_reasons));
    sheet.put(std::move(box));
    sheet.text(d.plain_count);
    shared_reasons(sheet, d);
    if (!d.categories.empty())
        sheet.pairs(
            {{sheet.say("The kind of harm we worry about"), plain(joined(d.categories, ", "))}});
    if (!child.risk.plain_summary.empty()) {
        sheet.part(sheet.say("What we talked about"));
        sheet.text(child.risk.plain_summary);
    }
    if (!child.risk.plain_child_voice.empty()) {
        sheet.part(fill(sheet.say("What {child} says"), {{"child", child.name}}));
        sheet.text(child.risk.plain_child_voice);
    }
    if (!child.family_views.empty()) {
        sheet.part(sheet.say("What you said about it"));
        family_views(sheet, child.family_views);
    }
}

void what_happens_now(Sheet& sheet, NextReports reports) {
    sheet.section(sheet.say("What happens now"));
    sheet.actions(Audience::everyone);
    Table dates;
    dates.columns = {{sheet.say("What"), 1.6}, {sheet.say("When"), 1}};
    for (const auto& date : sheet.facts().deadlines)
        if (date.audience == Audience::everyone)
            dates.rows.push_back({plain(date.label), plain(date.due)});
    if (!dates.rows.empty()) {
        sheet.part(sheet.say("Dates to know"));
        sheet.put(std::move(dates));
    }
    sheet.next_conference(reports);
}

void who_to_call(Sheet& sheet) {
    sheet.section(sheet.say("Who to call"));
    std::vector<KeyValue> entries;
    for (const auto& child : sheet.facts().children) {
        const auto contact = joined({child.key_worker, child.key_worker_contact}, "\n");
        const std::string key =
            sheet.facts().children.size() == 1
                ? sheet.say_terms("Your {key_worker}")
                : fill(at_line_start(sheet.say_terms("{key_worker} for {child}")),
                       {{"child", child.name}});
        entries.push_back({key, plain(contact)});
    }
    entries.push_back(
        {sheet.say("The person who ran the meeting"),
         plain(joined({sheet.facts().chair.name, sheet.facts().chair_contact}, "\n"))});
    sheet.pairs(std::move(entries));
    sheet.text(sheet.words().wants_copies_from);
}

void rights(Sheet& sheet) {
    sheet.section(sheet.say("If you do not agree"));
    sheet.text(sheet.say("You can say so. These are the steps."));
    sheet.routes(sheet.facts().family_routes);
    sheet.section(sheet.say("Good to know"));
    sheet.text(sheet.words().not_a_finding);
    sheet.text(sheet.words().access_to_records);
}

void who_was_there(Sheet& sheet) {
    sheet.section(sheet.say("Who was there"));
    Table table;
    table.columns = {{sheet.say("Name"), 1}, {sheet.say("Why they came"), 1.5}};
    for (const auto& person : sheet.facts().people)
        table.rows.push_back(
            {plain(person.name),
             plain(joined({person_line(person), person.arrived_late, person.left_early}, "\n"))});
    if (!table.rows.empty()) sheet.put(std::move(table));
    Table reports;
    reports.columns = {{sheet.say("Report from"), 1}, {sheet.say("When it came"), 1.5}};
    for (const auto& report : sheet.facts().reports)
        if (report.audience == Audience::everyone)
            reports.rows.push_back({plain(report.agency), plain(report.received)});
    if (reports.rows.empty()) return;
    sheet.part(sheet.say("Reports"));
    sheet.put(std::move(reports));
}

void what_people_said(Sheet& sheet) {
    sheet.section(sheet.say("What people said"));
    label_legend(sheet);
    std::string heading;
    bool any = false;
    for (const auto& said : sheet.facts().contributions) {
        if (said.audience != Audience::everyone) continue;
        any = true;
        if (said.heading != heading) sheet.part(said.heading);
        heading = said.heading;
        sheet.put(contribution_block(sheet, said));
    }
    if (!any) sheet.text(sheet.say("Nothing is written down here."));
}

}  // namespace

Document family_decision_sheet(const RecordFacts& facts) {
    Sheet sheet = open_sheet(facts, "decision-sheet", Version::family,
                             {"What was decided", "For the family"});
    sheet.masthead();
    for (const auto& child : facts.children)
        child_decision(sheet, child);
    what_happens_now(sheet, NextReports::leave_out);
    who_to_call(sheet);
    rights(sheet);
    return sheet.take();
}

Document family_minutes(const RecordFacts& facts) {
    Sheet sheet =
        open_sheet(facts, "minutes", Version::family, {"Notes of the meeting", "For the family"});
    sheet.masthead();
    who_was_there(sheet);
    what_people_said(sheet);
    for (const auto& child : facts.children)
        child_decision(sheet, child);
    what_happens_now(sheet, NextReports::print);
    who_to_call(sheet);
    rights(sheet);
    return sheet.take();
}

}  // namespace cpc::document
