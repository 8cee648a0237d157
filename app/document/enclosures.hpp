// SPDX-License-Identifier: Apache-2.0
// What goes with an invitation: the form for a report, with facts, observations, what somebody says
// and opinions each in a place of their own; the agenda; and the leaflets in plain words.
//
// What always holds: a form is one person's and names them and the children it is about; agenda and
// leaflets name nobody, because a leaflet is handed on.
#pragma once

#include <string>
#include <vector>

#include "app/document/invitation.hpp"

namespace cpc::document {

struct ReportFormFacts {
    std::string name;
    std::string role;
    std::string agency;
    std::string children;
    std::string by;
    std::string to;
    std::string sentence;                // the procedure's rule about reports
    std::string sensitive;               // what not to write into it
    std::vector<LabelFacts> labels;      // each has a place of its own
    std::vector<std::string> questions;  // what helps the conference to know
    bool shared_with_family = false;     // the family sees it first, or the report says why not
};
// Fails where it is nobody's.
[[nodiscard]] Result<Document> report_form(const RecordFacts& facts, const ReportFormFacts& form);

struct AgendaSheetFacts {
    std::string length;
    std::vector<AgendaFacts> items;
    std::string who_decides;
};
[[nodiscard]] Result<Document> agenda(const RecordFacts& facts, const AgendaSheetFacts& sheet);

enum class LeafletFor : std::uint8_t { professionals, parents, child, practice };

struct LeafletFacts {
    LeafletFor reader = LeafletFor::parents;
    std::string meeting;                // "Child Protection Conference"
    std::vector<AgendaFacts> kinds;     // the types of it, and what each is for
    std::string functions;              // what such a meeting does
    std::vector<AgendaFacts> agenda;    // what happens, in this reader's words
    std::vector<std::string> outcomes;  // what can come of it
    std::string who_decides;
    std::string supporter;  // whom somebody of the family may bring
    std::string report;     // the rule about reports, where they go, what not to write
    std::string report_to;
    std::string sensitive;
    std::string absent;
    std::vector<LabelFacts> labels;
    bool stay_to_end = false;
    std::string ask;  // whom to ask
};
[[nodiscard]] Result<Document> leaflet(const RecordFacts& facts, const LeafletFacts& leaflet);

}  // namespace cpc::document
