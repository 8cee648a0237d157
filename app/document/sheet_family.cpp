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
    if (!d.agreed_outcome.empty()) box.paragraphs.push_back(plain(d.agreed_outcome));
    if (!d.plain_reasons.empty()) box.paragraphs.push_back(plain(d.plain_reasons));
    if (!box.title.empty()) sheet.put(std::move(box));
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
        if (child.key_worker.empty()) continue;
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

void recommended(Sheet& sheet) {
    if (sheet.facts().recommendations.empty()) return;
    sheet.part(sheet.say("What the meeting asks for"));
    sheet.bullets(sheet.facts().recommendations);
}

Sheet begin(const RecordFacts& facts, const std::string& kind, const SheetTitle& title) {
    Sheet sheet = open_sheet(facts, kind, Version::family, title);
    sheet.masthead();
    sheet.text(facts.papers.note);
    return sheet;
}

}  // namespace

Document family_decision_sheet(const RecordFacts& facts, const std::string& kind) {
    Sheet sheet = begin(facts, kind, {"What was decided", "For the family"});
    for (const auto& child : facts.children)
        child_decision(sheet, child);
    what_happens_now(sheet, NextReports::leave_out);
    recommended(sheet);
    who_to_call(sheet);
    rights(sheet);
    sheet.left_out();
    return sheet.take();
}

Document family_minutes(const RecordFacts& facts) {
    Sheet sheet = begin(facts, "minutes", {"Notes of the meeting", "For the family"});
    who_was_there(sheet);
    what_people_said(sheet);
    for (const auto& child : facts.children)
        child_decision(sheet, child);
    what_happens_now(sheet, NextReports::print);
    recommended(sheet);
    who_to_call(sheet);
    rights(sheet);
    sheet.left_out();
    return sheet.take();
}

// For a child: what was decided, what comes next, whom to ask. Nothing of what others said.
Document child_summary(const RecordFacts& facts, const std::string& kind) {
    Sheet sheet = open_sheet(facts, kind, Version::child, {"What was decided", "For you"});
    for (const auto& child : facts.children) {
        Callout box;
        box.title = child.decision.plain_decision;
        if (!box.title.empty()) sheet.put(std::move(box));
        if (!child.risk.plain_child_voice.empty()) {
            sheet.section(sheet.say("What you told us"));
            sheet.text(child.risk.plain_child_voice);
        }
    }
    what_happens_now(sheet, NextReports::leave_out);
    who_to_call(sheet);
    sheet.section(sheet.say("If you do not agree"));
    sheet.text(sheet.say("You can say so. These are the steps."));
    sheet.routes(facts.family_routes);
    return sheet.take();
}

// For somebody of the family who was not there: what was talked about and came of it, in the words
// of the chair's summary. What each person said is in the minutes, where those are theirs.
Result<Document> details_for_family(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = begin(facts, "details-for-absent-family",
                        {"What was said and decided", "For somebody who was not there"});
    for (const auto& child : facts.children)
        child_decision(sheet, child);
    what_happens_now(sheet, NextReports::leave_out);
    recommended(sheet);
    who_to_call(sheet);
    rights(sheet);
    sheet.left_out();
    return sheet.take();
}

Result<Document> plan_for_family(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = begin(facts, "plan", {"The plan", "For the family"});
    for (const auto& child : facts.children) {
        sheet.section(child.name);
        sheet.pairs(
            {{sheet.say_terms("{key_worker}"), plain(child.key_worker)},
             {sheet.say_terms("{core_group}"), plain(joined(child.core_group, ", "))},
             {sheet.say_terms("First meeting of the {core_group}"), plain(child.first_core_group)},
             {sheet.say("Your part"), plain(child.family_part)}});
    }
    what_happens_now(sheet, NextReports::leave_out);
    if (!facts.contingency.empty()) {
        sheet.part(sheet.say("If the plan does not work"));
        sheet.text(facts.contingency);
    }
    who_to_call(sheet);
    rights(sheet);
    sheet.left_out();
    return sheet.take();
}

// The plan goes on after the name came off: who meets, what goes on, whom to call. Everybody gets
// the same, so it holds what the family may read and no more.
Result<Document> meeting_notice(const RecordFacts& facts, const std::string& by) {
    CPC_TRY(check_facts(facts));
    Sheet sheet = open_sheet(facts, "invitation", Version::full,
                             {"You are asked to a meeting", "For everybody who is asked"});
    sheet.text(sheet.say("The plan goes on, and there is a meeting about it."), Tone::lead);
    for (const auto& child : facts.children) {
        sheet.section(child.name);
        sheet.pairs({{sheet.say("Meeting at the latest on"), strong(by)},
                     {sheet.say("Decided"), plain(child.decision.plain_decision)},
                     {sheet.say_terms("{key_worker}"), plain(child.key_worker)},
                     {sheet.say("Who is asked"), plain(joined(child.core_group, ", "))}});
    }
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("What the meeting is for"));
    sheet.bullets({sheet.say("See how things are since the name came off."),
                   sheet.say("See what help goes on, and whether it is the right help."),
                   sheet.say("Change the plan where that is needed.")});
    sheet.text(sheet.say_terms("The {key_worker} tells you the day, the time and the place."));
    sheet.section(sheet.say("What goes on"));
    sheet.actions(Audience::everyone);
    who_to_call(sheet);
    return sheet.take();
}

Result<Document> exclusion_reasons(const RecordFacts& facts, const ExclusionFacts& why) {
    Sheet sheet = open_sheet(facts, "exclusion-reasons", Version::family,
                             {"Why you were asked to stay out", "For you alone"});
    sheet.masthead({{sheet.say("For"), strong(why.name)}});
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("What the chair decided"));
    sheet.text(why.whole ? sheet.say("You were asked to stay out of the whole meeting.")
                         : sheet.say("You were asked to stay out of a part of the meeting."));
    sheet.pairs({{sheet.say("Decided on"), plain(why.decided)},
                 {sheet.say("Decided by"), plain(facts.chair.name)},
                 {sheet.say("You talked about it with"), plain(why.discussed_with)},
                 {sheet.say("A talk with the chair was offered for"), plain(why.talk_offered)}});
    sheet.section(sheet.say("Why"));
    sheet.bullets(why.grounds);
    sheet.text(why.facts);
    sheet.section(sheet.say("If you do not agree"));
    sheet.text(sheet.say("You can say so. These are the steps."));
    sheet.routes(facts.family_routes);
    sheet.text(facts.words.wants_copies_from);
    return sheet.take();
}

}  // namespace cpc::document
