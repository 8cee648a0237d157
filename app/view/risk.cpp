// SPDX-License-Identifier: Apache-2.0
#include "app/view/risk.hpp"

#include <algorithm>
#include <map>

#include "core/conference/own_hand.hpp"

namespace cpc::view {
namespace {

using conference::Child;
using conference::RiskKind;
using conference::Rulebook;
using conference::State;

struct FieldOf {
    std::string_view id;  // of the procedure's risk fields
    RiskKind kind;
    bool main;
};
// In the order of the screen. A field that the procedure does not name is left out, except advice
// from a doctor, which is always kept apart from other opinions (REQ-133).
constexpr std::array field_kinds{
    FieldOf{"existing", RiskKind::existing, true},
    FieldOf{"likely", RiskKind::future, true},
    FieldOf{"protective-factors", RiskKind::protective, true},
    FieldOf{"must-change", RiskKind::must_change, true},
    FieldOf{"needs", RiskKind::need, false},
    FieldOf{"lived-experience", RiskKind::lived_experience, false},
    FieldOf{"parents-ability", RiskKind::parental_capacity, false},
    FieldOf{"developmental-needs", RiskKind::developmental_need, false},
};

bool has(const Child& child, RiskKind kind) {
    return std::any_of(child.risks.begin(), child.risks.end(),
                       [&](const auto& risk) { return risk.kind == kind; });
}

bool discussed(const Child& child) {
    return has(child, RiskKind::existing) && has(child, RiskKind::future) && !child.summary.empty();
}

RiskLine line_of(const conference::RiskNoted& risk, const Rulebook& rules, bool has_degree) {
    RiskLine line;
    line.text = risk.text;
    if (has_degree)
        line.degree =
            say("risk.degree",
                {{"severity", choice_label(rules.procedure.risk.severity, risk.severity)},
                 {"likelihood", choice_label(rules.procedure.risk.likelihood, risk.likelihood)}});
    line.linked = !risk.evidence.empty();
    line.evidence = line.linked  ? say_count("risk.evidence", risk.evidence.size())
                    : has_degree ? say("risk.no-evidence")
                                 : std::string{};
    return line;
}

RiskCard card_of(const State& state, const Rulebook& rules, const Child& child, RiskKind kind) {
    RiskCard card;
    card.kind = kind;
    card.has_degree = kind == RiskKind::existing || kind == RiskKind::future;
    for (const auto& risk : child.risks)
        if (risk.kind == kind) card.lines.push_back(line_of(risk, rules, card.has_degree));
    for (const auto& id : state.child_order) {
        const auto& other = state.children.at(id);
        if (&other == &child) continue;
        for (const auto& risk : other.risks)
            if (risk.kind == kind) card.siblings.push_back(risk.text);
    }
    card.count =
        card.lines.empty() ? say("risk.none-yet") : say_count("risk.noted", card.lines.size());
    return card;
}

void add_cards(RiskView& view, const State& state, const Rulebook& rules, const Child& child) {
    const auto filled = [&](const std::string& text) {
        return fill_text(text, state, rules, child.added.child);
    };
    for (const auto& wanted : field_kinds) {
        for (const auto& field : rules.procedure.risk.fields) {
            if (field.id != wanted.id) continue;
            auto card = card_of(state, rules, child, wanted.kind);
            card.title = filled(field.label);
            card.prompt = filled(field.prompt);
            card.main = wanted.main;
            card.add_label = say("risk.add", {{"what", card.title}});
            view.cards.push_back(std::move(card));
        }
    }
    auto advice = card_of(state, rules, child, RiskKind::clinical_advice);
    advice.title = say("risk.clinical");
    advice.prompt = say("risk.clinical-prompt");
    advice.add_label = say("risk.add", {{"what", advice.title}});
    view.cards.push_back(std::move(advice));
}

void add_voice(RiskView& view, const Rulebook& rules, const Child& child) {
    view.voice_title = say("risk.voice", {{"child", child.added.ref}});
    view.voice_add = say("risk.voice-add");
    view.voice_empty = say("risk.voice-empty", {{"child", child.added.ref}});
    for (const auto& views : child.views) {
        const auto source = choice_label(rules.procedure.risk.views_sources, views.source);
        if (views.text.empty())
            view.voice.push_back({say("risk.voice-none", {{"why", views.none_because}}), source});
        else
            view.voice.push_back({views.text, source});
    }
    for (const auto& source : rules.procedure.risk.views_sources)
        view.voice_sources.emplace_back(source.id, source.label);
}

// The number of the room, and a dot for each number that a person said. No averages.
void add_scores(RiskView& view, const State& state, const Rulebook& rules, const Child& child) {
    view.scale_title = say("risk.scale", {{"child", child.added.ref}});
    view.scale_low = say("risk.scale-low");
    view.scale_high = say("risk.scale-high");
    view.scale_for_room = say("risk.scale-room");
    std::map<PersonId, int> latest;
    for (const auto& score : child.scores) {
        if (score.by.empty())
            view.score = score.score;
        else
            latest[score.by] = score.score;
    }
    for (const auto& [person, score] : latest)
        if (score >= 0 && score <= 10) ++view.score_marks.at(static_cast<std::size_t>(score));
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.here()) continue;
        const bool asked = conference::asked_for_score(person, child.added.child);
        const bool own_hand = conference::scores_by_own_hand(person);
        if (is_family(person.invited.group) || (asked && !own_hand))
            view.scorers.push_back(person_line(person, rules.procedure));
        if (!asked) continue;
        AskedPerson line;
        line.person = person_line(person, rules.procedure);
        line.given = latest.contains(id);
        line.own_hand = own_hand;
        line.status = say(line.given ? (own_hand ? "risk.asked-given" : "risk.asked-given-chair")
                                     : (own_hand ? "risk.asked-open" : "risk.asked-open-chair"));
        view.asked.push_back(std::move(line));
    }
    view.scorers_note = say("risk.score-chair");
    view.asked_title = say("risk.asked");
    view.asked_help = say("risk.asked-help");
}

