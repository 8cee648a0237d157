// SPDX-License-Identifier: Apache-2.0
#include "core/conference/access.hpp"

#include <algorithm>
#include <map>
#include <type_traits>

#include "core/conference/matters.hpp"

namespace cpc::conference {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_family(const Person& person) {
    return person.is_asked();
}

WhyWithheld why_of(WhyLeftOut why) {
    switch (why) {
        case WhyLeftOut::restricted:
            return WhyWithheld::restricted;
        case WhyLeftOut::third_party:
            return WhyWithheld::third_party;
        case WhyLeftOut::other_child:
            return WhyWithheld::other_child;
        case WhyLeftOut::named:
            return WhyWithheld::named;
        case WhyLeftOut::professionals:
            return WhyWithheld::staff_only;
        case WhyLeftOut::kept_out:
            return WhyWithheld::kept_out;
    }
    return WhyWithheld::restricted;
}

// The names that stand for nobody this request reaches to, whichever child's papers one looks at.
std::vector<std::string> unsayable_in_all(const State& state, const std::vector<ChildId>& children,
                                          PersonId reader) {
    std::optional<std::vector<std::string>> common;
    for (const auto& child : children) {
        const auto names = unsayable(state, {child, Readership::family, {reader}});
        if (!common) common = names;
        std::erase_if(*common, [&](const auto& name) { return !holds(names, name); });
    }
    return common.value_or(std::vector<std::string>{});
}

// Goes through the record in its order, for who was there when something was said is known only
// from what stands before it.
class Judge {
  public:
    Judge(const State& state, const Rulebook& rules, AccessView& view)
        : state_(state), rules_(rules), view_(view), me_(view.request.person) {
        const auto capacity = view.request.capacity;
        everything_ = capacity == Capacity::guardian || capacity == Capacity::court;
        const auto* person = state.person(me_);
        unknown_ = person != nullptr && kept_from(*person);
        kept_out_ = person != nullptr && kept_out(*person);
        own_child_ = person != nullptr && person->invited.group == Group::child;
    }

    void take(const LogEntry& entry) {
        entry_ = {};
        entry_.seq = entry.seq;
        entry_.type = entry.type;
        if (entry.erased) withhold(WhyWithheld::erased);
        if (entry.event) judge(*entry.event);
        view_.entries.push_back(std::move(entry_));
    }

  private:
    void judge(const Event& event) {
        entry_.given = event;
        std::visit([this](const auto& said) { find_person(said); }, event);
        if (!everything_) std::visit([this](auto& said) { look_at(said); }, *entry_.given);
        if (gone()) entry_.given.reset();
        std::visit([this](const auto& said) { follow(said); }, event);
    }

    // Whom it is about, as the list of staff names it.
    template <class E>
    void find_person(const E& said) {
        if constexpr (requires { PersonId{said.speaker}; }) entry_.by = said.speaker;
        if constexpr (requires { PersonId{said.person}; }) entry_.by = said.person;
        if constexpr (requires { PersonId{said.author}; }) entry_.by = said.author;
        if constexpr (requires { PersonId{said.by}; }) entry_.by = said.by;
    }

    template <class E>
    void look_at(E& said) {
        if (unknown_) return withhold(WhyWithheld::not_told);
        constexpr bool frame = std::is_same_v<E, SegmentStarted> || std::is_same_v<E, SegmentEnded>;
        if (out_of_ != nullptr && !frame) return withhold_segment(out_of_->started);
        each_field(said);
        if (!gone()) rule(said);
        if (!gone()) screen(said);
    }

    // ---- what every event is asked
    [[nodiscard]] bool visible(PersonId id) const {
        if (id.empty() || id == me_ || view_.children.empty()) return true;
        const auto* person = state_.person(id);
        return person == nullptr ||
               std::any_of(view_.children.begin(), view_.children.end(),
                           [&](const auto& child) { return person->concerns(child); });
    }
    [[nodiscard]] bool within(ChildId child) const {
        return child.empty() || holds(view_.children, child);
    }

