// SPDX-License-Identifier: Apache-2.0
// Is this folder the record, or a copy of it?
//
// Whatever holds a record's files holds everything that is needed to go on with it. Two folders
// that both go on are a fork: one number, two entries, and neither can be trusted any more. So at
// any time one folder is in use, and every copy that this program makes is marked as one: by a file
// that people can read (copy.txt), and by a row inside the encrypted store, in case the file is
// left behind. A marked folder is verified, looked into and restored from; it is not opened.
//
// The third sign is in the record itself: a log whose last entry is "log closed" was handed over
// (move.hpp), and nothing is added to it wherever it lies. Source: security design, 3.8.
#pragma once

#include <optional>
#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"

namespace cpc::store {

inline constexpr const char* copy_mark_file = "copy.txt";
inline constexpr const char* copy_row = "vault/copy";
inline constexpr const char* former_folder = "former";  // in a record's: the one it carries on
inline constexpr const char* former_key_row = "vault/former";

enum class CopyKind : std::uint8_t {
    backup,      // to be restored from
    travelling,  // on its way to the tablet that it was handed over to
    former,      // restored, to be read
};
[[nodiscard]] const char* copy_kind_name(CopyKind kind);

// Nothing: this folder is no copy. An error: its mark cannot be read, which is no permission.
[[nodiscard]] Result<std::optional<CopyKind>> copy_kind(Files& files, const std::string& directory);
// `text`: what people who find the folder are to know.
[[nodiscard]] Result<void> write_copy_mark(Files& files, const std::string& directory,
                                           CopyKind kind, const std::string& text);
// Fault::refused if it is one; before any passphrase is counted.
[[nodiscard]] Result<void> refuse_copy(Files& files, const std::string& directory);

[[nodiscard]] Error only_a_copy(const std::string& directory);
[[nodiscard]] Error was_handed_over(const Hash32& heir, const std::string& directory);
[[nodiscard]] Error only_to_be_read(const std::string& directory);

}  // namespace cpc::store
