// SPDX-License-Identifier: Apache-2.0
// The texts of what is asked back and of the signature under what is given (brought_back.hpp). For
// brought_back.cpp and brought_back_site.cpp only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/record/note.hpp"
#include "sync/service/backup_frames.hpp"
#include "sync/service/keys.hpp"

namespace cpc::service {

// By log, ascending.
using Asked = std::map<Hash32, std::vector<std::uint64_t>>;
[[nodiscard]] std::string asked_text(const std::string& central, const Asked& asked);
// In its one form, and for this central.
[[nodiscard]] Result<Asked> read_asked(const std::string& central, const record::Note& note);

// Over every frame before it, in order.
class FrameDigest {
  public:
    void add(backup::Kind kind, ByteView body);
    [[nodiscard]] std::string text(const std::string& central, const std::string& site) const;
    [[nodiscard]] const Hash32& value() const { return value_; }

  private:
    Hash32 value_{};
};

// A line of a site's own list about it: who, and how many of which log.
[[nodiscard]] std::string brought_line(const std::string& by, const std::string& site,
                                       std::uint64_t entries, const Hash32& file);

}  // namespace cpc::service