    template <class E>
    void each_field(E& said) {
        std::apply([&](auto... field) { (reach(said.*field), ...); }, E::fields());
    }
    void reach(PersonId& id) {
        if (!visible(id)) withhold(WhyWithheld::other_child);
    }
    void reach(ChildId& id) {
        if (!within(id)) withhold(WhyWithheld::other_child);
    }
    template <class Id>
    void reach(std::optional<Id>& id) {
        if (id) reach(*id);
    }
    void reach(std::vector<PersonId>& people) {
        if (std::erase_if(people, [&](const auto& id) { return !visible(id); }) > 0)
            note("people", WhyWithheld::other_child);
    }
    void reach(std::vector<CountedOut>& people) {
        if (std::erase_if(people, [&](const auto& each) { return !visible(each.person); }) > 0)
            note("people", WhyWithheld::other_child);
    }
    template <class Other>
    void reach(Other&) {}

    // Free words that name somebody the requester may not read about.
    template <class E>
    void screen(E& said) {
        std::apply([&](auto... field) { (screen_field(said.*field), ...); }, E::fields());
    }
    void screen_field(std::string& text) {
        if (!names_one_of(text, view_.unsayable)) return;
        text.clear();
        note("words", WhyWithheld::named);
    }
    void screen_field(std::optional<std::string>& text) {
        if (text) screen_field(*text);
    }
    void screen_field(std::vector<std::string>& texts) {
        for (auto& text : texts)
            screen_field(text);
    }
    void screen_field(std::optional<std::vector<NamedText>>& texts) {
        if (!texts) return;
        for (auto& each : *texts)
            screen_field(each.text);
    }
    template <class Other>
    void screen_field(Other&) {}

    // ---- what each kind of event is asked
    template <class E>
    void rule(E&) {}

    void rule(ContributionRecorded& said) {
        const auto* whole = state_.contribution(said.contribution);
        if (whole == nullptr) return withhold(WhyWithheld::third_party);
        if (said.speaker == me_) return;
        std::erase_if(said.children, [&](const auto& child) { return !within(child); });
        const auto child =
            std::find_if(whole->about.begin(), whole->about.end(),
                         [&](const auto& each) { return holds(view_.children, each); });
        if (child == whole->about.end()) return withhold(WhyWithheld::other_child);
        const auto why =
            why_left_out(state_, {*child, Readership::family, {me_}}, *whole, view_.unsayable);
        if (why && *why == WhyLeftOut::restricted && said.segment) return restricted(*said.segment);
        if (why) return withhold(why_of(*why));
        if (here_) return;
        const auto* speaker = state_.person(said.speaker);
        if (speaker == nullptr) return;
        if (is_police(*speaker)) return withhold(WhyWithheld::police);
        if (speaker->invited.group == Group::child) return child_says();
        if (is_family(*speaker)) withhold(WhyWithheld::other_person);
    }

    void rule(CorrectionLinked& said) {
        if (said.segment && !were_in(state_, *said.segment, {me_}))
            return restricted(*said.segment);
        if (said.by == me_) return;
        if (const auto held = held_.find(said.original); held != held_.end())
            entry_.withheld.push_back(held->second);
    }

    void rule(ConflictPaired& said) {
        if (said.segment && !were_in(state_, *said.segment, {me_}))
            return restricted(*said.segment);
        for (const auto& each : {said.first, said.second})
            if (const auto held = held_.find(each); held != held_.end())
                return entry_.withheld.push_back(held->second);
    }

