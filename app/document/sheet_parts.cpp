// SPDX-License-Identifier: Apache-2.0
#include "app/document/sheet_parts.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace cpc::document {

std::string fill(std::string text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        const auto close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) return out + text.substr(at);
        out += text.substr(at, open - at);
        const auto name = std::string_view(text).substr(open + 1, close - open - 1);
        const auto* const found = std::find_if(
            values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
        // What was filled in is never read again: a name with braces in it stays a name.
        if (found != values.end())
            out += found->second;
        else
            out += text.substr(open, close + 1 - open);
        at = close + 1;
    }
    return out;
}

Sheet::Sheet(const RecordFacts& facts, std::string kind, Version version, std::string title,
             std::string version_line)
    : facts_(facts) {
    const SharedPapers& papers = facts.papers;
    // A leaflet belongs to no record and to no day.
    document_.title = papers.record_reference.empty()
                          ? title
                          : fill(say("{title}, {reference}"),
                                 {{"title", title}, {"reference", papers.record_reference}});
    document_.language = papers.language;
    document_.kind = std::move(kind);
    document_.version = version;
    document_.running_head = joined({title, facts.started_text}, " · ");
    document_.version_line = std::move(version_line);
    document_.record_reference = papers.record_reference;
    document_.paper_code = papers.paper_code;
    document_.qr_text = papers.qr_text;
    document_.practice = papers.practice;
    document_.created = facts.closed;
    document_.words.page_of = say("Page {page} of {pages}");
    document_.words.record_reference = say("Record");
    document_.words.paper_code = say("Paper code");
    document_.words.qr_description = fill(say("QR code with the record reference {reference}"),
                                          {{"reference", papers.record_reference}});
    document_.words.practice = say("TRAINING — made-up people");
}

std::string Sheet::say(std::string_view english) const {
    return facts_.papers.translate ? facts_.papers.translate(english) : std::string(english);
}

std::string Sheet::say_terms(std::string_view english) const {
    const ProcedureWords& w = facts_.words;
    return fill(say(english), {{"plan", w.plan},
                               {"key_worker", w.key_worker},
                               {"core_group", w.core_group},
                               {"chair", w.chair},
                               {"category", w.category},
                               {"authority", w.authority}});
}

void Sheet::text(const std::string& text, Tone tone) {
    if (!text.empty()) put(Paragraph{plain(text), tone, {}});
}

void Sheet::bullets(const std::vector<std::string>& items) {
    List list;
    for (const auto& item : items)
        if (!item.empty()) list.items.push_back(plain(item));
    if (!list.items.empty()) put(std::move(list));
}

void Sheet::pairs(std::vector<KeyValue> entries) {
    entries.erase(std::remove_if(entries.begin(), entries.end(),
                                 [](const KeyValue& e) { return text_of(e.value).empty(); }),
                  entries.end());
    for (auto& entry : entries)
        entry.key = at_line_start(std::move(entry.key));
    if (!entries.empty()) put(KeyValues{std::move(entries)});
}

void Sheet::masthead(std::vector<KeyValue> more) {
    text(facts_.title, Tone::lead);
    std::vector<KeyValue> entries = {{say("Held"), strong(facts_.started_text)},
                                     {say("Place"), plain(facts_.venue)},
                                     {say("Family reference"), plain(facts_.family_reference)}};
    if (!facts_.papers.child.empty())
        entries.push_back({say("This paper is about"), strong(facts_.papers.child)});
    for (auto& entry : more)
        entries.push_back(std::move(entry));
    entries.push_back({say("Record reference"), plain(facts_.papers.record_reference)});
    pairs(std::move(entries));
}

void Sheet::left_out() {
    if (facts_.papers.left_out.empty()) return;
    part(say("Not in this paper"));
    bullets(facts_.papers.left_out);
}

void Sheet::routes(const std::vector<RouteFacts>& routes) {
    List list;
    list.kind = ListKind::numbers;
    for (const auto& route : routes)
        list.items.push_back({{route.title + ". ", Weight::strong}, {route.text, Weight::plain}});
    if (!list.items.empty()) put(std::move(list));
}

