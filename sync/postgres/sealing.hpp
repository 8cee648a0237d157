// SPDX-License-Identifier: Apache-2.0
// How a row of central's own list is sealed: a digest over the bytes of all its columns, and a
// keyed digest that ties it to its place and to the seal before it. For this module only.
#pragma once

#include <string_view>

#include "sync/postgres/connection.hpp"

namespace cpc::postgres {

[[nodiscard]] Hash32 digest_of(std::string_view kind, const Cells& cells);
[[nodiscard]] Hash32 seal_act(const crypto::SecretBytes& key, const Hash32& before,
                              std::uint64_t place, std::string_view kind, const Hash32& digest);

}  // namespace cpc::postgres
