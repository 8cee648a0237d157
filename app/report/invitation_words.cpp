// SPDX-License-Identifier: Apache-2.0
#include "app/report/invitation_words.hpp"

namespace cpc::report {
namespace {

std::string sentences(const std::vector<std::string>& purposes) {
    std::string out;
    for (const auto& each : purposes)
        out += (out.empty() ? "" : " ") + each + ".";
    return out;
}

}  // namespace

std::string length_words(int minutes) {
    const auto count = [](int number, const char* word) {
        return number == 0 ? std::string{}
                           : std::to_string(number) + " " + word + (number == 1 ? "" : "s");
    };
    const auto hours = count(minutes / 60, "hour");
    const auto rest = count(minutes % 60, "minute");
    return hours.empty() || rest.empty() ? hours + rest : hours + " " + rest;
}

std::vector<document::AgendaFacts> stages_in_words(const procedure::Procedure& procedure,
                                                   Words words, const std::string& child) {
    std::vector<document::AgendaFacts> out;
    for (const auto& stage : procedure.stages)
        out.push_back({stage.label, words == Words::plain
                                        ? procedure::fill_in(stage.family_text, {{"child", child}})
                                        : sentences(stage.purposes)});
    return out;
}

std::string who_decides(const procedure::Procedure& procedure, Words words,
                        const std::string& child) {
    const auto* rule = procedure.find<procedure::DecisionRule>();
    if (rule == nullptr) return {};
    return words == Words::plain && !rule->family_sentence.empty()
               ? procedure::fill_in(rule->family_sentence, {{"child", child}})
               : rule->sentence;
}

std::vector<document::LabelFacts> label_facts(const procedure::Procedure& procedure) {
    std::vector<document::LabelFacts> out;
    for (const auto& label : procedure.labels)
        out.push_back({label.label, label.means});
    return out;
}

std::string report_by(const conference::State& state, const conference::Rulebook& rules) {
    const auto* rule = rules.procedure.find<procedure::ReportRule>();
    if (rule == nullptr) return {};
    const auto limits = conference::deadlines_of(state, rules);
    const auto* limit = limits.find(rule->deadline, rule->deadline_which);
    return limit == nullptr ? std::string{}
                            : procedure::in_words(limit->practical.value_or(limit->due));
}

}  // namespace cpc::report
