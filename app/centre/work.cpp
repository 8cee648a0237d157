// SPDX-License-Identifier: Apache-2.0
#include "app/centre/work.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/conference/limits.hpp"
#include "core/conference/papers.hpp"

namespace cpc::centre {
namespace {

using conference::Attendance;
using conference::Decision;
using conference::LimitStatus;
using conference::Rulebook;
using conference::State;
using procedure::Deadline;

using LimitName = std::pair<std::string, std::string>;

std::string word_of(const procedure::Procedure& procedure, Decision decision) {
    for (const auto& outcome : procedure.outcomes)
        if (procedure::outcome_word(outcome.kind) == conference::word(decision))
            return outcome.register_status;
    return {};
}

const Deadline* review_limit(const State& state, const Rulebook& rules,
                             const procedure::Deadlines& limits) {
    const auto* review = rules.procedure.find<procedure::ReviewRule>();
    const auto* type = rules.procedure.type(state.opened->type);
    if (review == nullptr || type == nullptr) return nullptr;
    const auto next = review->limit_for(*type);
    return limits.find(next.deadline, next.which);
}

RegisterLine line_of(const Source& source, const State& state, const conference::Child& child) {
    RegisterLine line;
    line.place = source.place;
    line.region = source.region;
    line.child = child.added.child;
    line.child_name =
        child.birth && !child.birth->name.empty() ? child.birth->name : child.added.name;
    line.child_ref = child.added.ref;
    line.born = child.birth ? std::optional{child.birth->born} : child.added.born;
    line.expected = child.added.expected;
    line.on_plan = child.protected_status();
    line.ended = child.result_is(Decision::remove);
    if (child.result) line.categories = child.result->locked.categories;
    if (child.register_entry) line.status = child.register_entry->status;
    if (child.key_worker)
        if (const auto* person = state.person(child.key_worker->person)) {
            line.key_worker = person->invited.name;
            line.key_worker_agency = person->invited.agency;
        }
    line.at = state.closed->at;
    return line;
}

class Maker {
  public:
    Maker(const Source& source, const State& state, const Rulebook* rules)
        : state_(state), rules_(rules) {
        work_.source = source;
    }

    Work make() {
        head();
        if (rules_ != nullptr) count_limits();
        if (rules_ != nullptr) papers();
        lines();
        disagreements();
        recommendations();
        tally();
        return std::move(work_);
    }

  private:
    void head() {
        work_.procedure = state_.opened->procedure;
        work_.type = state_.opened->type;
        work_.family = state_.opened->family;
        work_.venue = state_.opened->venue;
        work_.planned = state_.opened->planned_start;
        work_.started = state_.started_at();
        if (state_.closed) work_.closed = state_.closed->at;
        if (state_.cancelled) work_.cancelled = state_.cancelled->at;
        if (rules_ == nullptr) {
            work_.incomplete.push_back(
                "The procedure this conference was held under (" + work_.procedure +
                ") is not among this service's procedures, so no date is counted for it.");
            return;
        }
        work_.authority = rules_->procedure.authority;
        if (const auto* type = rules_->procedure.type(state_.opened->type)) {
            work_.type = type->label;
            work_.type_kind = type->kind;
        }
    }

    [[nodiscard]] bool is_core_group(const Deadline& limit) const {
        const auto* core = rules_->procedure.find<procedure::CoreGroupRule>();
        return core != nullptr &&
               (limit.id == core->first_deadline || limit.id == core->next_deadline);
    }

    ClockKind kind_of(const Deadline& limit, const Deadline* review) const {
        if (is_core_group(limit)) return ClockKind::core_group;
        if (review != nullptr && limit.id == review->id && limit.which == review->which)
            return ClockKind::review;
        for (const auto& id : state_.child_order)
            for (const auto& referral : state_.children.at(id).referrals)
                if (referral.limit == limit.id) return ClockKind::dissent;
        const auto* rule = rules_->procedure.deadline(limit.id, limit.which);
        const bool after_close =
            std::find(rule->from.begin(), rule->from.end(), "close") != rule->from.end();
        return after_close ? ClockKind::other : ClockKind::conference;
    }

