// SPDX-License-Identifier: Apache-2.0
// A finished conference, read only (ui-design B4): what it came to, who was there, its papers, and
// whether its record still verifies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/close.hpp"
#include "app/view/closed.hpp"

namespace cpc::view {

struct VerifyFacts {
    bool asked = false;
    bool whole = false;
    std::size_t entries = 0;
    std::string trouble;  // names the place
};

struct PastPerson {
    PersonLine person;
    std::string attendance;
};

struct PastView {
    ConferenceId conference;
    std::string title, where, band, home, display, hide;
    std::vector<SummaryPart> summary;
    std::vector<PastPerson> people;
    std::vector<DateLine> dates;
    std::vector<PaperLine> papers;
    std::string paper_code;
    std::string verify_label, verify_line;
    bool verify_good = false, verify_bad = false;
    std::string back_label;
    std::optional<std::size_t> open_paper, open_date;
    std::string routes_label;  // opens the chair's sheet about steps taken; empty: no such way
};

[[nodiscard]] PastView make_past_view(const conference::State& state,
                                      const conference::Rulebook& rules, const Moment& moment,
                                      ConferenceId conference, const VerifyFacts& verified);

}  // namespace cpc::view
