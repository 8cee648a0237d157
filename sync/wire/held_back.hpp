// SPDX-License-Identifier: Apache-2.0
// What central set aside when it took the rest of a bundle: entries whose content it cannot take,
// while their place in the log, their hashes and every signature are in order. The receipt names
// them ("held-back 57 57 newer-format"), and none of them is received.
//
// What always holds: a receipt that does not name an entry below its size has taken it; an entry
// that is named is kept as evidence, sealed, and nothing that reads contents sees it. A code that a
// reader does not know is still held back: the words then send people to the centre.
// Format: PROTOCOL.md, "Held back". Source: security design, 3.9; requirements 4.9.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpc::wire {

struct HeldBack {
    std::uint64_t first = 0;  // entries of the log, by their numbers
    std::uint64_t last = 0;   // inclusive
    std::string code;
    friend bool operator==(const HeldBack&, const HeldBack&) = default;
};
inline constexpr std::size_t held_back_lines_max = 200;

namespace held_code {
// The key that came with it does not open its content, or none came.
inline constexpr const char* content_locked = "content-locked";
// It opens, and is not written in the one form contents have.
inline constexpr const char* content_unreadable = "content-unreadable";
// Of a kind, or in a form, that the program at central does not know yet.
inline constexpr const char* newer_format = "newer-format";
// The conference follows a procedure that central was never given.
inline constexpr const char* unknown_procedure = "unknown-procedure";
// The tablet purged it when central and its second site had it; central was put back since.
inline constexpr const char* content_purged = "content-purged";
}  // namespace held_code

enum class HeldOwner : std::uint8_t { administrator, centre };

// Plain words for any code, known or not.
[[nodiscard]] std::string_view held_words(std::string_view code);
[[nodiscard]] HeldOwner held_owner(std::string_view code);
[[nodiscard]] std::string_view held_owner_words(std::string_view code);
[[nodiscard]] bool held_code_known(std::string_view code);

// Single entries in ascending order become as few lines as there can be.
void add_held(std::vector<HeldBack>& lines, std::uint64_t entry, const std::string& code);
// The code under which an entry is named, if it is.
[[nodiscard]] std::optional<std::string> held_as(const std::vector<HeldBack>& lines,
                                                 std::uint64_t entry);

// One line without its word: "57 57 newer-format"; nothing if it is not in its one form.
[[nodiscard]] std::string write_held(const HeldBack& held);
[[nodiscard]] std::optional<HeldBack> read_held(std::string_view text);
// Ascending, apart, and as few as there can be.
[[nodiscard]] bool held_in_order(const std::vector<HeldBack>& lines);

}  // namespace cpc::wire
