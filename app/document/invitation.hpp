// SPDX-License-Identifier: Apache-2.0
// The letter that asks one person to a conference: what the meeting is for, why this person, what
// will happen and what is asked of them [REQ-039]. Everybody's letter is their own; none names
// anybody but the person, the children they are asked for and the chair.
#pragma once

#include <string>
#include <vector>

#include "app/document/facts.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

struct AgendaFacts {
    std::string title;
    std::string text;  // plain words; may be empty
};
struct LabelFacts {
    std::string word;
    std::string means;
};

enum class ComesAs : std::uint8_t { professional, family, the_child, supporter };

struct InvitationFacts {
    std::string name;
    std::string role;
    ComesAs comes_as = ComesAs::professional;
    std::string children;   // whom it is about, in words
    std::string length;     // "1 hour 45 minutes"
    std::string reason;     // why a professional's part matters
    std::string functions;  // what such a meeting does, in the procedure's words for professionals
    std::vector<AgendaFacts> agenda;
    std::string who_decides;
    std::string report;  // what is asked for, in the procedure's words; empty: none is
    std::string report_by;
    std::string report_to;
    std::vector<LabelFacts> labels;  // each thing in a report carries one
    std::string sensitive;           // what not to write into it
    std::string absent;              // what to do when they cannot come
    std::string supporter;           // whom they may bring
    std::string part;                // what an observer may and may not do
    int notice_days = 0;             // between the asking and the meeting
    int usual_days = 0;              // longer notice is usual; 0: this came in time
    std::string answer_to;           // whom to answer
};

// facts: papers, words, title, purpose, venue, planned and the chair are read; nothing else.
// Fails where there is no name.
[[nodiscard]] Result<Document> invitation(const RecordFacts& facts, const InvitationFacts& letter);

}  // namespace cpc::document
