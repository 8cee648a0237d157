// SPDX-License-Identifier: Apache-2.0
// The words a profile file uses for each enumeration: one table each, read in both directions. For
// this module's own use; others call the `…_word` functions.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "core/procedure/rules.hpp"

namespace cpc::procedure::words {

template <class Value, std::size_t N>
using Table = std::array<std::pair<Value, std::string_view>, N>;

template <class Value, std::size_t N>
constexpr std::string_view word(const Table<Value, N>& table, Value value) {
    for (const auto& row : table)
        if (row.first == value) return row.second;
    return {};
}

// The value for a word. The schema has admitted the word before anybody asks.
template <class Value, std::size_t N>
constexpr Value value(const Table<Value, N>& table, std::string_view text) {
    for (const auto& row : table)
        if (row.second == text) return row.first;
    return table.front().first;
}

inline constexpr Table<Status, 3> statuses{{{Status::source, "source"},
                                            {Status::by_default, "default"},
                                            {Status::not_verified, "not-verified"}}};
inline constexpr Table<Condition, 5> conditions{{{Condition::always, "always"},
                                                 {Condition::plan, "plan"},
                                                 {Condition::plan_ended, "plan-ended"},
                                                 {Condition::chair_decided, "chair-decided"},
                                                 {Condition::request_refused, "request-refused"}}};
inline constexpr Table<Pick, 2> picks{{{Pick::earliest, "earliest"}, {Pick::latest, "latest"}}};
inline constexpr Table<RoleGroup, 11> groups{{{RoleGroup::professional, "professional"},
                                              {RoleGroup::family, "family"},
                                              {RoleGroup::child, "child"},
                                              {RoleGroup::supporter, "supporter"},
                                              {RoleGroup::advocate, "advocate"},
                                              {RoleGroup::legal, "legal"},
                                              {RoleGroup::interpreter, "interpreter"},
                                              {RoleGroup::specialist, "specialist"},
                                              {RoleGroup::observer, "observer"},
                                              {RoleGroup::chair, "chair"},
                                              {RoleGroup::minute_taker, "minute-taker"}}};
inline constexpr Table<TypeKind, 3> type_kinds{
    {{TypeKind::initial, "initial"}, {TypeKind::review, "review"}, {TypeKind::intake, "intake"}}};
inline constexpr Table<Weight, 2> weights{
    {{Weight::blocking, "blocking"}, {Weight::warning, "warning"}}};
inline constexpr Table<StageKind, 7> stages{{{StageKind::introductions, "introductions"},
                                             {StageKind::information, "information"},
                                             {StageKind::risk, "risk"},
                                             {StageKind::decision, "decision"},
                                             {StageKind::outcome, "outcome"},
                                             {StageKind::plan, "plan"},
                                             {StageKind::close, "close"}}};
inline constexpr Table<FieldNeed, 3> field_needs{
    {{FieldNeed::must, "must"}, {FieldNeed::should, "should"}, {FieldNeed::may, "may"}}};
inline constexpr Table<OutcomeKind, 6> outcomes{{{OutcomeKind::place, "place"},
                                                 {OutcomeKind::do_not_place, "do-not-place"},
                                                 {OutcomeKind::retain, "retain"},
                                                 {OutcomeKind::remove, "remove"},
                                                 {OutcomeKind::agreed_outcome, "agreed-outcome"},
                                                 {OutcomeKind::not_agreed, "not-agreed"}}};
inline constexpr Table<Need, 9> needs{{{Need::category, "category"},
                                       {Need::lead_worker, "lead-worker"},
                                       {Need::plan, "plan"},
                                       {Need::core_group, "core-group"},
                                       {Need::core_group_date, "core-group-date"},
                                       {Need::review_date, "review-date"},
                                       {Need::change_relied_on, "change-relied-on"},
                                       {Need::step_down, "step-down"},
                                       {Need::further_work, "further-work"}}};
inline constexpr Table<Recipient, 18> recipients{
    {{Recipient::attendees, "attendees"},
     {Recipient::attending_professionals, "attending-professionals"},
     {Recipient::absent_professionals, "absent-professionals"},
     {Recipient::attending_family, "attending-family"},
     {Recipient::absent_family, "absent-family"},
     {Recipient::excluded_family, "excluded-family"},
     {Recipient::child, "child"},
     {Recipient::dissenters, "dissenters"},
     {Recipient::invited, "invited"},
     {Recipient::chair, "chair"},
     {Recipient::core_group, "core-group"},
     {Recipient::gp, "gp"},
     {Recipient::service_manager, "service-manager"},
     {Recipient::childrens_reporter, "childrens-reporter"},
     {Recipient::requester, "requester"},
     {Recipient::supervisor, "supervisor"},
     {Recipient::client_file, "client-file"},
     {Recipient::recommended, "recommended"}}};
inline constexpr Table<DocumentWhen, 10> document_whens{
    {{DocumentWhen::always, "always"},
     {DocumentWhen::plan, "plan"},
     {DocumentWhen::dissent, "dissent"},
     {DocumentWhen::exclusion, "exclusion"},
     {DocumentWhen::absent_family, "absent-family"},
     {DocumentWhen::chair_decided, "chair-decided"},
     {DocumentWhen::plan_ended, "plan-ended"},
     {DocumentWhen::answered, "answered"},
     {DocumentWhen::request_refused, "request-refused"},
     {DocumentWhen::restricted, "restricted"}}};
inline constexpr Table<DissentWho, 3> dissent_whos{{{DissentWho::professional, "professional"},
                                                    {DissentWho::family, "family"},
                                                    {DissentWho::anyone, "anyone"}}};
inline constexpr Table<ExclusionExtent, 2> extents{
    {{ExclusionExtent::part, "part"}, {ExclusionExtent::whole, "whole"}}};
inline constexpr Table<CountUnit, 2> units{
    {{CountUnit::professional, "professional"}, {CountUnit::agency, "agency"}}};
inline constexpr Table<Method, 4> methods{
    {{Method::consensus_then_majority, "consensus-then-majority"},
     {Method::consensus_only, "consensus-only"},
     {Method::fixed, "fixed"},
     {Method::agreed_outcome, "agreed-outcome"}}};
inline constexpr Table<ChairOverride, 4> overrides{
    {{ChairOverride::none, "none"},
     {ChairOverride::on_split, "on-split"},
     {ChairOverride::on_failed_consensus, "on-failed-consensus"},
     {ChairOverride::any_with_reasons, "any-with-reasons"}}};
inline constexpr Table<PlanChange, 3> plan_changes{{{PlanChange::any, "any"},
                                                    {PlanChange::minor, "minor"},
                                                    {PlanChange::proposal_only, "proposal-only"}}};

}  // namespace cpc::procedure::words
