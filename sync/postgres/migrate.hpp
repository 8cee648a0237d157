// SPDX-License-Identifier: Apache-2.0
// Makes central's tables in a database, or brings them up to date: each step in one transaction,
// written down with its digest. Works as the owner; serving does not.
//
// What always holds: a step that is written down is never run again; a database whose steps this
// program does not know is left alone; a schema that somebody bent since it was last written down
// is not sealed as if it were right, unless whoever migrates says so after looking.
#pragma once

#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "sync/postgres/connection.hpp"

namespace cpc::postgres {

enum class Bent : std::uint8_t { refuse, accept };

struct Migrated {
    std::vector<std::string> done;      // names of the steps that were taken
    std::vector<std::string> accepted;  // changes of the schema that were sealed as they are
};

[[nodiscard]] Result<Migrated> migrate(const Options& options, const crypto::SecretBytes& store_key,
                                       Instant now, Bent bent = Bent::refuse);

}  // namespace cpc::postgres
