// SPDX-License-Identifier: Apache-2.0
// The register of papers of one conference, for the office: who has which, who waits, and how each
// got there [REQ-248].
#include "app/document/sheet_parts.hpp"

namespace cpc::document {

Result<Document> delivery_register(const RecordFacts& facts, const RegisterFacts& papers) {
    auto sheet = open_sheet(facts, "distribution-register", Version::full,
                            {"Register of papers", "For the office only"});
    sheet.masthead({{sheet.say("As at"), strong(papers.as_at)}});
    if (!papers.overdue.empty()) {
        Callout late{CalloutKind::attention, sheet.say("Overdue"), {}};
        for (const auto& line : papers.overdue)
            late.paragraphs.push_back(plain(line));
        sheet.put(std::move(late));
    }
    for (const auto& paper : papers.papers) {
        sheet.section(paper.title);
        sheet.pairs({{sheet.say("By"), strong(paper.due)},
                     {sheet.say("Where that stands"), plain(paper.cites)},
                     {sheet.say("Left out"), plain(joined(paper.withheld, "; "))}});
        Table table;
        table.columns = {
            {sheet.say("Who"), 1.2}, {sheet.say("State"), 1.1}, {sheet.say("Proof"), 1.9}};
        table.heads = RowHeads::none;
        for (const auto& line : paper.lines)
            table.rows.push_back(
                {strong(line.recipient), plain(line.state),
                 plain(line.proof.empty() ? sheet.say("nothing written down") : line.proof)});
        if (!table.rows.empty()) sheet.put(std::move(table));
    }
    if (papers.papers.empty()) sheet.text(sheet.say("This conference owes nobody a paper."));
    return sheet.take();
}

}  // namespace cpc::document
