// SPDX-License-Identifier: Apache-2.0
#include "app/centre/ledger.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace cpc::centre {
namespace {

constexpr int soon_days = 7;
constexpr Date no_day{2'000'000};  // behind every real one

// "  Child   CD " and "child cd" are one name.
std::string plain_name(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool space = c == ' ' || c == '\t';
        if (space && (out.empty() || out.back() == ' ')) continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : (space ? ' ' : c);
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

bool is_open(const Clock& clock) {
    return clock.state == ClockState::open;
}

}  // namespace

Ledger::ChildKey Ledger::key_of(const RegisterLine& line) {
    const auto day = line.born       ? line.born->iso()
                     : line.expected ? "expected " + line.expected->iso()
                                     : std::string{"unknown"};
    return line.region + "\n" + plain_name(line.child_name) + "\n" + day;
}

const RegisterLine& Ledger::line(const LineRef& ref) const {
    return works_.at(ref.place).lines.at(ref.index);
}

const std::set<Ledger::LineRef>& Ledger::lines_of(const ChildKey& key) const {
    static const std::set<LineRef> none;
    const auto found = children_.find(key);
    return found == children_.end() ? none : found->second;
}

void Ledger::take_out(const Work& work) {
    for (std::size_t i = 0; i < work.lines.size(); ++i) {
        const auto key = key_of(work.lines[i]);
        const LineRef ref{work.lines[i].at, work.source.place, i};
        children_[key].erase(ref);
        ended_.erase(ref);
        under_plan_.erase({plain_name(work.lines[i].child_name), key});
    }
    for (const auto& ref : open_of_[work.source.place])
        open_.erase(ref);
    open_of_.erase(work.source.place);
    asked_open_.erase(work.source.place);
}

// Under a plan or not, after a line came or went.
void Ledger::index(const ChildKey& key) {
    const RegisterLine* newest = nullptr;
    for (const auto& ref : lines_of(key)) {
        ended_.erase(ref);
        if (in_error_.count(ref.place) == 0) newest = &line(ref);
    }
    for (const auto& ref : lines_of(key)) {
        under_plan_.erase({plain_name(line(ref).child_name), key});
        if (&line(ref) == newest && newest->ended) ended_.insert(ref);
    }
    if (newest != nullptr && newest->on_plan)
        under_plan_.insert({plain_name(newest->child_name), key});
}

// Whether a later conference was held about every child of this one that is under a plan.
bool Ledger::followed(const Work& work) const {
    bool any = false;
    for (const auto& each : work.lines) {
        if (!each.on_plan) continue;
        any = true;
        const auto& lines = lines_of(key_of(each));
        const bool later = std::any_of(lines.begin(), lines.end(), [&](const LineRef& ref) {
            return in_error_.count(ref.place) == 0 && ref.at.instant() > each.at.instant();
        });
        if (!later) return false;
    }
    return any;
}

void Ledger::index_clocks(const Work& work) {
    const auto& place = work.source.place;
    for (const auto& ref : open_of_[place])
        open_.erase(ref);
    auto& mine = open_of_[place];
    mine.clear();
    if (in_error_.count(place) != 0 || work.cancelled) return;
    const bool over = followed(work);
    for (std::size_t i = 0; i < work.clocks.size(); ++i) {
        const auto& clock = work.clocks[i];
        if (!is_open(clock) || (clock.until_next && over)) continue;
        mine.push_back({clock.due ? procedure::date_of(*clock.due) : no_day, place, i});
        open_.insert(mine.back());
    }
}

void Ledger::put(Work work) {
    const auto place = work.source.place;
    std::set<ChildKey> touched;
    if (const auto old = works_.find(place); old != works_.end()) {
        if (old->second.source.known > work.source.known) return;
        for (const auto& each : old->second.lines)
            touched.insert(key_of(each));
        take_out(old->second);
    }
    const auto& kept = works_.insert_or_assign(place, std::move(work)).first->second;
    for (std::size_t i = 0; i < kept.lines.size(); ++i) {
        touched.insert(key_of(kept.lines[i]));
        children_[key_of(kept.lines[i])].insert({kept.lines[i].at, place, i});
    }
    index_clocks(kept);
    for (const auto& key : touched) {
        index(key);
        for (const auto& ref : lines_of(key))
            index_clocks(works_.at(ref.place));
    }
    const bool waiting = std::any_of(kept.asked.begin(), kept.asked.end(), [](const Asked& each) {
        return each.answer == Asked::Answer::none;
    });
    if (waiting) asked_open_.insert(place);
}

void Ledger::mark_in_error(const Place& place, bool in_error) {
    const bool was = in_error_.count(place) != 0;
    if (was == in_error) return;
    if (in_error)
        in_error_.insert(place);
    else
        in_error_.erase(place);
    const auto* work = find(place);
    if (work == nullptr) return;
    index_clocks(*work);
    for (const auto& each : work->lines) {
        index(key_of(each));
        for (const auto& ref : lines_of(key_of(each)))
            index_clocks(works_.at(ref.place));
    }
}

const Work* Ledger::find(const Place& place) const {
    const auto found = works_.find(place);
    return found == works_.end() ? nullptr : &found->second;
}

std::vector<Present> Ledger::present(const Scope& scope, Date today) const {
    std::vector<Present> out;
    for (const auto& [name, key] : under_plan_) {
        Present one;
        bool running = false;
        bool first = true;
        for (const auto& ref : lines_of(key)) {
            if (in_error_.count(ref.place) != 0) continue;
            const auto& each = line(ref);
            if (first)
                one.seen_before = works_.at(ref.place).type_kind != procedure::TypeKind::review;
            first = false;
            if (each.on_plan && !running) one.since = each.at.date;
            running = each.on_plan;
            one.line = &each;
        }
        CPC_CHECK(one.line != nullptr);
        if (!scope.covers(one.line->region)) continue;
        one.review_overdue = one.line->review_due && *one.line->review_due < today;
        out.push_back(one);
    }
    return out;
}

std::vector<const RegisterLine*> Ledger::ended(const Scope& scope, std::size_t most) const {
    std::vector<const RegisterLine*> out;
    for (auto ref = ended_.rbegin(); ref != ended_.rend() && out.size() < most; ++ref)
        if (scope.covers(line(*ref).region)) out.push_back(&line(*ref));
    return out;
}

std::vector<const RegisterLine*> Ledger::in_error(const Scope& scope) const {
    std::vector<const RegisterLine*> out;
    for (const auto& place : in_error_) {
        const auto* work = find(place);
        if (work == nullptr || !scope.covers(work->source.region)) continue;
        for (const auto& each : work->lines)
            out.push_back(&each);
    }
    return out;
}

std::vector<const RegisterLine*> Ledger::history(const RegisterLine& of) const {
    std::vector<const RegisterLine*> out;
    for (const auto& ref : lines_of(key_of(of)))
        out.push_back(&line(ref));
    return out;
}

std::vector<Due> Ledger::due(const Scope& scope, const LocalTime& now) const {
    std::vector<Due> out;
    for (const auto& ref : open_) {
        const auto& work = works_.at(ref.place);
        if (!scope.covers(work.source.region)) continue;
        const auto& clock = work.clocks[ref.index];
        Due one{&work, &clock, Urgency::undated, false};
        if (clock.due) {
            one.urgency = procedure::is_late(*clock.due, now) ? Urgency::overdue
                          : ref.due <= now.date + soon_days   ? Urgency::due_soon
                                                              : Urgency::later;
            one.gap = clock.kind == ClockKind::core_group && one.urgency == Urgency::overdue;
        }
        out.push_back(one);
    }
    return out;
}

std::vector<std::pair<const Work*, const Asked*>> Ledger::unanswered(const Scope& scope) const {
    std::vector<std::pair<const Work*, const Asked*>> out;
    for (const auto& place : asked_open_) {
        const auto& work = works_.at(place);
        if (!scope.covers(work.source.region)) continue;
        for (const auto& asked : work.asked)
            if (asked.answer == Asked::Answer::none) out.emplace_back(&work, &asked);
    }
    return out;
}

std::vector<const Work*> Ledger::all(const Scope& scope) const {
    std::vector<const Work*> out;
    for (const auto& [place, work] : works_)
        if (scope.covers(work.source.region)) out.push_back(&work);
    return out;
}

}  // namespace cpc::centre