void Sheet::actions(Audience audience) {
    const bool family = audience == Audience::everyone;
    Table table;
    table.columns = {{family ? say("What will happen") : say("Action and what it is for"), 2.1},
                     {say("Who"), 1.3},
                     {say("By"), 1.25}};
    for (const auto& action : facts_.actions) {
        if (!may_read(action.audience, audience)) continue;
        Runs what = strong(action.what);
        if (!action.aim.empty()) what.push_back(Run{"\n" + action.aim, Weight::plain});
        if (!action.child.empty()) what.push_back(Run{"\n" + action.child, Weight::plain});
        const std::string who = joined_unlike({action.owner, action.agency}, "\n");
        table.rows.push_back({std::move(what), plain(who), plain(action.due)});
    }
    table.heads = RowHeads::none;
    if (table.rows.empty())
        text(say("No actions are recorded."));
    else
        put(std::move(table));
}

void Sheet::next_conference(NextReports reports) {
    if (facts_.next_conference.empty()) return text(say("No further conference is planned."));
    pairs({{say("Next conference"), strong(facts_.next_conference)},
           {say("Reports for it by"),
            strong(reports == NextReports::print ? facts_.next_reports : std::string())}});
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::string out;
    for (const auto& item : items) {
        if (item.empty()) continue;
        if (!out.empty()) out += between;
        out += item;
    }
    return out;
}

