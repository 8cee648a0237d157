// SPDX-License-Identifier: Apache-2.0
#include "core/conference/sight.hpp"

#include <algorithm>
#include <set>

#include "core/conference/matters.hpp"

namespace cpc::conference {
namespace {

constexpr std::string_view instead_of_a_name =
    "[Left out here: these words also name somebody this paper is not about.]";

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : name + " ") {
        if (is_letter(c)) {
            word += c;
            continue;
        }
        if (word.size() > 2) words.push_back(word);
        word.clear();
    }
    return words;
}

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

// Professionals' papers name whoever spoke of this child or does something for it, whomever else
// they came for; otherwise a line of the record would have nobody behind it.
bool has_a_part(const State& state, PersonId person, const Child& child) {
    const auto& core_group = child.core_group;
    const bool works = (child.key_worker && child.key_worker->person == person) ||
                       (core_group && contains(core_group->members, person)) ||
                       std::any_of(child.actions.begin(), child.actions.end(),
                                   [&](const auto& action) { return action.owner == person; }) ||
                       std::any_of(child.family_views.begin(), child.family_views.end(),
                                   [&](const auto& view) { return view.person == person; }) ||
                       std::any_of(child.dissents.begin(), child.dissents.end(),
                                   [&](const auto& dissent) { return dissent.person == person; });
    return works ||
           std::any_of(state.contributions.begin(), state.contributions.end(),
                       [&](const Contribution& each) {
                           const auto& about = each.said.children;
                           return (each.said.speaker == person || each.said.presenter == person) &&
                                  std::find(about.begin(), about.end(), child.added.child) !=
                                      about.end();
                       });
}

void keep_people(State& state, const std::set<PersonId>& kept) {
    std::erase_if(state.person_order, [&](const auto& id) { return !kept.contains(id); });
    std::erase_if(state.people, [&](const auto& entry) { return !kept.contains(entry.first); });
    std::erase_if(state.parent_views,
                  [&](const auto& views) { return !kept.contains(views.person); });
    std::erase_if(state.objections, [&](const auto& each) {
        return !kept.contains(each.by) || !kept.contains(each.about);
    });
    std::erase_if(state.route_steps, [&](const auto& each) { return !kept.contains(each.person); });
    for (auto& [id, child] : state.children) {
        if (child.core_group)
            std::erase_if(child.core_group->members,
                          [&](const auto& member) { return !kept.contains(member); });
        std::erase_if(child.family_views,
                      [&](const auto& view) { return !kept.contains(view.person); });
        std::erase_if(child.dissents,
                      [&](const auto& dissent) { return !kept.contains(dissent.person); });
    }
}

void keep_child(State& state, ChildId child) {
    const auto ref = state.children.at(child).added.ref;
    std::erase_if(state.children, [&](const auto& entry) { return entry.first != child; });
    state.child_order = {child};
    std::erase_if(state.points, [&](const auto& entry) {
        const auto at = entry.first.find('@');
        return at != std::string::npos && entry.first.substr(at + 1) != ref;
    });
    std::erase_if(state.recommendations,
                  [&](const auto& each) { return each.made.child != child; });
    std::erase_if(state.documents, [&](const auto& each) { return each.child != child; });
    // The chair's closing words are about all of them.
    if (state.closed) state.closed->summary.clear();
}

bool all_here_for(const State& state, const std::vector<PersonId>& readers, ChildId child) {
    return !readers.empty() && std::all_of(readers.begin(), readers.end(), [&](const auto& id) {
        const auto* person = state.person(id);
        return person != nullptr && entitled(state, *person, child);
    });
}