std::string label_word(conference::Label label, const Rulebook& rules) {
    const auto* choice = rules.procedure.label(conference::word(label));
    return choice == nullptr ? std::string{conference::word(label)} : choice->label;
}

// What was recorded apart can carry a line too; the room reads only that there is such a point.
void add_evidence(RiskView& view, const State& state, const Rulebook& rules, ChildId child) {
    int apart = 0;
    for (const auto& contribution : state.contributions) {
        const auto& said = contribution.said;
        if (said.segment) ++apart;
        const bool about =
            said.children.empty() ||
            std::find(said.children.begin(), said.children.end(), child) != said.children.end();
        if (!about) continue;
        if (said.segment) {
            const auto neutral = say("apart.evidence", {{"n", std::to_string(apart)}});
            view.evidence.push_back({said.contribution, neutral, neutral});
            continue;
        }
        view.evidence.push_back(
            {said.contribution,
             say("risk.evidence-line", {{"label", label_word(said.label, rules)},
                                        {"who", person_name(state, said.speaker)},
                                        {"text", said.text}}),
             said.text});
    }
}

void add_missing(RiskView& view, const State& state, const Rulebook& rules, const Child& child) {
    for (const auto& field : rules.procedure.risk.fields) {
        if (field.need != procedure::FieldNeed::must) continue;
        if (!field.types.empty() && std::find(field.types.begin(), field.types.end(),
                                              state.opened->type) == field.types.end())
            continue;
        bool done = true;
        for (const auto& known : field_kinds)
            if (known.id == field.id) done = has(child, known.kind);
        if (field.id == "childs-voice") done = !child.views.empty();
        if (field.id == "chair-summary") done = !child.summary.empty();
        if (!done) view.missing.push_back(fill_text(field.label, state, rules, child.added.child));
    }
    // Told, and never in the way: whether the meeting goes on without is the chair's to say.
    const auto open = std::count_if(view.asked.begin(), view.asked.end(),
                                    [](const auto& asked) { return !asked.given; });
    if (open > 0)
        view.missing.push_back(say_count("risk.asked-missing", static_cast<std::size_t>(open)));
}

void add_steps(RiskView& view, const State& state, const Rulebook& rules, const Moment& moment,
               const Child& child) {
    view.next = next_child(state, child.added.child, discussed);
    if (view.next)
        view.next_label = say("stages.next-child", {{"child", state.child(*view.next)->added.ref}});
    const auto* decision = rules.procedure.stage(procedure::StageKind::decision);
    view.continue_label =
        say("stages.continue-to", {{"stage", decision == nullptr ? "" : decision->label}});
    if (state.stage == conference::Stage::risk)
        view.continue_blocked =
            blocked_by(state, rules, moment,
                       conference::EnterStage{conference::Stage::decision, std::string{}});
    view.status =
        view.missing.empty()
            ? (view.next ? say("risk.other-child", {{"child", state.child(*view.next)->added.ref}})
                         : say("risk.complete"))
            : say("stages.missing", {{"list", say_list(view.missing)}});
}

}  // namespace

RiskView make_risk_view(const State& state, const Rulebook& rules, const Moment& moment) {
    RiskView view;
    view.frame = make_frame(state, rules, moment);
    view.now = moment.now;
    const auto* stage = rules.procedure.stage(procedure::StageKind::risk);
    view.title = stage == nullptr ? say("risk.title") : stage->label;
    const auto* child = child_of(state, moment);
    if (child == nullptr) return view;
    view.child = child->added.child;
    view.child_ref = child->added.ref;
    if (stage != nullptr) view.help = fill_text(stage->family_text, state, rules, view.child);
    view.tabs = make_tabs(state, moment, discussed);
    add_voice(view, rules, *child);
    add_scores(view, state, rules, *child);
    add_cards(view, state, rules, *child);
    for (const auto& word : rules.procedure.risk.severity)
        view.severity.emplace_back(word.id, word.label);
    for (const auto& word : rules.procedure.risk.likelihood)
        view.likelihood.emplace_back(word.id, word.label);
    add_evidence(view, state, rules, view.child);
    view.summary_title = say("risk.summary");
    view.summary_prompt = say("risk.summary-prompt");
    for (const auto& field : rules.procedure.risk.fields)
        if (field.id == "chair-summary") {
            view.summary_title = field.label;
            view.summary_prompt = field.prompt;
        }
    view.summary = child->summary;
    view.points = points_of(state, rules, conference::Stage::risk, view.child);
    add_missing(view, state, rules, *child);
    add_steps(view, state, rules, moment, *child);
    view.write_first = say("stages.write-first");
    view.degree_first = refusal_text(conference::refuse("risk.degree", rules.procedure));
    view.open_voice = moment.sheet.name == "risk-voice";
    for (std::size_t i = 0; i < view.cards.size(); ++i)
        if (moment.sheet.name ==
            std::string{"risk-"} + std::string{conference::word(view.cards[i].kind)})
            view.open_card = i;
    return view;
}

}  // namespace cpc::view
