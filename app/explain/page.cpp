// SPDX-License-Identifier: Apache-2.0
#include "app/explain/page.hpp"

#include "app/explain/sentences.hpp"

namespace cpc::explain {
namespace {

Section empty_section(Part part) {
    switch (part) {
        case Part::about:
            return {part, "What this is", {}, {}};
        case Part::types:
            return {part, "Conference types and how they open", {}, {}};
        case Part::events:
            return {part, "Dates it counts from", "Each is asked for once.", {}};
        case Part::roles:
            return {part,
                    "Roles, and who counts",
                    "Only people with a counted view take part in the decision.",
                    {}};
        case Part::people:
            return {part, "Rules about people", {}, {}};
        case Part::reports:
            return {part, "Reports", {}, {}};
        case Part::stages:
            return {part, "The stages of the meeting", "In this order.", {}};
        case Part::statements:
            return {part, "What the chair says at the start", {}, {}};
        case Part::information:
            return {part, "Information and risk", {}, {}};
        case Part::decision:
            return {part, "How it is decided", {}, {}};
        case Part::outcomes:
            return {part, "What can be decided, and what each decision needs", {}, {}};
        case Part::plan:
            return {part, "The plan and those who work on it", {}, {}};
        case Part::deadlines:
            return {part, "Every time limit", "Each is a latest time.", {}};
        case Part::documents:
            return {part, "Papers", "Who gets what, by when, and what is left out.", {}};
        case Part::disagreement:
            return {part, "When people do not agree", {}, {}};
        case Part::records:
            return {part, "Records", {}, {}};
        case Part::words:
            return {part, "Words", {}, {}};
    }
    return {};
}

}  // namespace

Page explain(const Procedure& procedure) {
    Page page;
    page.title = procedure.title + ", edition " + procedure.edition;
    page.language = procedure.language;
    for (int part = 0; part < part_count; ++part)
        page.sections.push_back(empty_section(static_cast<Part>(part)));
    tell_header(procedure, page);
    tell_lists(procedure, page);
    tell_course(procedure, page);
    tell_rules(procedure, page);
    return page;
}

}  // namespace cpc::explain
