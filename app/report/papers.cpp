// SPDX-License-Identifier: Apache-2.0
#include "app/report/papers.hpp"

#include <set>

#include "app/document/pdf.hpp"
#include "app/document/sheets.hpp"
#include "app/report/distribution.hpp"
#include "app/report/record_facts.hpp"

namespace cpc::report {
namespace {

using document::Version;

Result<Version> version_of(const std::string& word) {
    if (word == "full") return Version::full;
    if (word == "professional") return Version::professional;
    if (word == "family") return Version::family;
    if (word == "non-attender") return Version::non_attender;
    return fail(Fault::unsupported, "there is no \"" + word + "\" version of this paper");
}

Result<document::RecordFacts> facts_of(const meeting::Meeting& meeting, bool practice) {
    PaperMarks marks;
    marks.record_reference = meeting.id().hex().substr(0, 8);
    marks.paper_code = CPC_TRY(meeting.paper_code());
    marks.checkpoint = CPC_TRY(meeting.closing_note());
    marks.practice = practice;
    return record_facts(meeting.state(), meeting.rules(), marks);
}

Result<MadePaper> finish(MadePaper paper, const Result<document::Document>& built,
                         const document::FontSet& fonts) {
    if (!built) return Failure{built.error()};
    paper.pdf = CPC_TRY(document::render_pdf(*built, fonts));
    return paper;
}

Result<MadePaper> receipt_for(const document::RecordFacts& facts, const std::string& name,
                              std::size_t number, const document::FontSet& fonts) {
    for (std::size_t i = 0; i < facts.people.size(); ++i) {
        if (facts.people[i].name != name) continue;
        return finish({"dissent-receipt",
                       "professional",
                       name,
                       "dissent-receipt-" + std::to_string(number) + ".pdf",
                       {}},
                      document::dissent_receipt(facts, i), fonts);
    }
    return fail(Fault::not_found, "nobody of that name was at the conference");
}

}  // namespace

bool can_make(const std::string& kind) {
    return kind == "decision-sheet" || kind == "minutes" || kind == "dissent-receipt";
}

Result<MadePaper> make_paper(const meeting::Meeting& meeting, bool practice,
                             const std::string& kind, const std::string& version,
                             const document::FontSet& fonts) {
    const auto facts = CPC_TRY(facts_of(meeting, practice));
    const auto form = CPC_TRY(version_of(version));
    MadePaper paper{kind, version, {}, kind + "-" + version + ".pdf", {}};
    if (kind == "decision-sheet")
        return finish(std::move(paper), document::decision_sheet(facts, form), fonts);
    if (kind == "minutes") return finish(std::move(paper), document::minutes(facts, form), fonts);
    return fail(Fault::unsupported, "this program does not make the paper \"" + kind + "\" yet");
}

Result<std::vector<MadePaper>> make_all(const meeting::Meeting& meeting, bool practice,
                                        const document::FontSet& fonts) {
    std::vector<MadePaper> made;
    std::set<std::string> done;
    const auto facts = CPC_TRY(facts_of(meeting, practice));
    for (const auto& paper : papers_of(meeting.state(), meeting.rules())) {
        const auto& kind = paper.rule->kind;
        if (!can_make(kind)) continue;
        if (kind == "dissent-receipt") {
            std::size_t number = 0;
            for (const auto& id : paper.people)
                made.push_back(CPC_TRY(receipt_for(
                    facts, meeting.state().people.at(id).invited.name, ++number, fonts)));
            continue;
        }
        if (!done.insert(kind + "/" + paper.rule->version).second) continue;
        auto one = CPC_TRY(make_paper(meeting, practice, kind, paper.rule->version, fonts));
        one.to = procedure::recipient_word(paper.recipient);
        made.push_back(std::move(one));
    }
    return made;
}

}  // namespace cpc::report
