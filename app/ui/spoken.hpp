// SPDX-License-Identifier: Apache-2.0
// What the registry sounds like: each entry as a sentence, in reading order, with its role, its
// state and why it is off in plain words. Pure: the same entries give the same sentences.
//
// What always holds: everything that can be pressed is spoken with its label first, so that who
// only hears can find it; no digit of a PIN and no character of a passphrase is in any sentence,
// because none is in the registry; what is above level F, and every key of a secret, is marked
// private, and whoever speaks must not say it without a headset (reader.hpp). Source: ui-design 5.
//
// Left out: how a voice says a word. Times, dates and signs are written out because voices differ
// in them; numbers and names are left to the voice.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/registry.hpp"
#include "app/ui/vocabulary.hpp"

namespace cpc::ui {

struct Utterance {
    std::string text;
    std::size_t entry = 0;  // index in the registry
    bool is_private = false;
};

// Text as a voice should get it: "14:05" is "14 oh 5", "2027-03-02" is "2 March 2027", "Tue 2 Mar"
// is "Tuesday 2 March"; signs that are drawn between words become pauses.
[[nodiscard]] std::string for_voice(std::string_view text, const Words& words);

// One entry; its neighbours say which of how many it is.
[[nodiscard]] std::string spoken(std::span<const Entry> entries, std::size_t index,
                                 const Words& words);
[[nodiscard]] bool is_private(const Entry& entry);

// The whole screen. The letters and digits of a keyboard are one sentence: they are said one by one
// only when they are touched.
[[nodiscard]] std::vector<Utterance> spoken_screen(std::span<const Entry> entries,
                                                   const Words& words);
// What a person hears of it, one sentence a line. Without a headset each stretch of private entries
// is one sentence that says so.
enum class Headset : std::uint8_t { none, plugged_in };
[[nodiscard]] std::string heard(std::span<const Entry> entries, const Words& words,
                                Headset headset);

}  // namespace cpc::ui
