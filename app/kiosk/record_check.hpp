// SPDX-License-Identifier: Apache-2.0
// A look at every signature of a record, or of one conference's entries, a little at a time: each
// step is one job of the worker, so that whatever else is asked meanwhile waits for a step and not
// for the whole.
//
// What always holds: the check is over the record as it was when it began; what is added meanwhile
// was signed a moment ago. It reads and changes nothing. The two copies against each other are not
// looked at here: opening the record did that, and store::scrub does it from the first byte.
#pragma once

#include <memory>
#include <vector>

#include "app/kiosk/shell.hpp"
#include "app/view/readiness.hpp"
#include "core/record/merkle.hpp"

namespace cpc::kiosk {

class RecordCheck {
  public:
    // Empty: the whole record, and its root with it.
    explicit RecordCheck(ConferenceId conference = {}) : conference_(conference) {}

    // The next entries. Called by one thread at a time.
    void step(store::Vault& vault);
    [[nodiscard]] const view::CheckFacts& found() const { return found_; }

  private:
    [[nodiscard]] Result<void> begin(store::Vault& vault);
    [[nodiscard]] Result<void> look(store::Vault& vault);
    void fails(const Error& error);

    ConferenceId conference_;
    view::CheckFacts found_;
    std::vector<std::uint64_t> entries_;  // of the conference; none: all
    record::CompactRange range_;
    Hash32 root_{};
    bool begun_ = false;
};

// Begins a check and shows how far it is in `show`, which answers false when nobody wants to know
// any more (another place, another check).
using ShowCheck = std::function<bool(const view::CheckFacts&)>;
void check_in_steps(Shell& shell, ConferenceId conference, ShowCheck show);

}  // namespace cpc::kiosk
