// SPDX-License-Identifier: Apache-2.0
// The papers that wait for a printer or are on their way to one, as they are kept in the store,
// encrypted: a line for each. No paper lies there, only which one it is: a paper is made afresh
// from the record when it is handed over, so none is ever in a file of ours.
//
//     2|conference|minutes/family|office|at-printer|41|10:24|yes|why
//
// (with tabs for the bars). What always holds: a line that cannot be read is left out and the
// others stand; one that was being handed over when the tablet lost its power is `unsure`; nothing
// here prints by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/view/printing.hpp"

namespace cpc::kiosk {

class PrintQueue {
  public:
    [[nodiscard]] static PrintQueue read(std::string_view text);
    [[nodiscard]] std::string write() const;

    [[nodiscard]] std::vector<view::PrintLine>& lines() { return lines_; }
    [[nodiscard]] const std::vector<view::PrintLine>& lines() const { return lines_; }
    [[nodiscard]] view::PrintLine* find(std::string_view id);

    // A paper that is asked for again while it waits, or while nobody knows whether it came out, is
    // the same line.
    view::PrintLine& add(ConferenceId conference, const std::string& about);
    void drop(std::string_view id);

  private:
    std::vector<view::PrintLine> lines_;  // oldest first
    std::uint64_t next_ = 1;
};

inline constexpr std::size_t print_lines_most = 200;

// What the print service says of a line that it has.
void take_job_state(view::PrintLine& line, JobState state);

}  // namespace cpc::kiosk
