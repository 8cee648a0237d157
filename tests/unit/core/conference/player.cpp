// SPDX-License-Identifier: Apache-2.0
#include "player.hpp"

#include <algorithm>

namespace cpc::conference::test {
namespace {

template <class T>
std::string type_text() {
    const std::string text = __PRETTY_FUNCTION__;
    const auto from = text.find("T = ") + 4;
    auto name = text.substr(from, text.find_first_of(";]", from) - from);
    for (std::size_t at = 0; (at = name.find("cpc::conference::")) != std::string::npos;)
        name.erase(at, 17);
    return name;
}

PointConfirmed way_on(const std::string& point, LocalTime now) {
    return {point, now, "It cannot wait.", false};
}

bool needs_reason(const std::string& rule) {
    return rule == "dates.later-reason";
}

}  // namespace

std::string name_of(const Command& command) {
    return std::visit([]<class C>(const C&) { return type_text<C>(); }, command);
}

Player::Player(const Rulebook& rules, const std::string& type,
               const std::vector<std::string>& words, std::uint32_t seed)
    : rules_(rules), words_(words), dice_(seed) {
    const auto opened = opening_of(rules, type);
    now_ = opened.planned_start;
    noise_ = pick(dice_, std::vector<unsigned>{0, 5, 15, 35});
    lean_ = dice_() % 4;
    ask({Say<ConferenceOpened>{opened}, {}}, nullptr);
}

std::string Player::told() const {
    std::string out;
    for (const auto& asked : asked_)
        out += name_of(asked.command) + (asked.actor.empty() ? "" : " by a person") + ": " +
               asked.answer + "\n";
    return out;
}

void Player::play(int steps, Watcher& watch) {
    int after_close = 0;
    for (int i = 0; i < steps && after_close < 8; ++i) {
        if (state_.closed) ++after_close;
        ask(state_.closed || chance(dice_, noise_) ? nonsense() : sensible(), &watch);
    }
}

void Player::ask(const Next& next, Watcher* watch) {
    if (chance(dice_, 10)) ++now_.minute;
    auto answer = decide(state_, rules_, {now_, next.actor}, next.command);
    refused_.reset();
    if (const auto* refusal = std::get_if<Refusal>(&answer)) refused_ = *refusal;
    asked_.push_back({next.command, next.actor, refused_ ? refused_->rule : "yes"});
    if (watch != nullptr) watch->answered(*this, next.command, next.actor, answer);
    if (const auto* events = std::get_if<std::vector<Event>>(&answer))
        for (const auto& event : *events) {
            log_.push_back({state_.last_seq + 1, event});
            auto next_state = evolve(std::move(state_), log_.back());
            CPC_CHECK(next_state.has_value());  // what decide allows, evolve must be able to fold
            state_ = std::move(*next_state);
        }
}

Player::Next Player::sensible() {
    if (refused_ && !mending_) {
        mending_ = true;
        return mend(*refused_);
    }
    mending_ = false;
    return onward();
}

Player::Next Player::onward() {
    if (state_.adjourned()) return {Say<ConferenceResumed>{{now_}}, {}};
    if (state_.open_segment() != nullptr)
        return {Say<SegmentEnded>{{state_.open_segment()->started.segment, now_}}, {}};
    if (state_.stage == Stage::preparation && chance(dice_, 85)) {
        if (state_.children.empty() || state_.people.size() < 6) return before_the_start();
    }
    if (state_.stage == Stage::decision || state_.stage == Stage::plan) {
        const auto* open = child_with([](const Child& c) { return !c.result; });
        if (open != nullptr) return decide_for(*open);
    }
    if (state_.stage == Stage::close) return {CloseConference{"What was said."}, {}};
    return {EnterStage{static_cast<Stage>(static_cast<int>(state_.stage) + 1), {}}, {}};
}

Player::Next Player::before_the_start() {
    if (state_.children.size() < 1 + dice_() % 3 && chance(dice_, 40)) {
        ChildAdded child;
        child.child = id_of<ChildId>(++ids_);
        child.ref = "C" + std::to_string(state_.children.size() + 1);
        if (chance(dice_, 20))
            child.expected = Date{now_.date.days + 80};
        else
            child.born = Date{now_.date.days - 365 * static_cast<int>(1 + dice_() % 15)};
        return {Say<ChildAdded>{child}, {}};
    }
    const auto& role = pick(dice_, rules_.procedure.roles);
    return {invite(role), {}};
}

Command Player::invite(const procedure::Role& role) {
    PersonInvited invited;
    invited.person = id_of<PersonId>(++ids_);
    invited.name = role.label;
    invited.role = role.id;
    invited.agency = role.agency;
    invited.group =
        from_word<Group>(procedure::group_word(role.group)).value_or(Group::professional);
    invited.reason = "involved";
    invited.key_agency = chance(dice_, 10);
    invited.supports = somebody([](const Person& p) {
        return p.invited.group == Group::family || p.invited.group == Group::child;
    });
    invited.invitee_class = "service-agency";
    if (chance(dice_, 70)) {
        invited.observer_agreed_on = Date{now_.date.days - 3};
        invited.details.emplace().push_back({"exceptional", "Training."});
        for (const auto& detail : role.details)
            invited.details->push_back({detail.id, "2027-03-01"});
        for (const auto& consent : rules_.procedure.the<procedure::ObserverRule>().consents)
            invited.details->push_back({consent.id, "Yes, on 20 March."});
    }
    if (!state_.child_order.empty() && chance(dice_, 15))
        invited.children.emplace(1, pick(dice_, state_.child_order));
    return Say<PersonInvited>{invited};
}

PersonId Player::somebody(const std::function<bool(const Person&)>& wanted) const {
    for (const auto& id : state_.person_order)
        if (wanted(state_.people.at(id))) return id;
    return {};
}

const Child* Player::child_with(const std::function<bool(const Child&)>& wanted) const {
    for (const auto& id : state_.child_order)
        if (wanted(state_.children.at(id))) return &state_.children.at(id);
    return nullptr;
}

std::vector<std::string> Player::some_categories(const Child& child) {
    const auto* rule = rules_.procedure.find<procedure::CategoryRule>();
    if (rule == nullptr || chance(dice_, 10)) return {};
    const auto& first = pick(dice_, rule->categories).id;
    if (!rule->several || chance(dice_, 60)) return {first};
    (void)child;
    return {first, pick(dice_, rule->categories).id};
}

// One open point of the meeting so far, with an answer and words most of the time.
Player::Next Player::tick_something() {
    const std::vector<std::string> named{"neglect", "other"};
    for (auto stage = Stage::preparation; stage <= state_.stage;
         stage = static_cast<Stage>(static_cast<int>(stage) + 1)) {
        const auto open = open_points(state_, rules_.procedure, stage, &named);
        if (open.empty()) continue;
        const auto& point = open.front();
        if (point.item->weight != procedure::Weight::blocking && stage < state_.stage) continue;
        PointConfirmed said{point_key(*point.item, state_, point.child), now_, {}, false};
        if (chance(dice_, 90)) said.note = "As talked over.";
        if (!point.item->answers.empty()) said.answer = pick(dice_, point.item->answers).id;
        said.waived = chance(dice_, 5);
        return {Say<PointConfirmed>{said}, {}};
    }
    return onward();
}

Player::Next Player::mend(const Refusal& refusal) {
    const auto& rule = refusal.rule;
    if (auto next = mend_people(rule)) return *next;
    if (auto next = mend_information(rule)) return *next;
    if (auto next = mend_plan(rule)) return *next;
    if (rule == "chair.confirmed" || rule == "stage.needed-points" || rule == "stage.point-answer")
        return tick_something();
    if (rule == "quorum" && state_.stage > Stage::preparation) {
        if (chance(dice_, 80)) return {Say<PointConfirmed>{way_on("quorum.proceed", now_)}, {}};
        auto resumes = now_;
        resumes.date = resumes.date + 7;
        return {Say<ConferenceAdjourned>{{now_, "Too few are here.", "Stays with gran.", resumes}},
                {}};
    }
    if (rule == "decision.risk-fits")
        if (const auto* child = child_with([](const Child& c) { return !c.result; }))
            return {Say<ContinuingRiskRecorded>{{child->added.child, true}}, {}};
    if (rule == "decision.every-child")
        if (const auto* child = child_with([](const Child& c) { return !c.result; }))
            return decide_for(*child);
    return onward();
}

std::optional<Player::Next> Player::mend_people(const std::string& rule) {
    if (rule == "conference.has-a-child") return before_the_start();
    if (rule == "people.left-out") {
        for (const auto& role : rules_.procedure.roles) {
            if (!role.omission_needs_reason || state_.points.count("omit-" + role.id) > 0) continue;
            if (!somebody([&](const Person& p) { return p.invited.role == role.id; }).empty())
                continue;
            if (chance(dice_, 30))
                return Next{Say<PointConfirmed>{way_on("omit-" + role.id, now_)}, {}};
            return Next{invite(role), {}};
        }
    }
    if (rule == "attendance.all-recorded") {
        const auto who =
            somebody([](const Person& p) { return p.attendance == Attendance::unrecorded; });
        const auto how = chance(dice_, 80)   ? Attendance::in_person
                         : chance(dice_, 50) ? Attendance::telephone
                                             : Attendance::absent_without_report;
        return Next{Say<AttendanceMarked>{{who, how, now_, {}}}, {}};
    }
    if (rule == "attendance.key-absent")
        return Next{Say<PointConfirmed>{way_on("key-absent", now_)}, {}};
    if (rule == "people.must-attend")
        return Next{Say<PointConfirmed>{way_on("must-attend", now_)}, {}};
    if (rule == "introductions.all-introduced")
        return Next{Say<PersonIntroduced>{
                        {somebody([](const Person& p) { return p.here() && !p.introduced; })}},
                    {}};
    return std::nullopt;
}

std::optional<Player::Next> Player::mend_information(const std::string& rule) {
    const auto* children = state_.children.empty() ? nullptr : &state_.children;
    if (rule == "information.agencies-heard")
        return Next{Say<AgencyHeard>{{somebody([](const Person& p) {
                                          return p.invited.group == Group::professional &&
                                                 !p.presence.empty() && !p.heard;
                                      }),
                                      Heard::contributed,
                                      {},
                                      {}}},
                    {}};
    if (rule == "information.reports-read-in")
        return Next{Say<ReportReadIn>{{somebody([](const Person& p) {
                                           return p.presence.empty() && p.report &&
                                                  !p.report_read_in;
                                       }),
                                       now_}},
                    {}};
    if (rule == "information.parent-views") {
        const auto who = somebody([&](const Person& p) {
            return p.invited.group == Group::family &&
                   std::none_of(state_.parent_views.begin(), state_.parent_views.end(),
                                [&](const auto& v) { return v.person == p.invited.person; });
        });
        return Next{Say<ViewsRecorded>{{{}, who, "Wants help.", "present", {}}}, {}};
    }
    if (children == nullptr) return std::nullopt;
    if (rule == "information.child-views")
        if (const auto* c = child_with([](const Child& each) { return each.views.empty(); }))
            return Next{Say<ViewsRecorded>{{c->added.child, {}, "Likes school.", "audio", {}}}, {}};
    if (rule == "information.progress")
        for (const auto& [id, child] : *children)
            for (const auto& each : child.carried)
                if (!each.reviewed)
                    return Next{Say<ActionReviewed>{{each.carried.action, id, Progress::done, {}}},
                                {}};
    const auto has = [](const Child& child, RiskKind kind) {
        return std::any_of(child.risks.begin(), child.risks.end(),
                           [&](const auto& risk) { return risk.kind == kind; });
    };
    if (rule == "risk.existing-and-future")
        for (const auto kind : {RiskKind::existing, RiskKind::future})
            if (const auto* c = child_with([&](const Child& each) { return !has(each, kind); })) {
                RiskNoted risk{id_of<RiskId>(++ids_), c->added.child, kind, "Is hurt.", {}, {}, {}};
                const auto& words = rules_.procedure.risk;
                if (!words.severity.empty()) risk.severity = words.severity.front().id;
                if (!words.likelihood.empty()) risk.likelihood = words.likelihood.front().id;
                return Next{Say<RiskNoted>{risk}, {}};
            }
    if (rule == "risk.summary")
        if (const auto* c = child_with([](const Child& each) { return each.summary.empty(); }))
            return Next{Say<RiskSummarised>{{c->added.child, "The main issues."}}, {}};
    return std::nullopt;
}

std::optional<Player::Next> Player::mend_plan(const std::string& rule) {
    const auto* child = child_with([&](const Child& c) {
        if (!c.result) return false;
        return rule == "plan.key-worker"   ? !c.key_worker && c.protected_status()
               : rule == "plan.outline"    ? c.actions.empty()
               : rule == "plan.core-group" ? !c.core_group && c.protected_status()
                                           : true;
    });
    if (child == nullptr) return std::nullopt;
    const auto id = child->added.child;
    auto soon = now_;
    soon.date = soon.date + 7;
    const auto* lead = rules_.procedure.find<procedure::LeadWorkerRule>();
    auto worker = somebody([&](const Person& p) {
        return lead != nullptr && std::find(lead->roles.begin(), lead->roles.end(),
                                            p.invited.role) != lead->roles.end();
    });
    if (rule == "plan.key-worker") {
        if (worker.empty() && !lead->others_with_reason)
            return Next{invite(*rules_.procedure.role(lead->roles.front())), {}};
        if (worker.empty()) worker = state_.person_order.front();
        return Next{Say<KeyWorkerNamed>{{id, worker, "Knows the family best."}}, {}};
    }
    if (rule == "plan.outline") {
        ActionAgreed action{id_of<ActionId>(++ids_),     id,        "Safe",  "Visit each week.",
                            state_.person_order.front(), soon.date, "Seen.", {}};
        for (const auto& risk : child->risks)
            action.needs = {risk.risk};
        return Next{Say<ActionAgreed>{action}, {}};
    }
    if (rule == "plan.core-group")
        return Next{Say<CoreGroupNamed>{{id, {state_.person_order.front()}, soon, {}}}, {}};
    if (rule == "close.next-conference" || needs_reason(rule)) {
        auto review = now_;
        review.date = review.date + (chance(dice_, 80) ? 60 : 300);
        return Next{Say<NextConferenceSet>{{review, chance(dice_, 50) ? "Staff." : ""}}, {}};
    }
    return std::nullopt;
}

Player::Next Player::decide_for(const Child& child) {
    const auto id = child.added.child;
    const auto& rule = rules_.procedure.the<procedure::DecisionRule>();
    if (rule.method == procedure::Method::agreed_outcome) {
        if (child.agreed) return lock(child);
        OutcomeAgreed agreed{id, chance(dice_, 70), "Services help.", {}, "The supervisor"};
        agreed.entered_by = somebody([&](const Person& p) {
            const auto* role = rules_.procedure.role(p.invited.role);
            return role != nullptr && role->agency_group == "child-protection";
        });
        if (agreed.entered_by.empty())
            return {invite(*rules_.procedure.role("convening-practitioner")), {}};
        return {Say<OutcomeAgreed>{agreed}, {}};
    }
    if (!child.continuing_risk) return {Say<ContinuingRiskRecorded>{{id, chance(dice_, 80)}}, {}};
    if (!child.ballot) return {OpenBallot{id}, {}};
    if (child.ballot->closed) return lock(child);
    const auto missing = still_to_give(state_, *child.ballot);
    if (missing.empty()) return {CloseBallot{id}, {}};
    const auto who = missing.front();
    const auto roll = dice_() % 10;
    const auto view = roll == 0                 ? View::unable
                      : lean_ == 0              ? View::in_favour
                      : lean_ == 1              ? (roll < 9 ? View::against : View::in_favour)
                      : missing.size() % 2 == 0 ? View::in_favour
                                                : View::against;
    PositionLogged position{id, who, view, "Because.", false, false};
    const auto& person = state_.people.at(who);
    if (is_remote(person.attendance)) {
        position.by_phone = position.read_back = true;
        return {Say<PositionLogged>{position}, {}};
    }
    return {Say<PositionLogged>{position}, who};
}

Player::Next Player::lock(const Child& child) {
    const auto id = child.added.child;
    if (verdict(state_, rules_, child) || chance(dice_, 5))
        return {LockResult{id, some_categories(child)}, {}};
    ChairDecided decided{id, chance(dice_, 50), "What weighed most."};
    for (const auto& heading : rules_.procedure.the<procedure::DecisionRule>().mandatory_texts)
        if (!chance(dice_, 5)) {
            if (!decided.texts) decided.texts.emplace();
            decided.texts->push_back({heading.id, "Words."});
        }
    return {Say<ChairDecided>{decided}, {}};
}

Player::Next Player::nonsense() {
    for (;;) {
        auto command = RandomCommand{dice_, state_, words_, now_}.any();
        // These end or swell a meeting; they come, but seldom.
        const bool ends = std::holds_alternative<CancelConference>(command);
        const bool swells = std::holds_alternative<Say<ChildAdded>>(command) ||
                            std::holds_alternative<Say<PersonInvited>>(command);
        if ((ends && !chance(dice_, 4)) || (swells && !chance(dice_, 30))) continue;
        const bool somebody = !state_.person_order.empty() && chance(dice_, 30);
        return {std::move(command), somebody ? pick(dice_, state_.person_order) : PersonId{}};
    }
}

}  // namespace cpc::conference::test