    static Clock clock_of(const Deadline& limit) {
        Clock clock;
        clock.limit = limit.id;
        clock.which = limit.which;
        clock.what = limit.to.empty() ? limit.label : limit.to;
        clock.from = limit.from;
        clock.due = limit.due;
        clock.practical = limit.practical;
        clock.counting = limit.counting_text;
        clock.cites = limit.cites;
        clock.provisional = limit.provisional == procedure::Provisional::yes;
        return clock;
    }

    static ClockState state_of(LimitStatus status) {
        switch (status) {
            case LimitStatus::met:
                return ClockState::met;
            case LimitStatus::breached:
                return ClockState::missed;
            case LimitStatus::open:
                return ClockState::open;
            case LimitStatus::passed:
                return ClockState::cannot_be_seen;
        }
        return ClockState::open;
    }

    void count_limits() {
        limits_ = conference::deadlines_of(state_, *rules_);
        const auto* review = review_limit(state_, *rules_, limits_);
        std::set<LimitName> of_papers;
        for (const auto& rule : rules_->procedure.documents)
            if (!conference::sent_before(rule.kind))
                of_papers.insert({rule.deadline, rule.deadline_which});
        for (const auto& limit : limits_.counted) {
            if (limit.guide || of_papers.count({limit.id, limit.which}) != 0) continue;
            const auto result = conference::measure(limit, state_, *rules_);
            Clock clock = clock_of(limit);
            clock.kind = kind_of(limit, review);
            clock.state = state_of(result.status);
            clock.because = result.because;
            clock.planned = result.planned;
            clock.until_next =
                clock.kind == ClockKind::review || clock.kind == ClockKind::core_group;
            // A later day that was agreed is no end: it has still to happen.
            if (clock.until_next) clock.state = ClockState::open;
            work_.clocks.push_back(std::move(clock));
        }
        for (const auto& limit : limits_.uncounted)
            if (limit.refused)
                work_.incomplete.push_back(limit.label + ": " + limit.refused->text());
    }

    void papers() {
        if (!state_.closed) return;
        for (const auto& copy : conference::copies_of(state_, *rules_)) {
            if (!copy.due || conference::sent_before(copy.rule->kind)) continue;
            Clock clock;
            const auto* limit = limits_.find(copy.rule->deadline, copy.rule->deadline_which);
            if (limit != nullptr) clock = clock_of(*limit);
            clock.kind = ClockKind::paper;
            clock.what = copy.rule->label;
            clock.due = copy.due;
            if (const auto* issued = conference::issued_of(state_, copy)) {
                clock.done = issued->at;
                clock.state = procedure::is_late(*copy.due, issued->at) ? ClockState::missed
                                                                        : ClockState::met;
            }
            work_.clocks.push_back(std::move(clock));
        }
    }

    void lines() {
        if (!state_.closed || state_.cancelled) return;
        const auto* review = rules_ == nullptr ? nullptr : review_limit(state_, *rules_, limits_);
        for (const auto& id : state_.child_order) {
            const auto& child = state_.children.at(id);
            if (!child.result) continue;
            auto line = line_of(work_.source, state_, child);
            line.authority = work_.authority;
            if (line.status.empty() && rules_ != nullptr)
                line.status = word_of(rules_->procedure, child.result->locked.decision);
            if (line.on_plan && review != nullptr)
                line.review_due = procedure::date_of(review->due);
            if (line.on_plan && state_.next_conference)
                line.review_planned = state_.next_conference->at;
            work_.lines.push_back(std::move(line));
        }
    }

    // No procedure counts days for these; what is shown is since when, and at which step.
    void disagreements() {
        for (const auto& route : rules_ == nullptr ? std::vector<procedure::DissentRoute>{}
                                                   : rules_->procedure.dissent_routes) {
            std::vector<const conference::RouteStepTaken*> taken;
            for (const auto& step : state_.route_steps)
                if (step.route == route.basis.id) taken.push_back(&step);
            if (taken.empty()) continue;
            Clock clock;
            clock.kind = ClockKind::dissent;
            clock.what = route.title;
            clock.from = procedure::When{taken.front()->on};
            clock.cites = route.basis.cites;
            const bool last = !route.steps.empty() && taken.back()->step == route.steps.back().id;
            const bool over = last && !taken.back()->result.empty();
            clock.state = over ? ClockState::met : ClockState::open;
            for (const auto& step : route.steps)
                if (step.id == taken.back()->step) clock.because.push_back(step.title);
            work_.clocks.push_back(std::move(clock));
        }
    }

