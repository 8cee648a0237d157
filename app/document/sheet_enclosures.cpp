// SPDX-License-Identifier: Apache-2.0
// The form for a report and the agenda.
#include "app/document/enclosures.hpp"
#include "app/document/sheet_parts.hpp"

namespace cpc::document {
namespace {

constexpr int lines_for_each_label = 6;

void places_to_write(Sheet& sheet, const ReportFormFacts& form) {
    for (const auto& label : form.labels) {
        sheet.section(label.word);
        sheet.text(label.means, Tone::quiet);
        sheet.put(WritingSpace{sheet.say("Each with its day and where you know it from"),
                               lines_for_each_label});
    }
}

void with_the_family(Sheet& sheet, const ReportFormFacts& form) {
    if (!form.shared_with_family) return;
    sheet.section(sheet.say("With the family"));
    sheet.text(
        sheet.say("Go through this report with the family before the meeting. Where that would "
                  "put the child at risk, say so here."));
    sheet.put(WritingSpace{sheet.say("Shown to whom, on which day, or why not"), 2});
    sheet.put(WritingSpace{sheet.say("What they said about it"), 3});
}

}  // namespace

Result<Document> report_form(const RecordFacts& facts, const ReportFormFacts& form) {
    if (form.name.empty())
        return fail(Fault::malformed, "a form for a report is for nobody", {},
                    "Write down who is asked for a report, and try again");
    Sheet sheet =
        open_sheet(facts, "report-template", Version::professional, {"Report", "To be filled in"});
    sheet.text(facts.title, Tone::lead);
    sheet.pairs(
        {{sheet.say("From"), strong(form.name)},
         {sheet.say("Role and agency"), plain(joined_unlike({form.role, form.agency}, ", "))},
         {sheet.say("About"), strong(form.children)},
         {sheet.say("Meeting"), plain(facts.planned_text)},
         {sheet.say("Send it by"), strong(form.by)},
         {sheet.say("Send it to"), plain(form.to)}});
    sheet.text(form.sentence);
    sheet.text(form.sensitive);
    sheet.text(facts.papers.note);
    if (!form.questions.empty()) {
        sheet.section(sheet.say("What the meeting needs to know"));
        sheet.bullets(form.questions);
    }
    places_to_write(sheet, form);
    sheet.section(sheet.say("What should happen"));
    sheet.put(WritingSpace{sheet.say("What has to be different for the child"), 3});
    sheet.put(WritingSpace{sheet.say("What your agency can do, and by when"), 3});
    with_the_family(sheet, form);
    sheet.put(Signatures{sheet.say("Name"),
                         sheet.say("Signature"),
                         sheet.say("Date"),
                         {{form.name, form.role == form.name ? form.agency : form.role}}});
    sheet.text(sheet.words().confidentiality, Tone::quiet);
    return sheet.take();
}

Result<Document> agenda(const RecordFacts& facts, const AgendaSheetFacts& given) {
    Sheet sheet = open_sheet(facts, "agenda", Version::full, {"Agenda", "For everybody"});
    sheet.text(facts.title, Tone::lead);
    sheet.pairs({{sheet.say("When"), strong(facts.planned_text)},
                 {sheet.say("How long"), plain(given.length)},
                 {sheet.say("Where"), strong(facts.venue)},
                 {at_line_start(sheet.say_terms("{chair}")), plain(facts.chair.name)}});
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("What will happen"));
    List list;
    list.kind = ListKind::numbers;
    for (const auto& item : given.items)
        list.items.push_back({{item.title + ". ", Weight::strong}, {item.text, Weight::plain}});
    if (!list.items.empty()) sheet.put(std::move(list));
    sheet.section(sheet.say("Who decides, and how"));
    sheet.text(given.who_decides);
    sheet.section(sheet.say("In the meeting"));
    sheet.bullets({sheet.say("Everybody is heard, one after the other."),
                   sheet.say("Ask when a word is not clear."),
                   sheet.say("Ask for a break when you need one.")});
    sheet.text(sheet.words().not_a_finding);
    return sheet.take();
}

}  // namespace cpc::document
