// SPDX-License-Identifier: Apache-2.0
#include "app/document/invitation.hpp"
#include "app/document/sheet_parts.hpp"

namespace cpc::document {
namespace {

void head(Sheet& sheet, const InvitationFacts& letter) {
    const auto& facts = sheet.facts();
    sheet.text(
        fill(sheet.say("{name}, you are asked to come to this meeting."), {{"name", letter.name}}),
        Tone::lead);
    sheet.pairs({{sheet.say("Meeting"), plain(facts.title)},
                 {sheet.say("When"), strong(facts.planned_text)},
                 {sheet.say("How long"), plain(letter.length)},
                 {sheet.say("Where"), strong(facts.venue)},
                 {sheet.say("About"), plain(letter.children)},
                 {at_line_start(sheet.say_terms("{chair}")), plain(facts.chair.name)},
                 {sheet.say("Please answer to"), plain(letter.answer_to)}});
    if (letter.usual_days == 0) return;
    const auto days =
        letter.notice_days == 1
            ? sheet.say("1 day")
            : fill(sheet.say("{count} days"), {{"count", std::to_string(letter.notice_days)}});
    sheet.put(Callout{
        CalloutKind::attention,
        {},
        {plain(fill(sheet.say("This comes {days} before the meeting, later than the {usual} days "
                              "that are usual. You can take part by telephone or video, or for a "
                              "part of it."),
                    {{"days", days}, {"usual", std::to_string(letter.usual_days)}}))}});
}

bool is_family(const InvitationFacts& letter) {
    return letter.comes_as != ComesAs::professional;
}

void why_you(Sheet& sheet, const InvitationFacts& letter) {
    sheet.section(sheet.say("Why you are asked"));
    switch (letter.comes_as) {
        case ComesAs::professional:
            sheet.pairs({{sheet.say("You come as"), plain(letter.role)},
                         {sheet.say("Reason"), plain(letter.reason)}});
            break;
        case ComesAs::family:
            sheet.text(fill(sheet.say("You matter to {children}. We want to hear what you know "
                                      "and what you think."),
                            {{"children", letter.children}}));
            break;
        case ComesAs::the_child:
            sheet.text(sheet.say("The meeting is about you. What you think counts."));
            break;
        case ComesAs::supporter:
            sheet.text(sheet.say("You come to support somebody in the family."));
            break;
    }
    sheet.text(letter.part);
}

void what_for(Sheet& sheet, const InvitationFacts& letter) {
    sheet.section(sheet.say("What this meeting is for"));
    if (is_family(letter)) {
        sheet.text(
            sheet.say("People who know the child and the family meet. They look at what goes "
                      "well, what worries them, and what would help."));
    } else {
        sheet.text(sheet.facts().purpose);
        sheet.text(letter.functions);
    }
    sheet.text(sheet.words().not_a_finding);
    why_you(sheet, letter);
}

void what_happens(Sheet& sheet, const InvitationFacts& letter) {
    sheet.section(sheet.say("What will happen"));
    List list;
    list.kind = ListKind::numbers;
    for (const auto& item : letter.agenda)
        list.items.push_back({{item.title + ". ", Weight::strong}, {item.text, Weight::plain}});
    if (!list.items.empty()) sheet.put(std::move(list));
    sheet.part(sheet.say("Who decides, and how"));
    sheet.text(letter.who_decides);
}

void report(Sheet& sheet, const InvitationFacts& letter) {
    if (letter.report.empty()) return;
    sheet.section(sheet.say("Your report"));
    sheet.text(letter.report);
    sheet.pairs(
        {{sheet.say("By"), strong(letter.report_by)}, {sheet.say("To"), plain(letter.report_to)}});
    if (!letter.labels.empty()) {
        sheet.part(sheet.say("Say for each thing what it is"));
        std::vector<KeyValue> words;
        for (const auto& label : letter.labels)
            words.push_back({label.word, plain(label.means)});
        sheet.pairs(std::move(words));
    }
    sheet.text(letter.sensitive);
}

void coming(Sheet& sheet, const InvitationFacts& letter) {
    const bool family = is_family(letter);
    sheet.section(family ? sheet.say("Help to take part") : sheet.say("If you cannot come"));
    if (family) {
        sheet.text(letter.supporter);
        sheet.bullets(
            {sheet.say("Tell us if you need an interpreter, help to get there, or help with "
                       "reading."),
             sheet.say_terms("You can talk to the {chair} before the meeting."),
             sheet.say("If you cannot come, you can write down what you want to say. It will be "
                       "read out.")});
        return;
    }
    sheet.text(letter.absent.empty() ? sheet.say("Tell us as soon as you can.") : letter.absent);
    sheet.text(sheet.say("You can also take part by telephone or video. Tell us beforehand."));
}

}  // namespace

Result<Document> invitation(const RecordFacts& facts, const InvitationFacts& letter) {
    if (letter.name.empty())
        return fail(Fault::malformed, "an invitation is for nobody", {},
                    "Write down who is asked, and try again");
    const bool family = is_family(letter);
    Sheet sheet = open_sheet(facts, "invitation", family ? Version::family : Version::professional,
                             {"Invitation", family ? "For you" : "For professionals"});
    head(sheet, letter);
    what_for(sheet, letter);
    what_happens(sheet, letter);
    report(sheet, letter);
    coming(sheet, letter);
    if (!family) sheet.text(sheet.words().confidentiality, Tone::quiet);
    sheet.text(facts.papers.note);
    return sheet.take();
}

}  // namespace cpc::document