// Additions are as restricted as they were said; in a family's copy they also name nobody else.
void leave_out_corrections(Seen& seen, const State& state, const Sight& sight,
                           const std::vector<std::string>& names) {
    const auto why = [&](const CorrectionLinked& correction) -> std::optional<WhyLeftOut> {
        if (correction.segment && !were_in(state, *correction.segment, sight.readers))
            return WhyLeftOut::restricted;
        if (sight.readership == Readership::professional) return std::nullopt;
        const auto* person = state.person(correction.by);
        if (person != nullptr && !person->concerns(sight.child)) return WhyLeftOut::other_child;
        return names_one_of(correction.text, names) ? std::optional{WhyLeftOut::named}
                                                    : std::nullopt;
    };
    for (auto& each : seen.state.contributions)
        std::erase_if(each.corrections, [&](const CorrectionLinked& correction) {
            const auto reason = why(correction);
            if (reason) seen.left_out.push_back({each.seq, *reason, correction.by});
            return reason.has_value();
        });
}

// What was put to the chair alone is in nobody's paper.
void leave_out_matters(Seen& seen, const State& state, const Sight& sight,
                       const std::vector<std::string>& names) {
    std::erase_if(seen.state.matters, [&](const Matter& each) {
        const auto& raised = each.raised;
        if (!asked_aloud(raised.kind)) return true;
        const auto* person = state.person(raised.by);
        std::optional<WhyLeftOut> why;
        if (raised.segment && !were_in(state, *raised.segment, sight.readers))
            why = WhyLeftOut::restricted;
        else if (person != nullptr && !person->concerns(sight.child))
            why = WhyLeftOut::other_child;
        else if (names_one_of(raised.text, names) ||
                 (each.answered && names_one_of(each.answered->answer, names)))
            why = WhyLeftOut::named;
        if (why) seen.left_out.push_back({each.seq, *why, raised.by});
        return why.has_value();
    });
}

// Every place of free words that a family's paper prints.
template <class Mask>
void mask_words(State& state, Mask mask) {
    mask(state.opened->family);
    mask(state.opened->venue);
    for (auto& [id, person] : state.people) {
        mask(person.attendance_note);
        if (person.exclusion) mask(person.exclusion->facts);
        for (auto& stay : person.presence)
            mask(stay.reason);
    }
    for (auto& views : state.parent_views)
        mask(views.text), mask(views.none_because);
    for (auto& each : state.recommendations)
        mask(each.made.what);
    for (auto& [id, child] : state.children) {
        mask(child.summary);
        for (auto& views : child.views)
            mask(views.text), mask(views.none_because);
        for (auto& risk : child.risks)
            mask(risk.text);
        if (child.ballot && child.ballot->chair) {
            mask(child.ballot->chair->reasons);
            if (child.ballot->chair->texts)
                for (auto& each : *child.ballot->chair->texts)
                    mask(each.text);
        }
        for (auto& view : child.family_views)
            mask(view.words);
        for (auto& action : child.actions)
            mask(action.what), mask(action.aim), mask(action.outcome);
        for (auto& note : child.plan_notes)
            mask(note.text);
        if (child.agreed) mask(child.agreed->outcome);
    }
}

// Whoever was kept out reads what they said themselves, not what the child and the others said.
void leave_out_voices(Seen& seen, const std::vector<PersonId>& readers) {
    const auto is_reader = [&](PersonId person) { return contains(readers, person); };
    const bool any_kept_out = std::any_of(readers.begin(), readers.end(), [&](const auto& id) {
        const auto* person = seen.state.person(id);
        return person != nullptr && kept_out(*person);
    });
    if (!any_kept_out) return;
    const bool any_child = std::any_of(readers.begin(), readers.end(), [&](const auto& id) {
        const auto* person = seen.state.person(id);
        return person != nullptr && person->invited.group == Group::child;
    });
    const auto drop = [&](auto& list, auto theirs) {
        std::erase_if(list, [&](const auto& each) {
            if (theirs(each)) return false;
            seen.left_out.push_back({0, WhyLeftOut::kept_out, each.person});
            return true;
        });
    };
    for (auto& [id, child] : seen.state.children) {
        drop(child.views, [&](const ViewsRecorded&) { return any_child; });
        drop(child.family_views, [&](const auto& view) { return is_reader(view.person); });
    }
    drop(seen.state.parent_views, [&](const auto& views) { return is_reader(views.person); });
}

