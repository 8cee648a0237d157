// SPDX-License-Identifier: Apache-2.0
#include "app/view/sheets.hpp"

#include <algorithm>
#include <array>

#include "app/locale/language.hpp"
#include "app/view/access.hpp"
#include "app/view/addition.hpp"
#include "app/view/apart.hpp"
#include "app/view/kept_out.hpp"
#include "app/view/material.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "app/view/register.hpp"
#include "app/view/routes.hpp"
#include "app/view/settings.hpp"

namespace cpc::view {
namespace {

constexpr std::array<std::string_view, 14> for_the_chair{
    "chair-decision", "decision-phone",     "decision-correct", "adjourn",    "cancel",
    kept_out_sheet,   step_out_sheet,       said_apart_sheet,   routes_sheet, addition_sheet,
    access_sheet,     past_materials_sheet, matters_sheet,      minutes_sheet};

}  // namespace

bool chair_only(std::string_view sheet) {
    return sheet.substr(0, settings_prefix.size()) == settings_prefix ||
           sheet.substr(0, delivery_prefix.size()) == delivery_prefix ||
           std::find(for_the_chair.begin(), for_the_chair.end(), sheet) != for_the_chair.end();
}

FactsView make_facts_view(const conference::State& state, const conference::Rulebook& rules,
                          const Moment& moment) {
    FactsView view;
    view.title = say("facts.title");
    const auto& procedure = rules.procedure;
    const auto add = [&](std::string_view key, std::string value) {
        view.facts.emplace_back(say(key), std::move(value));
    };
    add("facts.children", child_refs(state));
    add("facts.venue", state.opened->venue);
    add("facts.planned", say_date_and_time(state.opened->planned_start));
    if (const auto started = state.started_at()) add("facts.started", say_date_and_time(*started));
    const auto here = std::count_if(state.people.begin(), state.people.end(),
                                    [](const auto& entry) { return entry.second.here(); });
    add("facts.people", say("facts.people_text", {{"here", std::to_string(here)},
                                                  {"all", std::to_string(state.people.size())}}));
    add("facts.procedure",
        say("facts.procedure_text", {{"title", procedure.title}, {"edition", procedure.edition}}));
    add("facts.record", say_count("facts.record", static_cast<std::size_t>(state.last_seq)));
    const auto& decision = procedure.the<procedure::DecisionRule>();
    view.rule_title = say("facts.rule");
    view.rule = moment.family_can_see ? decision.family_sentence : decision.sentence;
    view.rule_cites = decision.basis.cites;
    view.dates_title = say("facts.dates");
    for (const auto& limit : conference::deadlines_of(state, rules).counted)
        if (!limit.guide)
            view.dates.emplace_back(limit.label,
                                    procedure::in_words(limit.practical.value_or(limit.due)));
    view.words_title = say("facts.words");
    for (const auto& page : procedure.explains)
        view.words.emplace_back(page.title, page.text);
    view.history_label = say("facts.history");
    if (state.started_at() && !state.closed && !state.cancelled && !state.adjourned())
        view.break_label = say("break.button");
    view.close = say("shell.ok");
    return view;
}

HistoryView make_history_view(const std::vector<std::string>& history) {
    HistoryView view;
    view.title = say("history.title");
    view.none = say("history.none");
    view.close = say("shell.ok");
    view.lines.assign(history.rbegin(), history.rend());
    return view;
}

DisplayView make_display_view(int percent, std::size_t theme) {
    DisplayView view;
    view.title = say("display.title");
    view.size = say("display.size");
    view.percent = say("display.percent", {{"n", std::to_string(percent)}});
    view.colours = say("display.colours");
    view.sample = say("display.sample");
    view.close = say("shell.ok");
    view.themes = {say("display.paper"), say("display.dusk"), say("display.contrast")};
    view.theme = theme;
    const auto languages = locale::languages();
    std::vector<std::string> unchecked;
    for (std::size_t i = 0; languages.size() > 1 && i < languages.size(); ++i) {
        view.languages.push_back(languages[i].name);
        if (!languages[i].reviewed) unchecked.push_back(languages[i].name);
        if (languages[i].id == locale::spoken()) view.language = i;
    }
    if (!unchecked.empty())
        view.not_reviewed = locale::reviewed()
                                ? say("display.unchecked", {{"languages", say_list(unchecked)}})
                                : say("display.not_reviewed");
    view.language_label = say("display.language");
    view.can_less = percent > 100;
    view.can_more = percent < 200;
    return view;
}

}  // namespace cpc::view