    void recommendations() {
        for (const auto& each : state_.recommendations) {
            Asked asked;
            asked.recommendation = each.made.recommendation;
            if (const auto* child = state_.child(each.made.child))
                asked.child_ref = child->added.ref;
            asked.agency = each.made.agency;
            asked.what = each.made.what;
            if (each.answered) {
                asked.answer =
                    each.answered->confirmed ? Asked::Answer::confirmed : Asked::Answer::declined;
                asked.reasons = each.answered->reasons;
                asked.on = each.answered->on;
            }
            work_.asked.push_back(std::move(asked));
        }
    }

    static bool was_there(const conference::Person& person) {
        switch (person.attendance) {
            case Attendance::in_person:
            case Attendance::telephone:
            case Attendance::video:
            case Attendance::substitute:
            case Attendance::excluded_partly:
                return true;
            case Attendance::unrecorded:
            case Attendance::absent_with_report:
            case Attendance::absent_without_report:
            case Attendance::declined:
            case Attendance::excluded_wholly:
                return !person.presence.empty();
        }
        return false;
    }

    void tally_people(Tallied& out) const {
        for (const auto& id : state_.person_order) {
            const auto& person = state_.people.at(id);
            const auto group = person.invited.group;
            const bool there = was_there(person);
            if (group == conference::Group::professional)
                out.seats.push_back(
                    {person.invited.agency.empty() ? person.invited.role : person.invited.agency,
                     there, person.report.has_value()});
            if (group == conference::Group::family) {
                out.family_asked = true;
                out.family_there = out.family_there || there;
            }
            if (group == conference::Group::child) out.child_heard = out.child_heard || there;
            if (!person.exclusion) continue;
            ++(person.exclusion->whole ? out.kept_out_wholly : out.kept_out_partly);
        }
    }

    void tally() {
        auto& out = work_.tallied;
        out.counts = state_.closed.has_value() && !state_.cancelled && state_.started_at();
        if (!out.counts) return;
        out.held = state_.started_at()->date;
        out.type = work_.type_kind;
        tally_people(out);
        for (const auto& clock : work_.clocks) {
            if (clock.kind != ClockKind::conference) continue;
            const auto* rule = rules_->procedure.deadline(clock.limit, clock.which);
            const bool is_report = is_report_limit(clock.limit);
            const bool is_length =
                rule != nullptr && std::holds_alternative<procedure::MeetingLength>(rule->kind);
            const bool known = clock.state == ClockState::met || clock.state == ClockState::missed;
            if (is_report || is_length || !known) continue;
            out.in_time = out.in_time.value_or(true) && clock.state == ClockState::met;
        }
        for (const auto& id : state_.child_order) {
            const auto& child = state_.children.at(id);
            for (const auto& views : child.views)
                out.child_heard = out.child_heard || !views.text.empty();
            out.somebody_dissented = out.somebody_dissented || !child.dissents.empty() ||
                                     !conference::dissenters(state_, child).empty();
            if (child.result) ++count_for(out, child.result->locked.decision);
        }
    }

    [[nodiscard]] bool is_report_limit(const std::string& limit) const {
        const auto* report = rules_->procedure.find<procedure::ReportRule>();
        return report != nullptr && (limit == report->deadline || limit == report->family_deadline);
    }

    static int& count_for(Tallied& out, Decision decision) {
        switch (decision) {
            case Decision::place:
                return out.placed;
            case Decision::do_not_place:
                return out.not_placed;
            case Decision::retain:
                return out.retained;
            case Decision::remove:
                return out.removed;
            case Decision::agreed_outcome:
            case Decision::not_agreed:
                return out.otherwise;
        }
        return out.otherwise;
    }

    const State& state_;
    const Rulebook* rules_;
    procedure::Deadlines limits_;
    Work work_;
};

}  // namespace

Work work_of(const Source& source, const State& state, const Rulebook* rules) {
    return Maker(source, state, rules).make();
}

}  // namespace cpc::centre