std::set<PersonId> people_kept(const State& state, const Child& child, Readership readership) {
    std::set<PersonId> kept;
    for (const auto& [id, person] : state.people)
        if (entitled(state, person, child.added.child) ||
            (readership == Readership::professional && has_a_part(state, id, child)))
            kept.insert(id);
    return kept;
}

}  // namespace

bool were_in(const State& state, const SegmentId& id, const std::vector<PersonId>& readers) {
    const auto found =
        std::find_if(state.segments.begin(), state.segments.end(),
                     [&](const Segment& segment) { return segment.started.segment == id; });
    return found != state.segments.end() && !readers.empty() &&
           std::all_of(readers.begin(), readers.end(),
                       [&](const auto& reader) { return contains(found->started.in, reader); });
}

std::optional<WhyLeftOut> why_left_out(const State& state, const Sight& sight,
                                       const Contribution& each,
                                       const std::vector<std::string>& names) {
    if (each.said.segment && !were_in(state, *each.said.segment, sight.readers))
        return WhyLeftOut::restricted;
    if (sight.readership == Readership::professional) return std::nullopt;
    if (each.said.third_party.value_or(false)) return WhyLeftOut::third_party;
    for (const auto& child : each.about)
        if (child != sight.child && !all_here_for(state, sight.readers, child))
            return WhyLeftOut::other_child;
    for (const auto& id : {each.said.speaker, each.said.presenter}) {
        const auto* person = state.person(id);
        if (person != nullptr && !person->concerns(sight.child)) return WhyLeftOut::other_child;
    }
    const bool named = names_one_of(each.said.text, names) || names_one_of(each.said.source, names);
    return named ? std::optional{WhyLeftOut::named} : std::nullopt;
}

std::optional<WhyLeftOut> why_left_out(const State& state, const Sight& sight,
                                       const MaterialTaken& taken,
                                       const std::vector<std::string>& names) {
    if (taken.segment && !were_in(state, *taken.segment, sight.readers))
        return WhyLeftOut::restricted;
    if (sight.readership == Readership::professional) return std::nullopt;
    if (taken.professionals_only) return WhyLeftOut::professionals;
    for (const auto& child : taken.children.empty() ? state.child_order : taken.children)
        if (child != sight.child && !all_here_for(state, sight.readers, child))
            return WhyLeftOut::other_child;
    return names_one_of(taken.title, names) ? std::optional{WhyLeftOut::named} : std::nullopt;
}

std::string_view word(WhyLeftOut why) {
    switch (why) {
        case WhyLeftOut::restricted:
            return "restricted";
        case WhyLeftOut::third_party:
            return "third-party";
        case WhyLeftOut::other_child:
            return "other-child";
        case WhyLeftOut::named:
            return "names-somebody-else";
        case WhyLeftOut::professionals:
            return "professionals-only";
        case WhyLeftOut::kept_out:
            return "kept-out";
    }
    return "restricted";
}

std::string_view LeftOut::by() const {
    const bool marked = why == WhyLeftOut::restricted || why == WhyLeftOut::third_party ||
                        why == WhyLeftOut::professionals;
    return marked ? "chair" : "rule";
}

bool kept_out(const Person& person) {
    return person.presence.empty() && (person.attendance == Attendance::excluded_wholly ||
                                       (person.exclusion && person.exclusion->whole));
}

bool kept_from(const Person& person) {
    return person.exclusion && person.exclusion->without_knowledge;
}

bool entitled(const State& state, const Person& person, ChildId child) {
    const bool named = person.invited.children && !person.invited.children->empty();
    if (named || state.child_order.size() < 2) return person.concerns(child);
    // Whoever comes with somebody gets the papers that this one gets, never another child's.
    const auto* with = state.person(person.invited.supports);
    if (person.is_asked() && with != nullptr && with->invited.group == Group::child)
        return entitled(state, *with, child);
    if (person.invited.group != Group::child) return person.concerns(child);
    const auto& added = state.children.at(child).added;
    return person.invited.name == added.name || person.invited.name == added.ref;
}

