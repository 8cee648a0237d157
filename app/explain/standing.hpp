// SPDX-License-Identifier: Apache-2.0
// How far a page can be trusted: how many of its rules stand in the source, and which do not. For
// this module only.
#pragma once

#include <string>
#include <vector>

#include "app/explain/page.hpp"

namespace cpc::explain {

struct Unsure {
    std::string id;
    std::string anchor;
    std::string title;
    procedure::Status status{};
};

struct Standing {
    std::vector<std::string> sentences;
    std::vector<Unsure> to_check;  // not verified first, then the defaults
};

[[nodiscard]] Standing standing_of(const Page& page);
// "TOR-T01 · in the source: Torbay leaflet, … · REQ-212".
[[nodiscard]] std::string basis_line(const procedure::Basis& basis);
// A fact that only repeats the entry's title is not read out again.
[[nodiscard]] bool repeats_title(const Entry& entry, const Fact& fact);
// A name for a link to this entry: letters, digits, "-" and ".".
[[nodiscard]] std::string anchor_of(Part part, const Entry& entry);

}  // namespace cpc::explain
