// SPDX-License-Identifier: Apache-2.0
// The procedures and holiday lists that came with the program, each with the hash that a conference
// writes down when it opens. A conference finds its rules again by that hash, never by name alone.
#pragma once

#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::meeting {

struct Edition {
    conference::Rulebook rules;
    std::string calendar_hash;
};

class Library {
  public:
    // Reads every procedures/*.toml below `assets` and the calendar each one names.
    [[nodiscard]] static Result<Library> load(Files& files, const std::string& assets);

    [[nodiscard]] const Edition* by_id(std::string_view procedure_id) const;
    [[nodiscard]] const Edition* by_hash(std::string_view procedure_hash) const;
    [[nodiscard]] const std::vector<Edition>& editions() const { return editions_; }

    // One procedure file from anywhere, with the library's calendars.
    [[nodiscard]] static Result<Edition> load_edition(Files& files, const std::string& assets,
                                                      const std::string& file);

  private:
    std::vector<Edition> editions_;
};

// Where the program's assets are: $CPC_ASSETS, beside the program, or the build's own source tree.
[[nodiscard]] Result<std::string> find_assets(Files& files, const std::string& program_path);

}  // namespace cpc::meeting
