// SPDX-License-Identifier: Apache-2.0
#include "app/report/translations.hpp"

#include <algorithm>
#include <array>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/report/enclosures.hpp"
#include "core/base/limits.hpp"
#include "core/conference/enclosures.hpp"

namespace cpc::report {
namespace {

constexpr std::array<std::string_view, 6> kinds{
    "decision-sheet", "decision-notice",          "decisions-letter", "action-plan",
    "plan",           "details-for-absent-family"};

bool for_family(const procedure::DocumentRule& rule) {
    return rule.version == "family" || rule.version == "child";
}

// The books that somebody of these readers needs, each once.
std::vector<const document::Phrasebook*> books_for(const conference::State& state,
                                                   const std::vector<PersonId>& readers,
                                                   const Phrasebooks& books) {
    std::vector<const document::Phrasebook*> out;
    for (const auto& book : books) {
        const bool read = std::any_of(readers.begin(), readers.end(), [&](const auto& id) {
            return state.people.at(id).invited.language == book.language();
        });
        if (read) out.push_back(&book);
    }
    return out;
}

Result<MadePaper> made_of(const document::Document& paper, const procedure::DocumentRule& rule,
                          const std::string& about, const std::string& language,
                          const document::FontSet& fonts) {
    MadePaper made;
    made.about = about + "/" + language;
    made.kind = rule.kind;
    made.version = rule.version;
    made.language = language;
    made.file_name = made.about + ".pdf";
    std::replace(made.file_name.begin(), made.file_name.end(), '/', '-');
    made.pdf = CPC_TRY(document::render_pdf(paper, fonts));
    made.html = CPC_TRY(document::render_html(paper));
    return made;
}

}  // namespace

Result<Phrasebooks> read_phrasebooks(Files& files, const std::string& folder) {
    Phrasebooks books;
    if (!files.exists(folder)) return books;
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!name.ends_with(".po")) continue;
        const auto path = folder + "/" + name;
        const auto bytes = CPC_TRY(read_whole(files, path, limits::profile_bytes_max));
        books.push_back(CPC_TRY(document::Phrasebook::read(text_of(bytes), path)));
    }
    return books;
}

Result<std::vector<MadePaper>> make_translations(const meeting::Meeting& meeting, bool practice,
                                                 const document::FontSet& fonts,
                                                 const Phrasebooks& books) {
    std::vector<MadePaper> out;
    const auto& state = meeting.state();
    const auto marks = CPC_TRY(marks_of(meeting, practice));
    for (const auto& copy : conference::copies_of(state, meeting.rules())) {
        if (!for_family(*copy.rule) ||
            std::find(kinds.begin(), kinds.end(), copy.rule->kind) == kinds.end())
            continue;
        for (const auto* book : books_for(state, copy.sight.readers, books)) {
            const auto english = CPC_TRY(paper_text(state, meeting.rules(), copy, marks));
            auto made = CPC_TRY(made_of(document::in_two_languages(english, *book), *copy.rule,
                                        copy.about, book->language(), fonts));
            made.sight = copy.sight;
            for (const auto& word : copy.to)
                made.to += (made.to.empty() ? "" : " ") + word;
            out.push_back(std::move(made));
        }
    }
    return out;
}

Result<std::vector<MadePaper>> make_translated_leaflets(const meeting::Meeting& meeting,
                                                        bool practice,
                                                        const document::FontSet& fonts,
                                                        const Phrasebooks& books) {
    std::vector<MadePaper> out;
    const auto& state = meeting.state();
    PaperMarks marks;
    marks.practice = practice;
    for (const auto& each : conference::enclosures_of(state, meeting.rules())) {
        if (each.rule->kind != "leaflet" || !for_family(*each.rule)) continue;
        for (const auto* book : books_for(state, each.people, books)) {
            const auto english = CPC_TRY(enclosure_text(state, meeting.rules(), each, marks));
            auto made = CPC_TRY(made_of(document::translated(english, *book), *each.rule,
                                        each.about, book->language(), fonts));
            made.sight.readers = each.people;
            made.to = "invited";
            out.push_back(std::move(made));
        }
    }
    return out;
}

}  // namespace cpc::report
