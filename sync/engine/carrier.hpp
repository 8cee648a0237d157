// SPDX-License-Identifier: Apache-2.0
// A way to central, as a port: the network and the stick look alike from here. A carrier moves
// sealed bytes and brings back bytes; it believes nothing and decides nothing. Implementations are
// in sync/transport.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "sync/wire/answers.hpp"
#include "sync/wire/pack.hpp"

namespace cpc::engine {

struct AnsweredWithReceipt {
    Bytes receipt;  // not verified yet
};
struct Stored {
    std::string where;  // on a medium that travels; the answer comes another day
};
struct CannotAsk {};  // a stick answers no questions
using HeadAnswer = std::variant<CannotAsk, wire::HeadReport, wire::Refusal>;
using Delivery = std::variant<AnsweredWithReceipt, Stored, wire::Refusal>;

// Of a pack that waits, as it is offered: whether it is worth fetching.
using WantedPack = std::function<bool(const wire::PackName&)>;

class Carrier {
  public:
    virtual ~Carrier() = default;
    // What central says it holds of this log.
    [[nodiscard]] virtual Result<HeadAnswer> head(const Hash32& log_id) = 0;
    // Safe to repeat: the same bundle gives the same answer.
    [[nodiscard]] virtual Result<Delivery> deliver(const BundleId& bundle, ByteView file) = 0;
    // Receipts that came back by this way and were not asked for.
    [[nodiscard]] virtual Result<std::vector<Bytes>> receipts() = 0;
    // The bundle's receipt of level 2, if a second site has signed it; a stick brings those with
    // the others.
    [[nodiscard]] virtual Result<std::optional<Bytes>> confirmed(const BundleId&) {
        return std::optional<Bytes>{};
    }
    // A sheet of what the people at central answered to this log's records, after that number; not
    // verified yet. Nothing: this way brings none.
    [[nodiscard]] virtual Result<std::optional<Bytes>> answers(const Hash32& /*log_id*/,
                                                               std::uint64_t /*after*/) {
        return std::optional<Bytes>{};
    }
    // Conferences that were prepared at the centre for this log; sealed, not verified yet. A stick
    // brings whatever lies on it, because only the file itself says what it is.
    [[nodiscard]] virtual Result<std::vector<Bytes>> packs(const Hash32& /*log_id*/,
                                                           const WantedPack& /*wanted*/) {
        return std::vector<Bytes>{};
    }
};

}  // namespace cpc::engine
