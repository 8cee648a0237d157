// SPDX-License-Identifier: Apache-2.0
#include "app/view/information_sheets.hpp"

#include <algorithm>
#include <array>

namespace cpc::view {
namespace {

using conference::Attendance;
using conference::Group;
using conference::Heard;
using conference::Label;
using conference::Mode;

std::string first_words(const std::string& text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) return text;
    auto end = text.rfind(' ', most);
    if (end == std::string::npos || end == 0) end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

Mode mode_of(const conference::Person& person) {
    if (person.presence.empty()) return person.report ? Mode::written_report : Mode::by_proxy;
    if (person.attendance == Attendance::telephone) return Mode::telephone;
    if (person.attendance == Attendance::video) return Mode::video;
    return Mode::in_person;
}

std::string other_side(const conference::ConflictPaired& pair, ContributionId id,
                       const conference::State& state) {
    const auto* other = state.contribution(pair.first == id ? pair.second : pair.first);
    if (other == nullptr || !shown_to_room(state, other->said.segment)) return {};
    return say("info.conflicts_with", {{"who", person_name(state, other->said.speaker)},
                                       {"text", first_words(other->said.text)}});
}

// The last word on each pair counts: a later pairing of the same two may settle it.
std::vector<conference::ConflictPaired> open_conflicts(const conference::State& state,
                                                       ContributionId id) {
    std::vector<conference::ConflictPaired> open;
    for (const auto& pair : state.conflicts) {
        if (pair.first != id && pair.second != id) continue;
        if (!shown_to_room(state, pair.segment)) continue;
        std::erase_if(open, [&](const auto& known) {
            return (known.first == pair.first && known.second == pair.second) ||
                   (known.first == pair.second && known.second == pair.first);
        });
        if (!pair.settled) open.push_back(pair);
    }
    return open;
}

}  // namespace

bool speaks_for_somebody(Group group) {
    return group == Group::supporter || group == Group::advocate || group == Group::legal ||
           group == Group::specialist;
}

bool may_speak_now(const conference::State& state, const conference::Person& person) {
    if (state.open_segment() == nullptr || in_the_room(state, person.invited.person)) return true;
    return person.presence.empty() && person.report && person.invited.group == Group::professional;
}

std::size_t points_of_speaker(const conference::State& state, PersonId person) {
    return static_cast<std::size_t>(std::count_if(
        state.contributions.begin(), state.contributions.end(), [&](const auto& contribution) {
            return contribution.said.speaker == person &&
                   shown_to_room(state, contribution.said.segment);
        }));
}

std::vector<LabelWord> label_words(const procedure::Procedure& procedure) {
    std::vector<LabelWord> words;
    for (const auto label : {Label::fact, Label::observation, Label::allegation, Label::opinion}) {
        const auto* choice = procedure.label(conference::word(label));
        words.push_back({label,
                         choice == nullptr ? std::string{conference::word(label)} : choice->label,
                         choice == nullptr ? std::string{} : choice->means});
    }
    return words;
}

ContributionView contribution_view(const conference::Contribution& contribution,
                                   const conference::State& state,
                                   const conference::Rulebook& rules) {
    const auto& said = contribution.said;
    ContributionView view;
    view.id = said.contribution;
    view.key = said.contribution.hex();
    view.label = said.label;
    view.label_word = label_words(rules.procedure).at(static_cast<std::size_t>(said.label)).word;
    view.said_by = person_name(state, said.speaker);
    if (!said.presenter.empty() && !(said.presenter == said.speaker))
        view.said_by = say("info.read_by",
                           {{"who", view.said_by}, {"reader", person_name(state, said.presenter)}});
    else if (said.mode == Mode::telephone)
        view.said_by = say("info.said_by_phone", {{"who", view.said_by}});
    else if (said.mode == Mode::written_report)
        view.said_by = say("info.from_report", {{"who", view.said_by}});
    view.text = said.text;
    view.source = said.source;
    if (state.child_order.size() > 1)
        for (const auto& id : said.children)
            if (const auto* child = state.child(id)) view.children.push_back(child->added.ref);
    if (!view.children.empty())
        view.about = say("info.about", {{"children", say_list(view.children)}});
    // A correction made in a part without everybody is of that part, whatever it stands beside.
    for (const auto& correction : contribution.corrections) {
        if (!shown_to_room(state, correction.segment)) continue;
        view.corrections.push_back(
            {say("info.corrected_by", {{"who", person_name(state, correction.by)}}),
             correction.text});
    }
    for (const auto& pair : open_conflicts(state, view.id))
        if (auto side = other_side(pair, view.id, state); !side.empty())
            view.conflicts.push_back(std::move(side));
    view.apart = said.segment.has_value();
    return view;
}

AddSheet make_add_sheet(const conference::State& state, const conference::Rulebook& rules) {
    AddSheet sheet;
    sheet.title = say("add.title");
    sheet.kind_question = say("add.kind");
    sheet.text_question = say("add.text");
    sheet.text_hint = say("add.text_hint");
    sheet.source_question = say("add.source");
    sheet.source_hint = say("add.source_hint");
    sheet.children_question = say("add.children");
    sheet.speaker_label = say("add.speaker");
    sheet.presenter_label = say("add.presenter");
    sheet.presenter_none = say("add.presenter_none");
    sheet.by_another = say("add.by_another");
    sheet.by_another_help = say("add.by_another_help");
    sheet.by_another_who = say("add.by_another_who");
    sheet.by_another_need = say("add.by_another_need");
    sheet.save = say("add.save");
    sheet.cancel = say("shell.cancel");
    sheet.need_speaker = say("add.need_speaker");
    sheet.need_kind = say("add.need_kind");
    sheet.need_text = say("add.need_text");
    sheet.need_child = say("add.need_child");
    sheet.done_text = say("add.done");
    sheet.long_text_hint = say("add.long");
    sheet.more = say("add.more");
    sheet.risk_issue = say("add.risk_issue");
    sheet.risk_issue_help = say("add.risk_issue_help");
    sheet.third_party = say("add.third_party");
    sheet.third_party_help = say("add.third_party_help");
    sheet.authority = say("add.authority");
    sheet.authority_hint = say("add.authority_hint");
    sheet.labels = label_words(rules.procedure);
    if (const auto* rule = rules.procedure.find<procedure::RelevanceRule>())
        for (const auto& mark : rule->marks) {
            const auto& types = mark.types;
            if (std::find(types.begin(), types.end(), state.opened->type) == types.end()) continue;
            sheet.relevance = mark.id;
            sheet.relevance_label = mark.label;
            sheet.relevance_question = rule->sentence;
            sheet.need_relevance = say("add.need_relevance", {{"question", rule->sentence}});
        }
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (person.invited.group == Group::observer) continue;
        if (in_the_room(state, id))
            sheet.presenters.push_back(person_line(person, rules.procedure));
        if (person.presence.empty() && !person.report) continue;
        if (!may_speak_now(state, person)) continue;
        sheet.speakers.push_back(person_line(person, rules.procedure));
        sheet.modes.push_back(mode_of(person));
        sheet.absent.push_back(person.presence.empty());
    }
    return sheet;
}

