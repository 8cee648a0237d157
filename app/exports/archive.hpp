// SPDX-License-Identifier: Apache-2.0
// A conference as one file of JSON lines that can be read and checked without this program: every
// entry with its signatures, its place in the record's tree, its content with that content's own
// key, and what it says in plain names. The page for readers is ARCHIVE.md; the form is
// assets/schema/archive.schema.json; the second verifier checks it (tests/second-verifier).
//
// What always holds: the first line holds the checkpoint that every entry's path leads to; the last
// one is the device's signature over everything before it, so no line can be taken out or changed
// later. A conference's key is never in it, only single contents' keys. The content of a restricted
// part is not in it unless that is asked for; where a content is left out, the line says why.
#pragma once

#include <cstdint>
#include <string>

#include "core/store/vault.hpp"

namespace cpc::exports {

enum class RestrictedParts : std::uint8_t { left_out, included };

struct Archive {
    std::string text;
    std::size_t entries = 0;
    std::size_t withheld = 0;  // contents left out because they are of a restricted part
    std::size_t erased = 0;
};

// With its contents the file is as secret as the record.
[[nodiscard]] Result<Archive> archive_of(store::Vault& vault, ConferenceId conference,
                                         RestrictedParts restricted);

}  // namespace cpc::exports
