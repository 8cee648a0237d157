// SPDX-License-Identifier: Apache-2.0
#include "app/view/matters.hpp"

#include <algorithm>
#include <array>

#include "app/view/apart.hpp"
#include "app/view/decision_support.hpp"
#include "core/conference/decide.hpp"
#include "core/conference/matters.hpp"

namespace cpc::view {
namespace {

using conference::Matter;
using conference::MatterKind;
using conference::State;

constexpr std::array matter_kinds{MatterKind::clarification, MatterKind::sharing,
                                  MatterKind::confidentiality, MatterKind::report,
                                  MatterKind::other_purpose};

MatterKindRow kind_row(MatterKind kind) {
    const std::string id{conference::word(kind)};
    MatterKindRow row;
    row.kind = kind;
    row.label = say("matters.kind-" + id);
    row.detail = say("matters.help-" + id);
    row.text_label = say("matters.text-" + id);
    row.from_outside = kind == MatterKind::report || kind == MatterKind::other_purpose;
    if (row.from_outside) row.about_label = say("matters.about-" + id);
    return row;
}

// Whether the rules would take one of this kind now, whatever it says.
bool can_be_asked(const State& state, const conference::Rulebook& rules, const Moment& moment,
                  MatterKind kind) {
    conference::MatterRaised probe;
    probe.kind = kind;
    probe.text = probe.asker = probe.about = "?";
    if (!state.person_order.empty()) probe.by = state.person_order.front();
    return blocked_by(state, rules, moment, conference::Say<conference::MatterRaised>{probe})
        .empty();
}

std::string answer_of(const Matter& matter) {
    const auto& answered = *matter.answered;
    std::string text = answered.answer.empty() ? say("matters.in_the_room") : answered.answer;
    if (!is_granted_or_not(matter.raised.kind)) return text;
    const std::string id{conference::word(matter.raised.kind)};
    const auto decided = say((answered.granted ? "matters.granted-" : "matters.not-granted-") + id);
    return say("matters.decided", {{"decided", decided}, {"why", text}});
}

MatterRow row_of(const State& state, const Matter& matter) {
    const auto& raised = matter.raised;
    MatterRow row;
    row.id = raised.matter;
    row.kind = raised.kind;
    const auto who = raised.by.empty() ? raised.asker : person_name(state, raised.by);
    row.title = say("matters.asked_by", {{"who", who}, {"when", say_date_and_time(raised.at)}});
    row.detail = raised.about.empty()
                     ? raised.text
                     : say("matters.about_text", {{"about", raised.about}, {"text", raised.text}});
    if (matter.answered) row.answer = answer_of(matter);
    return row;
}

// A question that nobody answered in the room is the chair's once there is no room any more.
bool is_on(const State& state, const Matter& matter, bool for_chair) {
    if (for_chair && state.closed) return true;
    if (conference::asked_aloud(matter.raised.kind) == for_chair) return false;
    return for_chair || shown_to_room(state, matter.raised.segment);
}

void put_words(MattersSheet& sheet) {
    const auto part = [&](const char* room, const char* chair) {
        return say(sheet.for_chair ? chair : room);
    };
    sheet.title = part("matters.questions", "matters.title");
    if (sheet.for_chair) sheet.chip = say("stages.chair-only");
    sheet.help = part("matters.questions_help", "matters.help");
    sheet.none = part("matters.questions_none", "matters.none");
    sheet.waiting_title = say("matters.waiting");
    sheet.answered_title = say("matters.answered");
    sheet.raise = part("matters.question_add", "matters.add");
    sheet.raise_title = sheet.raise;
    sheet.kind_label = say("matters.kind");
    sheet.by_label = say("matters.by");
    sheet.somebody_else = say("matters.somebody_else");
    sheet.asker_label = say("matters.asker");
    sheet.answer_label = say("matters.answer");
    sheet.answer_hint = part("matters.answer_hint", "matters.reasons_hint");
    sheet.prejudice_label = say("matters.prejudice");
    sheet.grant_label = say("matters.grant");
    sheet.yes_no = {say("matters.yes"), say("matters.no")};
    sheet.record = say("stages.record");
    sheet.answer_record = part("matters.answered_record", "stages.record");
    sheet.back = say("cover.cancel");
    sheet.close = say("shell.close");
    sheet.done_text = say("matters.done");
    sheet.answered_text = say("matters.answered_done");
}

void put_needs(MattersSheet& sheet, const conference::Rulebook& rules) {
    const auto rule = [&](std::string_view id) {
        const auto refusal = conference::refuse(id, rules.procedure);
        return with_citation(refusal.message, refusal.cites);
    };
    sheet.need_kind = say("matters.need_kind");
    sheet.need_decision = say("matters.need_decision");
    sheet.need_asker = rule("matter.asker");
    sheet.need_about = rule("matter.about");
    sheet.need_words = rule("matter.words");
    sheet.need_prejudice = rule("matter.prejudice");
    sheet.need_reasons = rule("matter.reasons");
    sheet.welfare = rule("matter.welfare");
}

}  // namespace

bool is_granted_or_not(MatterKind kind) {
    return kind != MatterKind::clarification && kind != MatterKind::sharing;
}

MattersSheet make_matters_sheet(const State& state, const conference::Rulebook& rules,
                                const Moment& moment, bool for_chair) {
    MattersSheet sheet;
    sheet.for_chair = for_chair;
    put_words(sheet);
    put_needs(sheet, rules);
    for (const auto& matter : state.matters) {
        if (!is_on(state, matter, for_chair)) continue;
        auto row = row_of(state, matter);
        (matter.answered ? sheet.answered : sheet.waiting).push_back(std::move(row));
    }
    for (const auto kind : matter_kinds)
        if (conference::asked_aloud(kind) != for_chair && can_be_asked(state, rules, moment, kind))
            sheet.kinds.push_back(kind_row(kind));
    for (const auto& id : state.person_order)
        sheet.people.push_back(person_line(state.people.at(id), rules.procedure));
    if (!for_chair && state.open_segment() == nullptr) sheet.open_other = matters_open();
    return sheet;
}

std::string matter_missing(const MattersSheet& sheet, const MatterWish& wish) {
    if (!wish.kind || *wish.kind >= sheet.kinds.size()) return sheet.need_kind;
    const auto& kind = sheet.kinds[*wish.kind];
    const bool outside = wish.by == sheet.people.size() && kind.from_outside;
    if (!wish.by || (*wish.by >= sheet.people.size() && !outside) ||
        (outside && trimmed(wish.asker).empty()))
        return sheet.need_asker;
    if (!kind.about_label.empty() && trimmed(wish.about).empty()) return sheet.need_about;
    return trimmed(wish.text).empty() ? sheet.need_words : std::string{};
}

std::string answer_missing(const MattersSheet& sheet, MatterKind kind,
                           const MatterAnswerWish& wish) {
    if (kind == MatterKind::clarification) return {};
    if (kind == MatterKind::confidentiality && !wish.prejudice) return sheet.need_prejudice;
    const bool must_be_shared = kind == MatterKind::confidentiality && *wish.prejudice;
    if (is_granted_or_not(kind) && !must_be_shared && !wish.granted) return sheet.need_decision;
    return trimmed(wish.answer).empty() ? sheet.need_reasons : std::string{};
}

std::string questions_waiting(const State& state) {
    const auto all = conference::waiting(state);
    const auto count = std::count_if(
        all.begin(), all.end(), [&](const Matter* each) { return is_on(state, *each, false); });
    return count == 0 ? std::string{} : say_count("matters.count", static_cast<std::size_t>(count));
}

std::string matters_open() {
    return say("matters.open");
}

}  // namespace cpc::view
