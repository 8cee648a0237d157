// SPDX-License-Identifier: Apache-2.0
// What is given on a request for access, and the list for staff of what is not [REQ-280, REQ-282].
#include "app/document/access.hpp"
#include "app/document/sheet_parts.hpp"

namespace cpc::document {
namespace {

void counts(Sheet& sheet, const AccessFacts& access) {
    sheet.pairs({{sheet.say("Entries in the record"), strong(access.entries)},
                 {sheet.say("Given whole"), plain(access.whole)},
                 {sheet.say("Given in part"), plain(access.in_part)},
                 {sheet.say("Held back"), plain(access.withheld)},
                 {sheet.say("Without words about anybody"), plain(access.no_words)}});
}

Table rows_table(const Sheet& sheet, const AccessPartFacts& part) {
    Table table;
    table.columns = {{sheet.say("What"), 1}, {sheet.say("What the record says"), 2.1}};
    table.heads = RowHeads::none;  // the time below is no heading
    for (const auto& row : part.rows) {
        auto lines = row.lines;
        if (row.in_part) lines.push_back(sheet.say("[A part of this is held back.]"));
        table.rows.push_back({{{row.what, Weight::strong}, {"\n" + row.when, Weight::plain}},
                              plain(joined(lines, "\n"))});
    }
    return table;
}

}  // namespace

Result<Document> access_copy(const RecordFacts& facts, const AccessFacts& access) {
    Sheet sheet = open_sheet(facts, "access-copy", Version::family,
                             {"What the record says", "Given on request"});
    sheet.masthead({{sheet.say("About"), strong(access.person)},
                    {sheet.say("And about"), plain(access.children)}});
    sheet.text(sheet.say("This is what the record of this conference holds that can be given to "
                         "you. It is in the words in which it was written down, in the order in "
                         "which it was."),
               Tone::lead);
    sheet.section(sheet.say("How much there is"));
    counts(sheet, access);
    if (!access.grounds.empty()) {
        sheet.part(sheet.say("Why something is held back"));
        sheet.bullets(access.grounds);
    }
    if (!access.files.empty()) {
        sheet.part(sheet.say("Reports and drawings that come with this paper"));
        sheet.bullets(access.files);
    }
    for (const auto& part : access.parts) {
        sheet.section(part.title);
        sheet.put(rows_table(sheet, part));
    }
    sheet.section(sheet.say("Your rights"));
    sheet.text(facts.words.access_to_records);
    sheet.text(facts.words.not_a_finding);
    sheet.routes(facts.family_routes);
    sheet.text(facts.words.wants_copies_from);
    return sheet.take();
}

Result<Document> access_list(const RecordFacts& facts, const AccessFacts& access) {
    Sheet sheet = open_sheet(facts, "access-list", Version::full,
                             {"Request for access: what is held back", "For the office only"});
    sheet.masthead({{sheet.say("Asked for"), strong(access.person)},
                    {sheet.say("About"), plain(access.children)},
                    {sheet.say("In which capacity"), plain(access.capacity)},
                    {sheet.say("Granted on"), plain(access.because)}});
    Callout apart{CalloutKind::attention, sheet.say("Not for whoever asked"), {}};
    apart.paragraphs.push_back(plain(sheet.say(
        "This list stays in the office. It never goes with the copy that is handed out.")));
    sheet.put(std::move(apart));
    counts(sheet, access);
    if (!access.unsettled.empty()) {
        Callout open{
            CalloutKind::attention, sheet.say("Nobody has named an exception for these"), {}};
        open.paragraphs.push_back(plain(sheet.say(
            "Holding back needs one of the exceptions. Decide on each before the copy goes.")));
        for (const auto& line : access.unsettled)
            open.paragraphs.push_back(plain(line));
        sheet.put(std::move(open));
    }
    if (!access.files.empty()) {
        sheet.section(sheet.say("To be put with the copy by hand"));
        sheet.bullets(access.files);
    }
    sheet.section(sheet.say("Held back, entry by entry"));
    sheet.text(access.cites, Tone::quiet);
    Table table;
    table.columns = {{sheet.say("Entry"), 1.5},
                     {sheet.say("Part"), 0.9},
                     {sheet.say("Why"), 1.2},
                     {sheet.say("Exception"), 1.2}};
    for (const auto& line : access.held)
        table.rows.push_back(
            {strong(line.entry), plain(line.part), plain(line.why), plain(line.ground)});
    if (table.rows.empty())
        sheet.text(sheet.say("Nothing is held back."));
    else
        sheet.put(std::move(table));
    return sheet.take();
}

}  // namespace cpc::document
