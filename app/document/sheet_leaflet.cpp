// SPDX-License-Identifier: Apache-2.0
// The leaflets: what a conference is, for each kind of reader in words of their own. They name
// nobody, belong to no record and can be handed on.
#include "app/document/enclosures.hpp"
#include "app/document/sheet_parts.hpp"

namespace cpc::document {
namespace {

void numbered(Sheet& sheet, const std::vector<AgendaFacts>& items) {
    List list;
    list.kind = ListKind::numbers;
    for (const auto& item : items)
        list.items.push_back({{item.title + ". ", Weight::strong}, {item.text, Weight::plain}});
    if (!list.items.empty()) sheet.put(std::move(list));
}

void family_routes(Sheet& sheet) {
    sheet.section(sheet.say("If you do not agree"));
    sheet.text(sheet.say("You can say so. These are the steps."));
    sheet.routes(sheet.facts().family_routes);
}

void for_parents(Sheet& sheet, const LeafletFacts& leaflet) {
    sheet.text(sheet.say("People who know your child meet with you. Together they look at what "
                         "goes well, what worries them, and what would help."),
               Tone::lead);
    sheet.text(sheet.words().not_a_finding);
    sheet.section(sheet.say("Who comes"));
    sheet.bullets(
        {sheet.say("You come, and so do others who look after your child."),
         sheet.say("People who work with your family come: for instance a social worker, a nurse, "
                   "a teacher or the police."),
         sheet.say("One person runs the meeting and makes sure that everybody is heard."),
         sheet.say("Your child can come too, where that is right for your child.")});
    sheet.section(sheet.say("Before the meeting"));
    sheet.text(leaflet.supporter);
    sheet.bullets({sheet.say_terms("You can talk to the {chair} before the meeting."),
                   sheet.say("Ask to see what will be said about your family."),
                   sheet.say("Tell us if you need an interpreter, help to get there, or help with "
                             "reading."),
                   sheet.say("If you cannot come, you can write down what you want to say. It will "
                             "be read out.")});
    sheet.section(sheet.say("What will happen"));
    numbered(sheet, leaflet.agenda);
    sheet.section(sheet.say("Who decides, and how"));
    sheet.text(leaflet.who_decides);
    if (!leaflet.outcomes.empty()) {
        sheet.part(sheet.say("What can come of it"));
        std::vector<std::string> lines;
        for (const auto& outcome : leaflet.outcomes)
            lines.push_back(at_line_start(outcome));
        sheet.bullets(lines);
    }
    sheet.section(sheet.say("After the meeting"));
    sheet.text(
        sheet.say("You get on paper what was decided, in plain words: who does what, by "
                  "when, and whom you can call."));
    family_routes(sheet);
    sheet.section(sheet.say("Good to know"));
    sheet.text(sheet.words().access_to_records);
}

void for_child(Sheet& sheet, const LeafletFacts& leaflet) {
    sheet.text(sheet.say("Some people worry whether you are safe and well. They meet to talk about "
                         "it and to find out what would help."),
               Tone::lead);
    sheet.put(Callout{
        CalloutKind::calm,
        sheet.say("You did nothing wrong"),
        {plain(sheet.say("The meeting is not about blame. It is about keeping you safe."))}});
    sheet.section(sheet.say("Who will be there"));
    sheet.bullets(
        {sheet.say("Often your mum, your dad or others who look after you."),
         sheet.say("People who know you: perhaps your teacher, a nurse, your social worker "
                   "or the police."),
         sheet.say("One person runs the meeting and makes sure that everybody is heard.")});
    sheet.section(sheet.say("What you can do"));
    sheet.bullets({sheet.say("Ask if you can come. You can come for a part of it, or not at all."),
                   sheet.say("Bring somebody you trust. They can speak for you."),
                   sheet.say("Write, draw or record what you want to say."),
                   sheet.say("Ask when you do not understand a word."),
                   sheet.say("Go out when it gets too much.")});
    sheet.section(sheet.say("What will happen"));
    List steps;
    steps.kind = ListKind::numbers;
    for (const auto* step : {"Everybody says their name and why they came.",
                             "People say what they know. You can say when something is wrong.",
                             "They talk about what keeps you safe, and what does not.",
                             "Then it is decided whether you need a plan that keeps you safe.",
                             "They agree who will help, and by when.",
                             "At the end somebody reads out what was decided."})
        steps.items.push_back(plain(sheet.say(step)));
    sheet.put(std::move(steps));
    sheet.section(sheet.say("After the meeting"));
    sheet.text(
        sheet.say("Somebody tells you what was decided. You get it on paper too, in words for you. "
                  "If you do not agree, say so: to somebody you trust, or to the person who ran "
                  "the meeting."));
    sheet.pairs({{sheet.say("You can ask"), strong(leaflet.ask)}});
}

void before_it(Sheet& sheet, const LeafletFacts& leaflet) {
    sheet.section(sheet.say("Before the meeting"));
    sheet.text(leaflet.report);
    sheet.pairs({{sheet.say("Reports go to"), plain(leaflet.report_to)}});
    if (!leaflet.labels.empty()) {
        sheet.part(sheet.say("Say for each thing what it is"));
        std::vector<KeyValue> words;
        for (const auto& label : leaflet.labels)
            words.push_back({label.word, plain(label.means)});
        sheet.pairs(std::move(words));
    }
    sheet.text(leaflet.sensitive);
    sheet.text(leaflet.absent);
}

void for_professionals(Sheet& sheet, const LeafletFacts& leaflet) {
    sheet.text(leaflet.functions, Tone::lead);
    sheet.section(sheet.say("Kinds of meeting"));
    std::vector<KeyValue> kinds;
    for (const auto& kind : leaflet.kinds)
        kinds.push_back({kind.title, plain(kind.text)});
    sheet.pairs(std::move(kinds));
    before_it(sheet, leaflet);
    sheet.section(sheet.say("What will happen"));
    numbered(sheet, leaflet.agenda);
    sheet.section(sheet.say("Who decides, and how"));
    sheet.text(leaflet.who_decides);
    sheet.text(sheet.words().not_a_finding);
    sheet.section(sheet.say("What is expected of you"));
    sheet.bullets(
        {sheet.say("Bring what your agency knows of the child, the parents and other adults who "
                   "matter."),
         leaflet.stay_to_end ? sheet.say("Stay until everything is decided.") : std::string{},
         sheet.say("Say what you think of the risk, and why."),
         sheet.say_terms("You may be asked to be in the {core_group} and to do a part of the "
                         "plan."),
         sheet.say("Tell whoever leads the plan when something important changes.")});
    sheet.section(sheet.say("If you do not agree"));
    sheet.routes(sheet.facts().dissent_routes);
    sheet.section(sheet.say("What stays between us"));
    sheet.text(sheet.words().confidentiality);
}

void for_practice(Sheet& sheet, const LeafletFacts& leaflet) {
    sheet.text(sheet.say("What you know of the family over the years helps the meeting."),
               Tone::lead);
    sheet.text(sheet.facts().papers.note);
    before_it(sheet, leaflet);
    sheet.section(sheet.say("After the meeting"));
    sheet.bullets(
        {sheet.say("You get the notes with the decisions, and a list of what the plan "
                   "asks of the practice."),
         sheet.say("They say when the next meeting is and when the report for it is due.")});
}

struct Named {
    Version version;
    SheetTitle title;
};
Named named(LeafletFor reader) {
    switch (reader) {
        case LeafletFor::professionals:
            return {Version::professional, {"About this meeting", "For professionals"}};
        case LeafletFor::parents:
            return {Version::family, {"About this meeting", "For parents and families"}};
        case LeafletFor::child:
            return {Version::child, {"A meeting about you", "For children and young people"}};
        case LeafletFor::practice:
            return {Version::gp, {"Ways to take part", "For the practice"}};
    }
    return {Version::family, {"About this meeting", "For parents and families"}};
}

}  // namespace

Result<Document> leaflet(const RecordFacts& facts, const LeafletFacts& leaflet) {
    const auto name = named(leaflet.reader);
    Sheet sheet = open_sheet(facts, "leaflet", name.version, name.title);
    switch (leaflet.reader) {
        case LeafletFor::professionals:
            for_professionals(sheet, leaflet);
            break;
        case LeafletFor::parents:
            for_parents(sheet, leaflet);
            break;
        case LeafletFor::child:
            for_child(sheet, leaflet);
            break;
        case LeafletFor::practice:
            for_practice(sheet, leaflet);
            break;
    }
    if (leaflet.reader == LeafletFor::child) return sheet.take();
    if (leaflet.reader == LeafletFor::parents)
        sheet.text(sheet.words().wants_copies_from);
    else
        sheet.pairs({{sheet.say("You can ask"), strong(leaflet.ask)}});
    sheet.text(facts.words.procedure, Tone::quiet);
    return sheet.take();
}

}  // namespace cpc::document