std::optional<SpeakerSheet> make_speaker_sheet(const conference::State& state,
                                               const conference::Rulebook& rules, PersonId id,
                                               Date today) {
    const auto* person = state.person(id);
    if (person == nullptr || !may_speak_now(state, *person)) return std::nullopt;
    SpeakerSheet sheet;
    sheet.today = today;
    sheet.line = person_line(*person, rules.procedure);
    const auto* role = rules.procedure.role(person->invited.role);
    if (role != nullptr && !role->prompts.empty()) {
        sheet.prompts_title = say("speaker.prompts");
        for (const auto& prompt : role->prompts)
            sheet.prompts.push_back(fill_text(prompt, state, rules));
    }
    sheet.points = say_count("speaker.points", points_of_speaker(state, id));
    sheet.add_label = say("info.add");
    sheet.done = say("shell.ok");
    const bool was_here = !person->presence.empty();
    if (state.open_segment() != nullptr && person->here()) sheet.called_away = say("person.leaves");
    const bool agency = person->invited.group == Group::professional;
    sheet.can_be_heard = was_here && (agency || speaks_for_somebody(person->invited.group));
    if (sheet.can_be_heard) {
        sheet.heard_label = say(agency ? "speaker.heard" : "speaker.heard_person");
        for (const auto heard :
             {Heard::contributed, Heard::nothing_held, Heard::nothing_to_add, Heard::to_follow}) {
            const auto word = conference::word(heard);
            std::string label{word};
            for (const auto& outcome : rules.procedure.agency_outcomes)
                if (outcome.id == word) label = outcome.label;
            sheet.heard_done.push_back(
                say("speaker.heard_done", {{"who", sheet.line.name}, {"what", label}}));
            sheet.heard.push_back(std::move(label));
        }
        if (person->heard) sheet.heard_now = static_cast<std::size_t>(person->heard->heard);
        sheet.owner_label = say("speaker.owner");
        sheet.due_label = say("speaker.due");
        sheet.follow_need = say("speaker.follow_need");
        sheet.follow_record = say("speaker.follow_record");
    }
    if (person->invited.group == Group::family) {
        sheet.views_label = say("info.says", {{"who", sheet.line.name}});
        sheet.views_sheet = views_sheet_name({}, id);
    }
    if (person->report && !was_here) {
        sheet.report_text = rules.procedure.the<procedure::ReportRule>().absent_text;
        sheet.note = person->report_read_in
                         ? say("speaker.read_at", {{"time", person->report_read_in->clock()}})
                         : say("info.report_waits");
        if (!person->report_read_in) {
            sheet.read_in_label = say("speaker.read_in");
            sheet.read_in_done = say("speaker.read_in_done", {{"who", sheet.line.name}});
        }
    }
    return sheet;
}

