// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>

#include "app/document/pdf.hpp"

using namespace cpc;
using namespace cpc::document;

TEST_CASE("a paper is drawn") {
    auto fonts = FontSet::open();
    REQUIRE(fonts);
    Document d;
    d.title = "Decision sheet";
    d.running_head = "Decision sheet · Family 0142";
    d.version_line = "For professionals";
    d.record_reference = "TOR-2027-0142";
    d.paper_code = "K7QF-2M9X-T4WB-H3PA-6R";
    d.qr_text = "TOR-2027-0142/K7QF2M9XT4WBH3PA6R";
    d.practice = Practice::yes;
    d.words = {"Page {page} of {pages}", "Record", "Paper code", "QR code: record TOR-2027-0142",
               "TRAINING — made-up people"};
    d.created = *LocalTime::parse("2027-03-30T11:45:00+01:00");
    d.blocks.push_back(Heading{1, "Decision sheet"});
    d.blocks.push_back(Paragraph{plain("The first paragraph, with ŵ and Łódź, long enough to wrap "
                                       "over a line so that we see how the leading works out."),
                                 Tone::lead, ""});
    d.blocks.push_back(Heading{2, "Child CD"});
    d.blocks.push_back(
        Callout{CalloutKind::calm, "Subject to a plan", {plain("Because of this.")}});
    d.blocks.push_back(
        Tally{{5, "for a plan"}, {2, "against a plan"}, {0, "unable to say"}, "5 to 2"});
    d.blocks.push_back(Statement{Label::allegation,
                                 "Allegation",
                                 "Police",
                                 "He shouted.",
                                 "Source: a neighbour",
                                 {{"Mother corrects", "He did not."}}});
    d.blocks.push_back(KeyValues{{{"Venue", plain("Town Hall")}, {"Start", plain("10:00")}}});
    d.blocks.push_back(List{ListKind::bullets, {plain("one"), plain("two")}});
    Table t{{{"Who", 1}, {"What", 2}}, {}, RowHeads::first_column};
    for (int i = 0; i < 40; ++i)
        t.rows.push_back(
            {plain("Person " + std::to_string(i)), plain("does a thing that is worth saying")});
    d.blocks.push_back(t);
    d.blocks.push_back(
        Signatures{"Name", "Signature", "Date", {{"Ada", "Chair"}, {"Bo", "Minutes"}}});
    auto pdf = render_pdf(d, *fonts);
    if (!pdf) FAIL(pdf.error().text());
    if (const char* to = std::getenv("CPC_SAMPLES"))
        std::ofstream(std::string(to) + "/first.pdf", std::ios::binary)
            .write(reinterpret_cast<const char*>(pdf->data()),
                   static_cast<std::streamsize>(pdf->size()));
}
