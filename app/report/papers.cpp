// SPDX-License-Identifier: Apache-2.0
#include "app/report/papers.hpp"

#include <algorithm>
#include <array>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/document/sheets.hpp"
#include "app/report/clock_words.hpp"
#include "app/report/said_facts.hpp"

namespace cpc::report {
namespace {

using conference::Copy;
using conference::Readership;
using document::Document;
using document::RecordFacts;
using document::Version;

Result<Version> version_of(const std::string& word) {
    for (const auto version : {Version::full, Version::professional, Version::family,
                               Version::child, Version::non_attender, Version::gp})
        if (document::version_word(version) == word) return version;
    return fail(Fault::unsupported, "there is no \"" + word + "\" version of this paper");
}

// A paper of one's own is about one of the people it lists.
template <class Build>
Result<Document> personal(const RecordFacts& facts, const conference::State& state,
                          const Copy& copy, Build build) {
    if (copy.sight.readers.empty()) return fail(Fault::not_found, "this paper is for nobody");
    const auto& name = state.people.at(copy.sight.readers.front()).invited.name;
    for (std::size_t i = 0; i < facts.people.size(); ++i)
        if (facts.people[i].name == name) return build(facts, i);
    return fail(Fault::not_found, "nobody of that name was at the conference");
}

enum class Sheet : std::uint8_t {
    decision,
    minutes,
    details,
    plan,
    exclusion,
    receipt,
    client_file,
    referral,
    gp_list,
    gp_copy,
    reporter_pack,
    review_result,
    meeting_notice,
    key_in,
    refusal,
};

struct Kind {
    std::string_view word;
    Sheet sheet;
};
constexpr std::array kinds{
    Kind{"decision-sheet", Sheet::decision},
    Kind{"decision-notice", Sheet::decision},
    Kind{"decisions-letter", Sheet::decision},
    Kind{"action-plan", Sheet::decision},
    Kind{"gp-copy", Sheet::gp_copy},
    Kind{"minutes", Sheet::minutes},
    Kind{"minutes-and-childs-plan", Sheet::minutes},
    Kind{"details-for-absent-family", Sheet::details},
    Kind{"plan", Sheet::plan},
    Kind{"exclusion-reasons", Sheet::exclusion},
    Kind{"dissent-receipt", Sheet::receipt},
    Kind{"client-file-extract", Sheet::client_file},
    Kind{"service-manager-referral", Sheet::referral},
    Kind{"gp-action-list", Sheet::gp_list},
    Kind{"reporter-pack", Sheet::reporter_pack},
    Kind{"statutory-review-result", Sheet::review_result},
    Kind{"invitation", Sheet::meeting_notice},  // to what comes after; the first ones are letters
    Kind{"key-in-sheet", Sheet::key_in},
    Kind{"refusal-letter", Sheet::refusal},
};

const Kind* known(std::string_view word) {
    const auto* const found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.word == word; });
    return found == kinds.end() ? nullptr : found;
}

std::vector<std::string> names_of(const conference::State& state, const Copy& copy) {
    std::vector<std::string> names;
    for (const auto& id : copy.sight.readers)
        names.push_back(state.people.at(id).invited.name);
    return names;
}

Result<Document> build(Sheet sheet, const RecordFacts& facts, Version version,
                       const conference::State& state, const conference::Rulebook& rules,
                       const Copy& copy) {
    switch (sheet) {
        case Sheet::decision:
            return document::decision_sheet(facts, version);
        case Sheet::minutes:
            return document::minutes(facts, version);
        case Sheet::details:
            return document::details_for_family(facts);
        case Sheet::plan:
            return document::plan_for_family(facts);
        case Sheet::exclusion:
            return document::exclusion_reasons(
                facts, exclusion_facts(conference::seen_by(state, copy.sight).state,
                                       rules.procedure, copy.sight.readers.at(0)));
        case Sheet::receipt:
            return personal(facts, state, copy, document::dissent_receipt);
        case Sheet::client_file:
            return document::client_file_extract(facts);
        case Sheet::referral:
            return document::service_manager_referral(facts);
        case Sheet::gp_list:
            return document::gp_action_list(facts, names_of(state, copy));
        case Sheet::gp_copy:
            return document::gp_copy(facts, names_of(state, copy));
        case Sheet::reporter_pack:
            return document::reporter_pack(facts);
        case Sheet::review_result:
            return document::review_result(facts, version);
        case Sheet::meeting_notice:
            return document::meeting_notice(
                facts, copy.due ? procedure::in_words(*copy.due) : std::string{});
        case Sheet::key_in:
            return document::key_in_sheet(facts);
        case Sheet::refusal:
            break;  // before there is a meeting to take facts from
    }
    return fail(Fault::unsupported, "this program does not make that paper yet");
}

