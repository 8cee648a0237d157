// SPDX-License-Identifier: Apache-2.0
// One phrase for each value of each enumeration. A value without one does not compile.
#include "app/explain/sentences.hpp"

namespace cpc::explain {

using namespace procedure;

std::string standing_words(Status status) {
    switch (status) {
        case Status::source:
            return "in the source";
        case Status::by_default:
            return "default: the source is silent";
        case Status::not_verified:
            return "not verified";
    }
    return {};
}

std::string group_words(RoleGroup group) {
    switch (group) {
        case RoleGroup::professional:
            return "a professional";
        case RoleGroup::family:
            return "family";
        case RoleGroup::child:
            return "the child";
        case RoleGroup::supporter:
            return "a supporter";
        case RoleGroup::advocate:
            return "an advocate";
        case RoleGroup::legal:
            return "a lawyer";
        case RoleGroup::interpreter:
            return "an interpreter";
        case RoleGroup::specialist:
            return "a specialist";
        case RoleGroup::observer:
            return "an observer";
        case RoleGroup::chair:
            return "the chair";
        case RoleGroup::minute_taker:
            return "the minute taker";
    }
    return {};
}

std::string recipient_words(Recipient recipient) {
    switch (recipient) {
        case Recipient::attendees:
            return "everyone who was there";
        case Recipient::attending_professionals:
            return "professionals who were there";
        case Recipient::absent_professionals:
            return "professionals who were not there";
        case Recipient::attending_family:
            return "family who were there";
        case Recipient::absent_family:
            return "family who were not there";
        case Recipient::excluded_family:
            return "family who were kept out";
        case Recipient::child:
            return "the child";
        case Recipient::dissenters:
            return "those who took the other view";
        case Recipient::invited:
            return "everyone invited";
        case Recipient::chair:
            return "the chair";
        case Recipient::core_group:
            return "the core group";
        case Recipient::gp:
            return "the GP";
        case Recipient::service_manager:
            return "the service manager";
        case Recipient::childrens_reporter:
            return "the children's reporter";
        case Recipient::requester:
            return "whoever asked for the conference";
        case Recipient::supervisor:
            return "the supervisor";
        case Recipient::client_file:
            return "the child's file";
        case Recipient::recommended:
            return "the agencies that something was recommended to";
    }
    return {};
}

std::string document_when_words(DocumentWhen when) {
    switch (when) {
        case DocumentWhen::always:
            return "Made for every conference";
        case DocumentWhen::plan:
            return "Made where a child is under a plan or registered afterwards";
        case DocumentWhen::dissent:
            return "Made where somebody took the other view";
        case DocumentWhen::exclusion:
            return "Made where somebody was kept out";
        case DocumentWhen::absent_family:
            return "Made where family were not there";
        case DocumentWhen::chair_decided:
            return "Made where the chair decided";
        case DocumentWhen::plan_ended:
            return "Made where a plan or registration ended";
        case DocumentWhen::answered:
            return "Made where a point was answered in a certain way";
        case DocumentWhen::request_refused:
            return "Made where a request for a conference was turned down";
        case DocumentWhen::restricted:
            return "Made where part of the meeting was held without everybody";
    }
    return {};
}

std::string need_words(Need need) {
    switch (need) {
        case Need::category:
            return "at least one category";
        case Need::lead_worker:
            return "a named lead worker";
        case Need::plan:
            return "a plan";
        case Need::core_group:
            return "the members of the core group";
        case Need::core_group_date:
            return "the date of the first core group";
        case Need::review_date:
            return "the date of the next conference";
        case Need::change_relied_on:
            return "the change that the conference relies on";
        case Need::step_down:
            return "what help goes on afterwards";
        case Need::further_work:
            return "what further work is needed";
    }
    return {};
}

std::string outcome_words(OutcomeKind kind) {
    switch (kind) {
        case OutcomeKind::place:
            return "place under a plan or register";
        case OutcomeKind::do_not_place:
            return "do not place or register";
        case OutcomeKind::retain:
            return "the plan or registration goes on";
        case OutcomeKind::remove:
            return "the plan or registration ends";
        case OutcomeKind::agreed_outcome:
            return "an outcome that was agreed";
        case OutcomeKind::not_agreed:
            return "no outcome was agreed";
    }
    return {};
}

std::string condition_words(Condition condition) {
    switch (condition) {
        case Condition::always:
            return {};
        case Condition::plan:
            return "Only for a child who is under a plan or registered after the decision";
        case Condition::plan_ended:
            return "Only for a child whose plan or registration ended here";
        case Condition::chair_decided:
            return "Only where the chair decided";
        case Condition::request_refused:
            return "Only where a request for a conference was turned down";
    }
    return {};
}

std::string type_kind_words(TypeKind kind) {
    switch (kind) {
        case TypeKind::initial:
            return "A first conference about a child";
        case TypeKind::review:
            return "A conference that looks again at a child who has a plan";
        case TypeKind::intake:
            return "A conference at intake, without a plan or register";
    }
    return {};
}

std::string method_words(Method method) {
    switch (method) {
        case Method::consensus_then_majority:
            return "All agree; if they do not, more than half of the views that take a side decide";
        case Method::consensus_only:
            return "All have to agree";
        case Method::fixed:
            return "The outcome is given; views are recorded";
        case Method::agreed_outcome:
            return "No views are counted: the outcome is what the people there agree on";
    }
    return {};
}

std::string override_words(ChairOverride value) {
    switch (value) {
        case ChairOverride::none:
            return "The chair cannot decide alone";
        case ChairOverride::on_split:
            return "The chair decides only where the views are split evenly, or nobody took a side";
        case ChairOverride::on_failed_consensus:
            return "The chair decides where not all agree";
        case ChairOverride::any_with_reasons:
            return "The chair may decide otherwise whatever the views are, with reasons";
    }
    return {};
}

}  // namespace cpc::explain