std::string at_line_start(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string joined_unlike(const std::vector<std::string>& items, std::string_view between) {
    std::vector<std::string> unlike;
    for (const auto& item : items)
        if (std::find(unlike.begin(), unlike.end(), item) == unlike.end()) unlike.push_back(item);
    return joined(unlike, between);
}

std::string person_line(const PersonFacts& person) {
    const auto line = joined_unlike({person.role, person.agency}, ", ");
    return line == person.name ? std::string{} : line;
}

Runs person_cell(const PersonFacts& person, const std::vector<std::string>& more) {
    Runs runs = strong(person.name);
    auto detail = more;
    detail.insert(detail.begin(), person_line(person));
    const auto text = joined(detail, "\n");
    if (!text.empty()) runs.push_back({"\n" + text, Weight::plain});
    return runs;
}

std::string child_heading(const ChildFacts& child) {
    return joined({child.name, child.age}, ", ");
}

const std::string& choice_words(const ProcedureWords& words, Choice choice) {
    switch (choice) {
        case Choice::in_favour:
            return words.in_favour;
        case Choice::against:
            return words.against;
        case Choice::unable:
            return words.unable;
    }
    report_defect(__FILE__, __LINE__, "every choice has words");
}

bool may_read(Audience fact, Audience reader) {
    return reader == Audience::professionals || fact == Audience::everyone;
}

bool differs(const PositionFacts& position, const DecisionFacts& decision) {
    return position.choice != Choice::unable && position.choice != decision.direction;
}

Tally tally_of(const Sheet& sheet, const DecisionFacts& decision) {
    const ProcedureWords& w = sheet.words();
    Tally tally{{decision.in_favour, w.in_favour},
                {decision.against, w.against},
                {decision.unable, w.unable},
                {}};
    tally.description = fill(sheet.say("Views counted: {for}, {against}, {unable}."),
                             {{"for", segment_words(tally.in_favour)},
                              {"against", segment_words(tally.against)},
                              {"unable", segment_words(tally.unable)}});
    return tally;
}

void views_table(Sheet& sheet, const DecisionFacts& decision, HowGiven how) {
    Table table;
    table.columns = {
        {sheet.say("Who"), 1.5}, {sheet.say("View"), 1}, {sheet.say("Reason given"), 2}};
    for (const auto& position : decision.positions) {
        const PersonFacts& person = sheet.facts().people[position.person];
        table.rows.push_back(
            {person_cell(person, {how == HowGiven::print ? position.how : std::string()}),
             plain(choice_words(sheet.words(), position.choice)),
             plain(position.reason.empty() ? sheet.say("none given") : position.reason)});
    }
    table.heads = RowHeads::none;
    if (!table.rows.empty()) sheet.put(std::move(table));
}

void family_views(Sheet& sheet, const std::vector<FamilyViewFacts>& views) {
    std::vector<KeyValue> entries;
    for (const auto& view : views) {
        Runs value = strong(view.view);
        if (!view.words.empty()) value.push_back(Run{"\n" + view.words, Weight::plain});
        entries.push_back({view.person, std::move(value)});
    }
    sheet.pairs(std::move(entries));
}

void plan_section(Sheet& sheet) {
    sheet.section(sheet.say("Outline plan"));
    for (const auto& child : sheet.facts().children) {
        if (sheet.facts().children.size() > 1) sheet.part(child_heading(child));
        const auto contact = child.key_worker.empty() ? std::string() : child.key_worker_contact;
        sheet.pairs(
            {{sheet.say_terms("{key_worker}"), plain(joined({child.key_worker, contact}, "\n"))},
             {sheet.say_terms("{core_group}"), plain(joined(child.core_group, ", "))},
             {sheet.say_terms("First meeting of the {core_group}"), plain(child.first_core_group)},
             {sheet.say("Part of child and family"), plain(child.family_part)}});
    }
    sheet.actions(Audience::professionals);
    sheet.text(sheet.words().report_new_information);
    if (!sheet.facts().contingency.empty()) {
        sheet.part(sheet.say("If the plan does not work"));
        sheet.text(sheet.facts().contingency);
    }
    if (!sheet.facts().recommendations.empty()) {
        sheet.part(sheet.say("Recommendations"));
        sheet.bullets(sheet.facts().recommendations);
    }
}

void label_legend(Sheet& sheet) {
    const ProcedureWords& w = sheet.words();
    sheet.text(fill(sheet.say("{fact}: checked, with a source. {observation}: seen or heard first "
                              "hand. {allegation}: said by someone, not checked. {opinion}: a "
                              "professional view."),
                    {{"fact", w.fact},
                     {"observation", w.observation},
                     {"allegation", w.allegation},
                     {"opinion", w.opinion}}),
               Tone::quiet);
}

Statement contribution_block(const Sheet& sheet, const ContributionFacts& said) {
    const ProcedureWords& w = sheet.words();
    Statement block;
    block.label = said.label;
    switch (said.label) {
        case Label::fact:
            block.label_word = w.fact;
            break;
        case Label::observation:
            block.label_word = w.observation;
            break;
        case Label::allegation:
            block.label_word = w.allegation;
            break;
        case Label::opinion:
            block.label_word = w.opinion;
            break;
    }
    block.attribution = joined({said.speaker, said.when, said.about}, " · ");
    block.text = said.text;
    std::vector<std::string> below;
    if (!said.source.empty())
        below.push_back(fill(sheet.say("Source: {source}"), {{"source", said.source}}));
    if (!said.authority.empty())
        below.push_back(
            fill(sheet.say("Shared under: {authority}"), {{"authority", said.authority}}));
    block.source = joined(below, ". ");
    block.corrections = said.corrections;
    return block;
}

Sheet open_sheet(const RecordFacts& facts, const std::string& kind, Version version,
                 const SheetTitle& title) {
    const Translate& translate = facts.papers.translate;
    const auto say = [&](std::string_view english) {
        return translate ? translate(english) : std::string(english);
    };
    // The procedure's own name for the paper is a word of the procedure and is not translated.
    const auto& named = facts.papers.title;
    const auto heading = named.empty() ? say(title.title) : named;
    Sheet sheet(facts, kind, version, heading, say(title.version_line));
    sheet.title(heading);
    return sheet;
}

Result<void> check_facts(const RecordFacts& facts) {
    if (facts.children.empty())
        return fail(Fault::refused, "A paper needs at least one child's decision", {},
                    "Close the decision stage first; the record is safe");
    for (const auto& child : facts.children)
        for (const auto& position : child.decision.positions)
            if (position.person >= facts.people.size())
                return fail(Fault::malformed, "A view belongs to nobody who was present", {},
                            "The record is safe; report this with the version number");
    return {};
}

}  // namespace cpc::document
