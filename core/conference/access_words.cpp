// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/conference/access.hpp"

namespace cpc::conference {
namespace {

constexpr std::array capacities{
    std::pair{Capacity::own, std::string_view{"self"}},
    std::pair{Capacity::child, std::string_view{"child"}},
    std::pair{Capacity::for_child, std::string_view{"parent-for-child"}},
    std::pair{Capacity::representative, std::string_view{"representative"}},
    std::pair{Capacity::guardian, std::string_view{"guardian"}},
    std::pair{Capacity::court, std::string_view{"court-order"}},
};

// REQ-282's exceptions, and two grounds that are none: they say why there is nothing to give.
constexpr std::array grounds{
    std::pair{std::string_view{"third-party"},
              std::string_view{"Would show who another person is"}},
    std::pair{std::string_view{"serious-harm"},
              std::string_view{"Could seriously harm somebody's health or feelings"}},
    std::pair{std::string_view{"crime"},
              std::string_view{"Could get in the way of police or court work"}},
    std::pair{std::string_view{"civil-case"},
              std::string_view{"Could harm the authority's case in a civil court"}},
    std::pair{std::string_view{"childs-interest"},
              std::string_view{"A child's own words, and the request is not made in the child's "
                               "interest"}},
    std::pair{std::string_view{"erased"}, std::string_view{"The content is no longer kept"}},
};

}  // namespace

std::string_view word(Capacity capacity) {
    for (const auto& [value, text] : capacities)
        if (value == capacity) return text;
    return {};
}

std::optional<Capacity> capacity_from(std::string_view text) {
    for (const auto& [value, word] : capacities)
        if (word == text) return value;
    return std::nullopt;
}

std::string_view word(WhyWithheld why) {
    switch (why) {
        case WhyWithheld::restricted:
            return "restricted";
        case WhyWithheld::third_party:
            return "third-party";
        case WhyWithheld::other_child:
            return "other-child";
        case WhyWithheld::named:
            return "names-somebody-else";
        case WhyWithheld::staff_only:
            return "professionals-only";
        case WhyWithheld::police:
            return "police";
        case WhyWithheld::asked_by:
            return "who-asked";
        case WhyWithheld::other_person:
            return "other-person";
        case WhyWithheld::kept_out:
            return "kept-out";
        case WhyWithheld::childs_words:
            return "childs-words";
        case WhyWithheld::not_shared:
            return "not-shared";
        case WhyWithheld::not_told:
            return "not-told";
        case WhyWithheld::erased:
            return "erased";
    }
    return "restricted";
}

Result<void> may_ask(const State& state, const AccessRequest& request) {
    const auto* person = state.person(request.person);
    const auto advice = std::string{"Nothing was made. The record is as it was."};
    if (person == nullptr ||
        (person->invited.group != Group::family && person->invited.group != Group::child))
        return fail(Fault::refused, "Access is asked for by somebody of the family, or for them.",
                    {}, advice + " Name the person whose record it is.");
    const bool child = person->invited.group == Group::child;
    if (child && (request.capacity == Capacity::own || request.capacity == Capacity::for_child))
        return fail(Fault::refused,
                    "A child asks as a child who understands what it is asking for.", {},
                    advice + " Choose \"child\", or ask for the parent on the child's behalf.");
    if (!child && request.capacity == Capacity::child)
        return fail(Fault::refused, "This person is not a child of the conference.", {}, advice);
    if (request.because.empty())
        return fail(Fault::refused, "It is not said on what the request was granted, and by whom.",
                    {},
                    advice +
                        " For a parent on a child's behalf: why it is in the child's "
                        "interest. For an order or an appointment: its number and day.");
    if (!state.closed && !state.cancelled)
        return fail(Fault::refused, "The conference is not closed.", {},
                    "What it says can still change. Close it first.");
    return {};
}

AccessCount AccessView::count() const {
    AccessCount out;
    out.entries = entries.size();
    for (const auto& each : entries) {
        if (each.given)
            ++(each.withheld.empty() ? out.whole : out.in_part);
        else
            ++(each.withheld.empty() ? out.no_words : out.withheld);
    }
    return out;
}

std::string ground_words(const procedure::Procedure& procedure, std::string_view ground) {
    if (const auto* rule = procedure.find<procedure::RestrictedRule>())
        for (const auto& reason : rule->redaction_reasons)
            if (reason.id == ground) return reason.label;
    const auto known = std::find_if(grounds.begin(), grounds.end(),
                                    [&](const auto& each) { return each.first == ground; });
    return std::string{known == grounds.end() ? ground : known->second};
}

std::string ground_cites(const procedure::Procedure& procedure) {
    for (const auto& note : procedure.access_notes)
        if (std::find(note.basis.requirements.begin(), note.basis.requirements.end(), "REQ-282") !=
            note.basis.requirements.end())
            return note.basis.cites;
    const auto* rule = procedure.find<procedure::RestrictedRule>();
    return rule == nullptr ? std::string{} : rule->basis.cites;
}

}  // namespace cpc::conference
