// SPDX-License-Identifier: Apache-2.0
#include "app/view/request.hpp"

#include "app/view/decision_support.hpp"

namespace cpc::view {
namespace {

bool elsewhere(const conference::State& state) {
    return state.request && state.request->elsewhere.value_or(false);
}

std::string asked_text(const conference::RequestReceived& request) {
    Values values{
        {"who", request.requester}, {"when", say_date(request.received)}, {"why", request.reason}};
    if (request.requester.empty()) values[0].second = say("request.somebody");
    if (request.elsewhere.value_or(false)) return say("request.asked_elsewhere", values);
    return say(request.early_review ? "request.asked_early" : "request.asked", values);
}

bool no_text(std::string_view text) {
    return trimmed(text).empty();
}

}  // namespace

RequestCard make_request_card(const conference::State& state, const conference::Rulebook&) {
    RequestCard card;
    card.title = say("request.card");
    if (!state.request) {
        card.text = say("request.none");
        card.open = say("request.open");
        return card;
    }
    card.text = asked_text(*state.request);
    if (!state.request_answer) {
        card.answer = say("request.answer");
        if (elsewhere(state)) card.open = say("request.complete");
        return card;
    }
    card.refused = !state.request_answer->convene;
    const Values why{{"why", state.request_answer->reasons}};
    if (card.refused)
        card.text += " " + say("request.refused", why);
    else
        card.text += " " + say(elsewhere(state) ? "request.attends" : "request.convened");
    return card;
}

RequestSheet make_request_sheet(const conference::State& state, const conference::Rulebook& rules,
                                const Moment& moment) {
    RequestSheet sheet;
    sheet.title = say("request.title");
    sheet.help = say("request.help");
    sheet.requester = say("request.requester");
    sheet.agency = say("request.agency");
    sheet.manager = say("request.manager");
    sheet.reason = say("request.reason");
    sheet.received = say("request.received");
    sheet.type_label = say("request.type");
    for (const auto& type : rules.procedure.types) {
        if (type.id == state.opened->type) sheet.type = sheet.types.size();
        sheet.types.push_back({type.id, type.label, {}});
    }
    sheet.early = say("request.early");
    sheet.early_help = say("request.early_help");
    if (rules.procedure.find<procedure::ExternalRequestRule>() != nullptr) {
        sheet.elsewhere = say("request.elsewhere");
        sheet.elsewhere_help = say("request.elsewhere_help");
        sheet.contact = say("request.contact");
    }
    sheet.need_complete = refusal_text(conference::refuse("request.complete", rules.procedure));
    sheet.record = say("request.record");
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say("request.recorded");
    sheet.before = state.request;
    sheet.today = moment.now.date;
    return sheet;
}

std::optional<RequestAnswerSheet> make_request_answer_sheet(const conference::State& state,
                                                            const conference::Rulebook& rules,
                                                            const Moment& moment) {
    if (!state.request || state.request_answer) return std::nullopt;
    const auto& procedure = rules.procedure;
    RequestAnswerSheet sheet;
    sheet.elsewhere = elsewhere(state);
    sheet.title = say("request.answer");
    sheet.asked = asked_text(*state.request);
    sheet.question = say(sheet.elsewhere ? "request.question_elsewhere" : "request.question");
    sheet.answers = sheet.elsewhere
                        ? std::vector{say("request.yes_elsewhere"), say("request.no_elsewhere")}
                        : std::vector{say("request.yes"), say("request.no")};
    sheet.reasons = say("request.reasons");
    sheet.discussed = say("request.discussed");
    sheet.discussed_help = say("request.discussed_help");
    sheet.discussed_on = say("request.discussed_on");
    sheet.discussed_with = say("request.discussed_with");
    sheet.refuse_note = say("request.refuse_note");
    sheet.need_answer = say("request.need_answer");
    sheet.need_reasons = refusal_text(conference::refuse("request.refusal-reasons", procedure));
    if (const auto* rule = procedure.find<procedure::ExternalRequestRule>();
        rule != nullptr && sheet.elsewhere) {
        const auto& request = *state.request;
        if (no_text(request.requester) || no_text(request.agency) || no_text(request.reason) ||
            no_text(request.contact.value_or(std::string{})))
            sheet.need_caller = refusal_text(conference::refuse("request.caller", procedure));
        sheet.need_judgement =
            refusal_text(conference::refuse("request.judgement", procedure, rule->sentence));
        sheet.judgement_label = rule->sentence;
        sheet.judged_because = say("request.judged_because");
        for (const auto& offered : rule->judgements)
            sheet.judgements.push_back({offered.id, offered.label, offered.means});
    }
    sheet.record = say("request.answer_record");
    sheet.cancel = say("shell.cancel");
    sheet.done_yes = say(sheet.elsewhere ? "request.attends" : "request.convened");
    sheet.done_no = say("request.answered_no");
    sheet.today = moment.now.date;
    return sheet;
}

std::string request_missing(const RequestSheet& sheet, const RequestWish& wish) {
    if (wish.elsewhere) return {};  // written down as it comes
    if (no_text(wish.requester) || no_text(wish.reason)) return sheet.need_complete;
    if (!wish.early && (no_text(wish.agency) || no_text(wish.manager))) return sheet.need_complete;
    return {};
}

std::string answer_missing(const RequestAnswerSheet& sheet, const AnswerWish& wish) {
    if (!wish.convene) return sheet.need_answer;
    if (!*wish.convene) {
        const bool lacks = no_text(wish.reasons) || (!sheet.elsewhere && !wish.discussed);
        return lacks ? sheet.need_reasons : std::string{};
    }
    if (!sheet.elsewhere) return {};
    if (!sheet.need_caller.empty()) return sheet.need_caller;
    return wish.judgement.empty() || no_text(wish.judged_because) ? sheet.need_judgement
                                                                  : std::string{};
}

}  // namespace cpc::view