    void rule(MaterialTaken& taken) {
        std::optional<WhyLeftOut> why;
        const auto about = taken.children.empty() ? state_.child_order : taken.children;
        const auto child = std::find_if(about.begin(), about.end(), [&](const auto& each) {
            return holds(view_.children, each);
        });
        if (child == about.end()) return withhold(WhyWithheld::other_child);
        why = why_left_out(state_, {*child, Readership::family, {me_}}, taken, view_.unsayable);
        std::erase_if(taken.children, [&](const auto& each) { return !within(each); });
        const auto* author = state_.person(taken.author);
        if (why && *why == WhyLeftOut::restricted && taken.segment)
            return restricted(*taken.segment);
        if (author != nullptr && is_police(*author)) return withhold(WhyWithheld::police);
        if (why) return withhold(why_of(*why));
        if (taken.kind == MaterialKind::drawing) child_says();
    }

    void rule(MaterialWithdrawn& said) {
        if (const auto held = held_files_.find(said.material); held != held_files_.end())
            entry_.withheld.push_back(held->second);
    }

    void rule(PersonInvited& said) {
        if (said.children) std::erase_if(*said.children, [&](auto id) { return !within(id); });
        if (said.person == me_) return;
        if (said.details && !said.details->empty()) {
            said.details.reset();
            note("details", WhyWithheld::other_person);
        }
        if (is_about_family(said.person)) {
            hide(said.reason, "reason", WhyWithheld::other_person);
            said.language.reset();
        }
    }

    void rule(ReportReceived& said) {
        const auto* author = state_.person(said.author);
        if (said.author == me_) return;
        if (author != nullptr && is_police(*author) && !said.shared_with_family)
            return withhold(WhyWithheld::police);
        hide(said.not_shared_reason, "reason for not sharing it", WhyWithheld::not_shared);
    }

    void rule(AttendanceMarked& said) {
        if (said.person != me_) hide(said.note, "note", WhyWithheld::other_person);
    }
    void rule(PersonLeft& said) {
        if (said.person != me_) hide(said.reason, "reason", WhyWithheld::other_person);
    }

    void rule(PointConfirmed& said) {
        const auto at = said.point.find('@');
        if (at == std::string::npos) return;
        const auto ref = said.point.substr(at + 1);
        for (const auto& [id, child] : state_.children)
            if (child.added.ref == ref && !within(id)) withhold(WhyWithheld::other_child);
    }

    void rule(ViewsRecorded& said) {
        if (!said.child.empty()) return child_says();
        if (said.person != me_) family_says();
    }
    void rule(FamilyViewRecorded& said) {
        const auto* person = state_.person(said.person);
        if (said.person == me_) return;
        if (person != nullptr && person->invited.group == Group::child) return child_says();
        family_says();
    }
    // A child's own words: its own request has them, a parent's on its behalf, and whoever heard
    // them may read them again.
    void child_says() {
        if (own_child_) return;
        if (kept_out_) return withhold(WhyWithheld::kept_out);
        if (view_.request.capacity == Capacity::own && !here_) withhold(WhyWithheld::childs_words);
    }
    void family_says() {
        if (kept_out_) return withhold(WhyWithheld::kept_out);
        if (!here_) withhold(WhyWithheld::other_person);
    }

    void rule(PositionLogged& said) {
        if (said.person == me_ || !said.helped) return;
        said.helped.reset();
        note("help with giving the view", WhyWithheld::other_person);
    }

    void rule(ExclusionDecided& said) {
        if (said.person != me_) {
            const auto* person = state_.person(said.person);
            const bool child = person != nullptr && person->invited.group == Group::child;
            if (!child || view_.request.capacity != Capacity::for_child)
                withhold(WhyWithheld::other_person);
            return;
        }
        if (said.suppressed_because.empty()) return;
        said.grounds.clear();
        for (auto* text : {&said.facts, &said.suppressed_because, &said.privacy_note})
            text->clear();
        note("reasons", WhyWithheld::not_told);
    }
    void rule(ObjectionRaised& said) {
        if (said.by != me_) withhold(WhyWithheld::other_person);
    }
    void rule(RouteStepTaken& said) {
        if (said.person != me_ && is_about_family(said.person)) withhold(WhyWithheld::other_person);
    }

