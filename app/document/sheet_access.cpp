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

// In the copy: what comes with it, and how many do not.
void given_files(Sheet& sheet, const AccessFacts& access) {
    std::vector<std::string> given;
    std::size_t held = 0;
    for (const auto& file : access.files) {
        if (!file.name.empty())
            given.push_back(file.copy_title + ": " + file.name);
        else if (!file.put_aside)
            ++held;
    }
    if (given.empty() && held == 0) return;
    sheet.part(sheet.say("Reports and drawings that were brought as files"));
    sheet.pairs(
        {{sheet.say("Given with this paper"), plain(std::to_string(given.size()))},
         {sheet.say("Held back, for reasons of the same kind"), plain(std::to_string(held))}});
    sheet.bullets(given);
}

// In the list: each of them, and that nobody has read them for this request.
void judged_files(Sheet& sheet, const AccessFacts& access) {
    if (access.files.empty()) return;
    sheet.section(sheet.say("Files that others brought"));
    Callout read{CalloutKind::attention, sheet.say("Read each file before it is handed out"), {}};
    read.paragraphs.push_back(plain(sheet.say(
        "Whether a file is given was judged by who brought it, when and about whom. What stands "
        "inside it was not: it can name somebody the request does not reach to.")));
    sheet.put(std::move(read));
    Table table;
    table.columns = {{sheet.say("File"), 1.2},
                     {sheet.say("Beside the copy as"), 1.4},
                     {sheet.say("Why not"), 1.1},
                     {sheet.say("Exception"), 1.1}};
    for (const auto& file : access.files)
        table.rows.push_back({strong(file.title),
                              plain(file.name.empty() ? sheet.say("Not given") : file.name),
                              plain(file.why), plain(file.ground)});
    sheet.put(std::move(table));
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
    given_files(sheet, access);
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
    judged_files(sheet, access);
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