bool names_one_of(std::string_view text, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        for (auto at = text.find(name); at != std::string_view::npos;
             at = text.find(name, at + 1)) {
            const auto end = at + name.size();
            const bool begins = at == 0 || !is_letter(text[at - 1]);
            if (begins && (end == text.size() || !is_letter(text[end]))) return true;
        }
        return false;
    });
}

std::vector<std::string> unsayable(const State& state, const Sight& sight) {
    std::vector<std::string> names;
    const auto& own = state.children.at(sight.child).added;
    std::set<std::string> shared{own.ref, own.name};  // a family's surname is everybody's
    for (const auto& word : words_of(own.name))
        shared.insert(word);
    for (const auto& id : state.child_order) {
        if (id == sight.child || all_here_for(state, sight.readers, id)) continue;
        const auto& other = state.children.at(id).added;
        auto words = words_of(other.name);
        words.push_back(other.name);
        if (other.ref.size() > 1) words.push_back(other.ref);
        for (auto& word : words)
            if (!word.empty() && !shared.contains(word)) names.push_back(std::move(word));
    }
    for (const auto& [id, person] : state.people)
        if (!person.concerns(sight.child) && !person.invited.name.empty())
            names.push_back(person.invited.name);
    return names;
}

State only(const State& state, ChildId child) {
    if (state.child_order.size() < 2) return state;
    State out = state;
    std::erase_if(out.parent_views, [&](const auto& views) {
        const auto* person = state.person(views.person);
        return person == nullptr || !person->concerns(child);
    });
    keep_people(out, people_kept(state, state.children.at(child), Readership::professional));
    std::erase_if(out.contributions, [&](const auto& each) { return !each.is_about(child); });
    std::erase_if(out.materials, [&](const auto& each) {
        const auto& about = each.taken.children;
        return !about.empty() && std::find(about.begin(), about.end(), child) == about.end();
    });
    std::erase_if(out.conflicts, [&](const auto& pair) {
        return out.contribution(pair.first) == nullptr || out.contribution(pair.second) == nullptr;
    });
    keep_child(out, child);
    return out;
}

Seen seen_by(const State& state, const Sight& sight) {
    Seen seen{only(state, sight.child), {}};
    const bool family = sight.readership == Readership::family;
    const auto names = family ? unsayable(state, sight) : std::vector<std::string>{};
    leave_out_matters(seen, state, sight, names);
    leave_out_corrections(seen, state, sight, names);
    std::erase_if(seen.state.contributions, [&](const Contribution& each) {
        const auto why = why_left_out(state, sight, each, names);
        if (why) seen.left_out.push_back({each.seq, *why, each.said.speaker});
        return why.has_value();
    });
    std::erase_if(seen.state.materials, [&](const Material& each) {
        const auto why = why_left_out(state, sight, each.taken, names);
        if (why) seen.left_out.push_back({each.seq, *why, each.taken.author});
        return why.has_value();
    });
    std::erase_if(seen.state.conflicts, [&](const auto& pair) {
        return (pair.segment && !were_in(state, *pair.segment, sight.readers)) ||
               seen.state.contribution(pair.first) == nullptr ||
               seen.state.contribution(pair.second) == nullptr;
    });
    if (!family) return seen;
    leave_out_voices(seen, sight.readers);
    if (state.child_order.size() < 2) return seen;
    keep_people(seen.state, people_kept(state, state.children.at(sight.child), Readership::family));
    mask_words(seen.state, [&](std::string& text) {
        if (!names_one_of(text, names)) return;
        text = instead_of_a_name;
        seen.left_out.push_back({0, WhyLeftOut::named, {}});
    });
    return seen;
}

}  // namespace cpc::conference