    // What was put to the chair alone is between the chair and who asked.
    void rule(MatterRaised& said) {
        if (said.segment && !were_in(state_, *said.segment, {me_}))
            return restricted(*said.segment);
        if (said.by == me_) return;
        if (!asked_aloud(said.kind)) withhold(WhyWithheld::staff_only);
    }
    void rule(MatterAnswered& said) {
        for (const auto& matter : state_.matters) {
            if (!(matter.raised.matter == said.matter)) continue;
            auto asked = matter.raised;
            rule(asked);
        }
    }

    // Who asked is nobody's business (REQ-292) but where it is a professional of the conference.
    void rule(RequestReceived& said) {
        const auto* me = state_.person(me_);
        if (me != nullptr && !said.requester.empty() && said.requester == me->invited.name) return;
        const bool at_work =
            std::any_of(state_.people.begin(), state_.people.end(), [&](const auto& entry) {
                return !is_family(entry.second) && entry.second.invited.name == said.requester;
            });
        if (said.contact) hide(*said.contact, "contact", WhyWithheld::asked_by);
        if (at_work && !never_says_who()) return;
        hide(said.requester, "who asked", WhyWithheld::asked_by);
        hide(said.agency, "for which agency", WhyWithheld::asked_by);
        hide(said.reason, "why it was asked for", WhyWithheld::asked_by);
    }

    void rule(SegmentStarted& said) {
        if (holds(said.in, me_)) return;
        const auto held = withheld_of(said);
        if (!said.reason.empty()) entry_.withheld.push_back({"reason", held.why, held.grounds});
        said.reason.clear();
        said.redaction.reset();
    }

    void rule(DocumentIssued& said) {
        if (said.readers && !said.readers->empty() && !holds(*said.readers, me_) &&
            std::all_of(said.readers->begin(), said.readers->end(),
                        [&](const auto& id) { return is_about_family(id); }))
            withhold(WhyWithheld::other_person);
    }
    void rule(PaperDelivered& said) {
        if (said.people && holds(*said.people, me_)) return;
        if (said.people && !said.people->empty() &&
            std::all_of(said.people->begin(), said.people->end(),
                        [&](const auto& id) { return is_about_family(id); }))
            return withhold(WhyWithheld::other_person);
        if (said.taken_by) hide(*said.taken_by, "who took it", WhyWithheld::other_person);
        if (said.note) hide(*said.note, "note", WhyWithheld::other_person);
    }

    // ---- what later entries need to know of this one
    template <class E>
    void follow(const E&) {}
    void follow(const ContributionRecorded& said) {
        if (const auto* held = whole()) held_.emplace(said.contribution, *held);
    }
    void follow(const MaterialTaken& said) {
        if (const auto* held = whole()) held_files_.emplace(said.material, *held);
    }
    void follow(const AttendanceMarked& said) {
        if (said.person == me_)
            here_ = said.attendance == Attendance::in_person ||
                    said.attendance == Attendance::telephone ||
                    said.attendance == Attendance::video ||
                    said.attendance == Attendance::excluded_partly;
    }
    void follow(const PersonArrived& said) { here_ = here_ || said.person == me_; }
    void follow(const PersonLeft& said) { here_ = here_ && said.person != me_; }
    void follow(const SegmentStarted& said) {
        if (holds(said.in, me_)) return;
        for (const auto& segment : state_.segments)
            if (segment.started.segment == said.segment) out_of_ = &segment;
    }
    void follow(const SegmentEnded&) { out_of_ = nullptr; }

