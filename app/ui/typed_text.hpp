// SPDX-License-Identifier: Apache-2.0
// What a hardware keyboard or an input method sends, made fit to be kept: the record takes UTF-8
// only, and a text must read the same to whoever writes it and to whoever reads it later.
//
// What always holds: the answer is UTF-8; it has no control characters but the new line, and none
// of the marks that turn the direction of a text around or stand in it unseen. What was not UTF-8
// stands there as a replacement character, so that its writer sees that something came wrong.
// Letters of every script, combining marks and emoji are left as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cpc::ui {

enum class LineEnds : std::uint8_t { kept, as_spaces };
[[nodiscard]] std::string fit_to_keep(std::string_view typed, LineEnds ends);

// How many bytes of `text` go into `room` without cutting a character.
[[nodiscard]] std::size_t whole_characters(std::string_view text, std::size_t room);

}  // namespace cpc::ui