std::optional<ContributionSheet> make_contribution_sheet(const conference::State& state,
                                                         const conference::Rulebook& rules,
                                                         ContributionId id) {
    const auto* original = state.contribution(id);
    if (original == nullptr || !shown_to_room(state, original->said.segment)) return std::nullopt;
    ContributionSheet sheet;
    sheet.original = contribution_view(*original, state, rules);
    sheet.title = say("correct.title");
    sheet.tabs_label = say("correct.what");
    sheet.tabs = {say("correct.tab"), say("correct.pair_tab")};
    sheet.correct_question = say("correct.question");
    sheet.by_label = say("correct.by");
    sheet.correct_hint = say("correct.hint");
    sheet.save = say("correct.save");
    sheet.need_text = say("correct.need_text");
    sheet.need_by = say("correct.need_by");
    sheet.done_text = say("correct.done");
    for (const bool family : {true, false})
        for (const auto& person_id : state.person_order) {
            const auto& person = state.people.at(person_id);
            if (is_family(person.invited.group) != family || !in_the_room(state, person_id))
                continue;
            if (person.invited.group == Group::observer) continue;
            sheet.people.push_back(person_line(person, rules.procedure));
        }
    sheet.pair_title = say("correct.pair");
    sheet.pair_help = say("correct.pair_help");
    sheet.pair_save = say("correct.pair_save");
    sheet.pair_done = say("correct.pair_done");
    sheet.settle = say("correct.settle");
    sheet.settle_done = say("correct.settle_done");
    sheet.none_to_pair = say("correct.none");
    const auto open = open_conflicts(state, id);
    for (const auto& other : state.contributions) {
        if (other.said.contribution == id || !shown_to_room(state, other.said.segment)) continue;
        const auto label = say("correct.other", {{"who", person_name(state, other.said.speaker)},
                                                 {"text", other.said.text}});
        const bool paired = std::any_of(open.begin(), open.end(), [&](const auto& pair) {
            return pair.first == other.said.contribution || pair.second == other.said.contribution;
        });
        (paired ? sheet.open_conflicts : sheet.others).emplace_back(other.said.contribution, label);
    }
    sheet.close = say("shell.close");
    return sheet;
}

std::string views_sheet_name(ChildId child, PersonId person) {
    return "views:" + (child.empty() ? person.hex() : child.hex());
}

std::optional<ViewsSheet> make_views_sheet(const conference::State& state,
                                           const conference::Rulebook& rules,
                                           const SheetRef& sheet_ref) {
    ViewsSheet sheet;
    std::string who;
    for (const auto& id : state.child_order)
        if (sheet_ref.name == views_sheet_name(id, {})) {
            sheet.child = id;
            who = state.children.at(id).added.ref;
        }
    for (const auto& id : state.person_order)
        if (sheet_ref.name == views_sheet_name({}, id)) {
            sheet.person = id;
            who = person_name(state, id);
        }
    if (who.empty()) return std::nullopt;
    sheet.title = say("info.says", {{"who", who}});
    sheet.question = say("views.question", {{"who", who}});
    sheet.hint = say("views.hint");
    sheet.source_label = say("views.source");
    sheet.none_label = say("views.none");
    sheet.none_hint = say("views.none_hint");
    sheet.save = say("views.save");
    sheet.need = say("views.need");
    sheet.done_text = say("views.done", {{"who", who}});
    sheet.cancel = say("shell.cancel");
    for (const auto& source : rules.procedure.risk.views_sources) {
        sheet.sources.emplace_back(source.id, source.label);
        sheet.means_none.push_back(source.id == "not-obtained" || source.id == "unborn");
    }
    return sheet;
}

}  // namespace cpc::view
