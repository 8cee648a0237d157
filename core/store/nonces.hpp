// SPDX-License-Identifier: Apache-2.0
// Which entries' nonces a log has: a signed statement counts once, wherever it stands.
//
// An author's signature covers what was said and not its place in the log, so that it can be tried
// again after a failed append. Whoever holds the tablet's keys could therefore put it in a second
// time, later, after its author changed their mind. The nonce is under the signature and random;
// eight of its bytes are kept of each, in a table without pointers: 3,000,000 entries are 64 MiB.
// Two honest entries alike in eight random bytes: one chance in four million for such a log.
#pragma once

#include <cstring>
#include <vector>

#include "core/base/bytes.hpp"

namespace cpc::store {

class Nonces {
  public:
    [[nodiscard]] bool has(const ByteArray<16>& nonce) const {
        return !slots_.empty() && slots_[place_of(short_of(nonce))] != 0;
    }
    void add(const ByteArray<16>& nonce) {
        if (2 * (used_ + 1) > slots_.size()) grow();
        auto& slot = slots_[place_of(short_of(nonce))];
        if (slot != 0) return;
        slot = short_of(nonce);
        ++used_;
    }

  private:
    static constexpr std::size_t slots_first = 1024;

    // Never zero, which is an empty slot.
    static std::uint64_t short_of(const ByteArray<16>& nonce) {
        std::uint64_t out = 0;
        std::memcpy(&out, nonce.data(), sizeof out);
        return out == 0 ? 1 : out;
    }
    // Where it is, or where it would be.
    [[nodiscard]] std::size_t place_of(std::uint64_t value) const {
        auto at = static_cast<std::size_t>(value) & (slots_.size() - 1);
        while (slots_[at] != 0 && slots_[at] != value)
            at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        auto old = std::move(slots_);
        slots_.assign(old.empty() ? slots_first : old.size() * 2, 0);
        for (const auto value : old)
            if (value != 0) slots_[place_of(value)] = value;
    }

    std::vector<std::uint64_t> slots_;  // a power of two
    std::size_t used_ = 0;
};

}  // namespace cpc::store