    // ---- holding back
    [[nodiscard]] const Withheld* whole() const {
        const auto found = std::find_if(entry_.withheld.begin(), entry_.withheld.end(),
                                        [](const auto& each) { return each.part.empty(); });
        return found == entry_.withheld.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool gone() const { return whole() != nullptr; }
    void withhold(WhyWithheld why) {
        if (!gone()) entry_.withheld.push_back({{}, why, grounds_of(why)});
    }
    void note(const std::string& part, WhyWithheld why) {
        const bool noted =
            std::any_of(entry_.withheld.begin(), entry_.withheld.end(),
                        [&](const auto& each) { return each.part == part && each.why == why; });
        if (!noted) entry_.withheld.push_back({part, why, grounds_of(why)});
    }
    void hide(std::string& text, const std::string& part, WhyWithheld why) {
        if (text.empty()) return;
        text.clear();
        note(part, why);
    }
    static Withheld withheld_of(const SegmentStarted& segment) {
        return {
            {}, WhyWithheld::restricted, segment.redaction.value_or(std::vector<std::string>{})};
    }
    void withhold_segment(const SegmentStarted& segment) {
        if (!gone()) entry_.withheld.push_back(withheld_of(segment));
    }
    void restricted(const SegmentId& id) {
        for (const auto& segment : state_.segments)
            if (segment.started.segment == id) return withhold_segment(segment.started);
        withhold(WhyWithheld::restricted);
    }

    [[nodiscard]] bool is_about_family(PersonId id) const {
        const auto* person = state_.person(id);
        return person != nullptr && is_family(*person);
    }
    [[nodiscard]] bool is_police(const Person& person) const {
        const auto* role = rules_.procedure.role(person.invited.role);
        return role != nullptr && role->agency_group == "police";
    }
    // A procedure under which nobody learns who made a report names that among its exceptions.
    [[nodiscard]] bool never_says_who() const { return has_ground("reporter"); }
    [[nodiscard]] bool has_ground(std::string_view id) const {
        const auto* rule = rules_.procedure.find<procedure::RestrictedRule>();
        return rule != nullptr &&
               std::any_of(rule->redaction_reasons.begin(), rule->redaction_reasons.end(),
                           [&](const auto& reason) { return reason.id == id; });
    }
    [[nodiscard]] std::vector<std::string> grounds_of(WhyWithheld why) const {
        switch (why) {
            case WhyWithheld::third_party:
            case WhyWithheld::other_child:
            case WhyWithheld::named:
            case WhyWithheld::other_person:
                return {"third-party"};
            case WhyWithheld::asked_by:
                return {never_says_who() ? "reporter" : "third-party"};
            case WhyWithheld::police:
                return {"crime"};
            case WhyWithheld::not_shared:
                return {has_ground("risk-to-child") ? "risk-to-child" : "serious-harm"};
            case WhyWithheld::kept_out:
            case WhyWithheld::not_told:
                return {"serious-harm"};
            case WhyWithheld::childs_words:
                return {"childs-interest"};
            case WhyWithheld::erased:
                return {"erased"};
            case WhyWithheld::restricted:
            case WhyWithheld::staff_only:
                return {};  // the chair names it, or nobody did
        }
        return {};
    }

    const State& state_;
    const Rulebook& rules_;
    AccessView& view_;
    PersonId me_;
    bool everything_ = false, unknown_ = false, kept_out_ = false, own_child_ = false;
    bool here_ = false;
    const Segment* out_of_ = nullptr;
    std::map<ContributionId, Withheld> held_;
    std::map<MaterialId, Withheld> held_files_;
    AccessEntry entry_;
};

}  // namespace

AccessView access_of(const State& state, const Rulebook& rules, std::span<const LogEntry> log,
                     const AccessRequest& request) {
    AccessView view;
    view.request = request;
    const bool everything =
        request.capacity == Capacity::guardian || request.capacity == Capacity::court;
    const auto* person = state.person(request.person);
    for (const auto& child : state.child_order)
        if (everything || (person != nullptr && entitled(state, *person, child)))
            view.children.push_back(child);
    if (!everything) view.unsayable = unsayable_in_all(state, view.children, request.person);
    Judge judge(state, rules, view);
    for (const auto& entry : log)
        judge.take(entry);
    return view;
}

}  // namespace cpc::conference