// To whoever asked for a conference that was not held: nothing of a meeting, for there was none.
Result<Document> refusal_text(const conference::State& state, const conference::Rulebook& rules,
                              const Copy& copy, const PaperMarks& marks) {
    if (!state.request || !state.request_answer)
        return fail(Fault::not_found, "no request for a conference is in this record");
    const auto& asked = *state.request;
    const auto& answer = *state.request_answer;
    const auto children = state.child_order.empty() ? std::string{"the child"}
                                                    : names_in_words(state, state.child_order);
    auto facts = letterhead(state, rules, *copy.rule, children, marks);
    if (state.cancelled) facts.closed = state.cancelled->at;
    facts.started_text = long_date(facts.closed.date);
    document::RefusalFacts why;
    why.requester = asked.agency.empty() || asked.agency == asked.requester
                        ? asked.requester
                        : asked.requester + ", " + asked.agency;
    why.children = children;
    why.asked_on = long_date(asked.received);
    why.asked_because = asked.reason;
    why.answered_by = asked.manager;
    why.reasons = answer.reasons;
    why.judged = answer.judged_because.value_or(std::string{});
    if (answer.discussed_on)
        why.discussed = answer.discussed_with + ", " + long_date(*answer.discussed_on);
    return document::refusal_letter(facts, why);
}

// The last look before ink: a family's paper in which a name stands that its readers may not read
// is not made at all.
Result<void> nobody_else_named(const Document& paper, const conference::State& state,
                               const Copy& copy) {
    if (copy.sight.readership != Readership::family) return {};
    const auto names = conference::unsayable(state, copy.sight);
    for (const auto& element : document::elements_of(paper))
        if (conference::names_one_of(element.text, names))
            return fail(Fault::refused,
                        "this paper would name somebody its readers are not here for", copy.about,
                        "The record is safe. Ask the chair for this paper by hand.");
    return {};
}

Result<MadePaper> make(const meeting::Meeting& meeting, const Copy& copy, const PaperMarks& marks,
                       const document::FontSet& fonts) {
    const auto paper = CPC_TRY(paper_text(meeting.state(), meeting.rules(), copy, marks));
    MadePaper made;
    made.about = copy.about;
    made.kind = copy.rule->kind;
    made.version = copy.rule->version;
    for (const auto& word : copy.to)
        made.to += (made.to.empty() ? "" : " ") + word;
    for (const auto* more : {&copy.roles, &copy.agencies})
        for (const auto& word : *more)
            made.to += (made.to.empty() ? "" : " ") + word;
    made.file_name = copy.file_name();
    made.sight = copy.sight;
    made.pdf = CPC_TRY(document::render_pdf(paper, fonts));
    made.html = CPC_TRY(document::render_html(paper));
    return made;
}

}  // namespace

std::string MadePaper::html_name() const {
    return file_name.substr(0, file_name.rfind('.')) + ".html";
}

Result<PaperMarks> marks_of(const meeting::Meeting& meeting, bool practice) {
    PaperMarks marks;
    marks.record_reference = meeting.id().hex().substr(0, 8);
    if (meeting.state().closed) {
        marks.paper_code = CPC_TRY(meeting.paper_code());
        marks.checkpoint = CPC_TRY(meeting.closing_note());
    }
    marks.practice = practice;
    marks.clock =
        clock_words(CPC_TRY(meeting.doubtful_times()), meeting.rules().procedure.time_zone);
    return marks;
}

bool can_make(std::string_view kind) {
    return known(kind) != nullptr;
}

Result<Document> paper_text(const conference::State& state, const conference::Rulebook& rules,
                            const Copy& copy, const PaperMarks& marks) {
    const auto* kind = known(copy.rule->kind);
    if (kind != nullptr && kind->sheet == Sheet::refusal)
        return refusal_text(state, rules, copy, marks);
    if (kind == nullptr || copy.sight.child.empty())
        return fail(Fault::unsupported,
                    "this program does not make the paper \"" + copy.rule->kind + "\" yet");
    const auto facts = record_facts(state, rules, copy, marks);
    const auto version = CPC_TRY(version_of(copy.rule->version));
    auto paper = CPC_TRY(build(kind->sheet, facts, version, state, rules, copy));
    CPC_TRY(nobody_else_named(paper, state, copy));
    return paper;
}

Result<MadePaper> make_paper(const meeting::Meeting& meeting, bool practice,
                             const std::string& about, const document::FontSet& fonts) {
    const auto marks = CPC_TRY(marks_of(meeting, practice));
    for (const auto& copy : conference::copies_of(meeting.state(), meeting.rules()))
        if (copy.about == about) return make(meeting, copy, marks, fonts);
    return fail(Fault::not_found, "this conference has no such paper", about);
}

Result<std::vector<MadePaper>> make_all(const meeting::Meeting& meeting, bool practice,
                                        const document::FontSet& fonts) {
    std::vector<MadePaper> made;
    const auto marks = CPC_TRY(marks_of(meeting, practice));
    for (const auto& copy : conference::copies_of(meeting.state(), meeting.rules()))
        if (can_make(copy.rule->kind)) made.push_back(CPC_TRY(make(meeting, copy, marks, fonts)));
    return made;
}

}  // namespace cpc::report
