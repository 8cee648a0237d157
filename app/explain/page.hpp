// SPDX-License-Identifier: Apache-2.0
// A procedure as a page that a practitioner can read: sections of entries, each entry one rule with
// its sentences, its source, its standing and its requirements.
//
// What always holds: the page says everything the procedure holds (a test looks for every text of
// every profile in it), and a kind of rule that nobody has explained does not compile. A fact also
// carries the word that the profile file uses for it, so that two pages can be compared and the
// author knows what to change. Nothing here knows an authority's name.
//
// Source: requirements REQ-008, REQ-009; issue 3, "cpc profile explain" and "cpc profile diff".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/procedure/profile.hpp"

namespace cpc::explain {

// One sentence, or one line of a list where `group` names the list.
struct Fact {
    std::string field;  // as in the file: "most", "check apologies"
    std::string group;  // heading of the list it stands in; empty: a sentence of the paragraph
    std::string text;
    friend bool operator==(const Fact&, const Fact&) = default;
};

struct Entry {
    std::string key;    // "TOR-T07 next": unlike every other entry's of its section
    std::string title;  // "First core group"
    std::optional<procedure::Basis> basis;
    std::vector<Fact> facts;
};

// The sections every page has, in order.
enum class Part : std::uint8_t {
    about,
    types,
    events,
    roles,
    people,
    reports,
    stages,
    statements,
    information,
    decision,
    outcomes,
    plan,
    deadlines,
    documents,
    disagreement,
    records,
    words,
};
inline constexpr int part_count = 17;

struct Section {
    Part part{};
    std::string title;
    std::string lead;  // one sentence on what stands here
    std::vector<Entry> entries;
};

struct Page {
    std::string title;
    std::string language;
    std::vector<Section> sections;
};

[[nodiscard]] Page explain(const procedure::Procedure& procedure);

// "in the source", "default: the text is silent", "not verified".
[[nodiscard]] std::string standing_words(procedure::Status status);

[[nodiscard]] std::string text_of_page(const Page& page);
// One file without anything from elsewhere; reads well on a screen, aloud and on paper.
[[nodiscard]] std::string html_of_page(const Page& page);

}  // namespace cpc::explain
