// SPDX-License-Identifier: Apache-2.0
// A State as one text, every field of it in a fixed order: two states with the same text are the
// same state. Events print themselves by their fields(), so that a new field is in it at once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/conference/state.hpp"

namespace cpc::conference::test {

class Digest {
  public:
    [[nodiscard]] std::string take() { return std::move(text_); }

    void add(const std::string& value) { (text_ += value) += '\x1f'; }
    void add(const Date& value) { number(value.days); }
    void add(const LocalTime& value) {
        add(value.date);
        number(value.minute);
        number(value.offset_minutes);
    }
    template <class Tag>
    void add(const Id<Tag>& value) {
        bytes(value.bytes);
    }
    template <std::size_t N>
    void add(const ByteArray<N>& value) {
        bytes(value);
    }
    template <class T>
    void add(const std::optional<T>& value) {
        text_ += value ? '+' : '-';
        if (value) add(*value);
    }
    template <class T>
    void add(const std::vector<T>& list) {
        number(static_cast<std::int64_t>(list.size()));
        for (const auto& each : list)
            add(each);
    }
    template <class K, class V>
    void add(const std::map<K, V>& map) {
        number(static_cast<std::int64_t>(map.size()));
        for (const auto& [key, value] : map) {
            add(key);
            add(value);
        }
    }
    template <class T>
    requires std::is_enum_v<T> || std::is_integral_v<T>
    void add(T value) { number(static_cast<std::int64_t>(value)); }
    template <class E>
    requires requires { E::fields(); }
    void add(const E& event) {
        std::apply([&](auto... field) { (add(event.*field), ...); }, E::fields());
    }

    void add(const Interval& i) { all(i.from, i.to, i.reason); }
    void add(const Person& p) {
        all(p.invited, p.attendance, p.attendance_note, p.presence, p.late, p.introduced, p.heard,
            p.report, p.report_read_in, p.public_key, p.cosigned, p.exclusion);
    }
    void add(const Contribution& c) { all(c.seq, c.said, c.corrections); }
    void add(const Material& m) { all(m.seq, m.taken, m.withdrawn_because); }
    void add(const Position& p) { all(p.seq, p.logged); }
    void add(const Ballot& b) {
        all(b.opened, b.opened_seq, b.positions, b.closed, b.closed_seq, b.chair);
    }
    void add(const CarriedAction& a) { all(a.carried, a.reviewed); }
    void add(const Recommendation& r) { all(r.made, r.answered); }
    void add(const Segment& s) { all(s.started, s.ended); }
    void add(const Sitting& s) { all(s.from, s.adjourned); }
    void add(const LockedResult& r) { all(r.locked, r.seq, r.correction_reason); }
    void add(const Child& c) {
        all(c.added, c.views, c.risks, c.scores, c.summary, c.continuing_risk, c.ballot,
            c.earlier_ballots, c.result, c.earlier_results, c.family_views, c.key_worker,
            c.core_group, c.actions, c.plan_notes, c.withdrawn, c.carried, c.dissents, c.referrals,
            c.agreed, c.register_entry, c.birth);
    }
    void add(const State& s) {
        all(s.opened, s.stage, s.stage_entered, s.stage_history, s.person_order, s.people,
            s.child_order, s.children, s.points, s.contributions, s.conflicts, s.materials,
            s.parent_views, s.next_conference, s.request, s.request_answer, s.start_dates_set,
            s.start_dates_before, s.objections, s.segments, s.sittings, s.recommendations,
            s.breaches, s.route_steps, s.cancelled, s.closed, s.closed_seq, s.documents,
            s.last_seq);
    }

  private:
    template <class... T>
    void all(const T&... parts) {
        (add(parts), ...);
    }
    void number(std::int64_t value) { (text_ += std::to_string(value)) += ';'; }
    template <class Array>
    void bytes(const Array& value) {
        text_.append(reinterpret_cast<const char*>(value.data()), value.size());
    }

    std::string text_;
};

inline std::string digest(const State& state) {
    Digest out;
    out.add(state);
    return out.take();
}

}  // namespace cpc::conference::test
