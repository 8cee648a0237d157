// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/profile.hpp"

#include <algorithm>

#include "core/procedure/lists.hpp"
#include "core/procedure/words.hpp"

namespace cpc::procedure {
namespace {

template <class List>
const Basis* basis_in(const List& list, std::string_view id) {
    const auto* found = find_in(list, [&](const auto& part) { return part.basis.id == id; });
    return found == nullptr ? nullptr : &found->basis;
}

}  // namespace

std::string_view status_word(Status status) {
    return words::word(words::statuses, status);
}
std::string_view group_word(RoleGroup group) {
    return words::word(words::groups, group);
}
std::string_view stage_word(StageKind kind) {
    return words::word(words::stages, kind);
}
std::string_view outcome_word(OutcomeKind kind) {
    return words::word(words::outcomes, kind);
}
std::string_view need_word(Need need) {
    return words::word(words::needs, need);
}
std::string_view recipient_word(Recipient recipient) {
    return words::word(words::recipients, recipient);
}
std::string_view unit_word(CountUnit unit) {
    return words::word(words::units, unit);
}
std::string_view method_word(Method method) {
    return words::word(words::methods, method);
}
std::string_view override_word(ChairOverride value) {
    return words::word(words::overrides, value);
}

bool Procedure::in_force(Date day) const {
    return effective_from <= day && (!effective_to || day <= *effective_to);
}

const ConferenceType* Procedure::type(std::string_view type_id) const {
    return find_in(types, [&](const auto& part) { return part.id == type_id; });
}
const Role* Procedure::role(std::string_view role_id) const {
    return find_in(roles, [&](const auto& part) { return part.id == role_id; });
}
const AttendanceStatus* Procedure::attendance_status(std::string_view status_id) const {
    return find_in(attendance, [&](const auto& part) { return part.id == status_id; });
}
TypeLimit ReviewRule::limit_for(const ConferenceType& type) const {
    for (const auto& own : by_type)
        if (std::find(own.types.begin(), own.types.end(), type.id) != own.types.end()) return own;
    const bool first = type.kind != TypeKind::review;
    return {{}, first ? first_deadline : next_deadline, first ? first_which : next_which};
}

const Stage* Procedure::stage(StageKind kind) const {
    return find_in(stages, [&](const auto& part) { return part.kind == kind; });
}
const Statement* Procedure::statement(std::string_view statement_id) const {
    return find_in(statements, [&](const auto& part) { return part.id == statement_id; });
}
const EventName* Procedure::event(std::string_view event_id) const {
    return find_in(events, [&](const auto& part) { return part.id == event_id; });
}
const OutcomeRule* Procedure::outcome(OutcomeKind kind) const {
    return find_in(outcomes, [&](const auto& part) { return part.kind == kind; });
}
const Choice* Procedure::label(std::string_view label_id) const {
    return find_in(labels, [&](const auto& part) { return part.id == label_id; });
}
const DeadlineRule* Procedure::deadline(std::string_view id_wanted, std::string_view which) const {
    return find_in(deadlines, [&](const auto& part) {
        return part.basis.id == id_wanted && part.which == which;
    });
}

const Ballot* Procedure::ballot(std::string_view type_id) const {
    const auto* decision = find<DecisionRule>();
    if (decision == nullptr) return nullptr;
    return find_in(decision->ballots, [&](const auto& part) { return holds(part.types, type_id); });
}

std::vector<const OutcomeRule*> Procedure::outcomes_for(std::string_view type_id) const {
    std::vector<const OutcomeRule*> list;
    for (const auto& part : outcomes)
        if (holds(part.types, type_id)) list.push_back(&part);
    return list;
}

const Basis* Procedure::basis(std::string_view rule_id) const {
    for (const Rule& rule : rules)
        if (basis_of(rule).id == rule_id) return &basis_of(rule);
    if (risk.basis.id == rule_id) return &risk.basis;
    for (const Basis* found : {basis_in(deadlines, rule_id), basis_in(types, rule_id),
                               basis_in(stages, rule_id), basis_in(outcomes, rule_id),
                               basis_in(documents, rule_id), basis_in(dissent_routes, rule_id),
                               basis_in(access_notes, rule_id), basis_in(record_notes, rule_id)})
        if (found != nullptr) return found;
    return nullptr;
}

std::string fill_in(std::string_view text,
                    const std::vector<std::pair<std::string, std::string>>& values) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        const auto* value =
            close == std::string_view::npos ? nullptr : find_in(values, [&](const auto& v) {
                return v.first == text.substr(1, close - 1);
            });
        filled += value != nullptr ? std::string_view(value->second) : text.substr(0, 1);
        text.remove_prefix(value != nullptr ? close + 1 : 1);
    }
    return filled;
}

}  // namespace cpc::procedure
