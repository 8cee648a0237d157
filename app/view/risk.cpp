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

// A profile may ask for harm now and harm later in several fields, each named after the first: the
// lines of all of them are lines of that kind, on one card that asks for each.
bool is_field_of(const std::string& field, const FieldOf& known) {
    if (field == known.id) return true;
    const bool harm = known.kind == RiskKind::existing || known.kind == RiskKind::future;
    return harm && field.rfind(std::string{known.id} + "-", 0) == 0;
}

const FieldOf* kind_of(const std::string& field) {
    const auto* found =
        std::find_if(field_kinds.begin(), field_kinds.end(),
                     [&](const FieldOf& known) { return is_field_of(field, known); });
    return found == field_kinds.end() ? nullptr : found;
}

// Views and advice are written down elsewhere; what has no line of its own belongs in the summary.
bool has_own_place(const std::string& field) {
    constexpr std::array elsewhere{
        std::string_view{"childs-voice"}, std::string_view{"parents-views"},
        std::string_view{"clinical-advice"}, std::string_view{"chair-summary"}};
    return kind_of(field) != nullptr ||
           std::find(elsewhere.begin(), elsewhere.end(), field) != elsewhere.end();
}

bool asked_here(const procedure::RiskField& field, const State& state) {
    return field.types.empty() || std::find(field.types.begin(), field.types.end(),
                                            state.opened->type) != field.types.end();
}

std::ptrdiff_t lines_of(const Child& child, RiskKind kind) {
    return std::count_if(child.risks.begin(), child.risks.end(),
                         [&](const auto& risk) { return risk.kind == kind; });
}

bool has(const Child& child, RiskKind kind) {
    return lines_of(child, kind) > 0;
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
        std::vector<std::string> labels;
        std::string prompt;
        for (const auto& field : rules.procedure.risk.fields) {
            if (!is_field_of(field.id, wanted)) continue;
            labels.push_back(filled(field.label));
            prompt += (prompt.empty() ? "" : " ") + filled(field.prompt);
        }
        if (labels.empty()) continue;
        auto card = card_of(state, rules, child, wanted.kind);
        card.title = say_list(labels);
        card.prompt = std::move(prompt);
        card.main = wanted.main;
        card.add_label = say("risk.add", {{"what", card.title}});
        view.cards.push_back(std::move(card));
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
        if (!contribution.is_about(child)) continue;
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
    std::map<RiskKind, std::ptrdiff_t> wanted;  // each of several fields wants a line of its own
    for (const auto& field : rules.procedure.risk.fields) {
        if (field.need != procedure::FieldNeed::must || !asked_here(field, state)) continue;
        bool done = true;
        if (const auto* known = kind_of(field.id))
            done = lines_of(child, known->kind) >= ++wanted[known->kind];
        else if (!has_own_place(field.id))
            done = !child.summary.empty();
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
    if (decision == nullptr) decision = rules.procedure.stage(procedure::StageKind::outcome);
    view.continue_label =
        say("stages.continue-to", {{"stage", decision == nullptr ? "" : decision->label}});
    if (state.stage == conference::Stage::risk)
        view.continue_blocked =
            blocked_by(state, rules, moment,
                       conference::EnterStage{conference::Stage::decision, std::string{}});
    // All of it stands in a card; the line under the page names the first few.
    constexpr std::size_t named = 3;
    auto list = view.missing;
    if (list.size() > named + 1) {
        list.resize(named);
        list.push_back(
            say_count("risk.missing-more", view.missing.size() - named));
    }
    if (!list.empty())
        view.status = say("stages.missing", {{"list", say_list(list)}});
    else if (view.next)
        view.status = say("risk.other-child", {{"child", state.child(*view.next)->added.ref}});
    else
        view.status = say("risk.complete");
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
    for (const auto& field : rules.procedure.risk.fields)
        if (!has_own_place(field.id) && asked_here(field, state))
            view.summary_also.push_back(
                {field.label, fill_text(field.prompt, state, rules, view.child)});
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
