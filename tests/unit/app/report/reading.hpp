// SPDX-License-Identifier: Apache-2.0
// A paper as somebody could read it who is given the file: its bytes as they are, its streams
// unpacked, and the words a screen reader would say.
#pragma once

#include <string>
#include <vector>

#include "app/report/papers.hpp"

namespace cpc::test {

[[nodiscard]] const document::FontSet& fonts();

struct Reading {
    std::string raw;
    std::string unpacked;  // every stream and string of the file, without compression
    std::string words;     // in reading order, and what is drawn beside them

    // In any of the three, also as PDF writes text that is not plain letters (UTF-16), and with the
    // line ends the page gave it.
    [[nodiscard]] bool holds(const std::string& text) const;
};
// Keeps a copy where CPC_SAMPLES names a folder.
[[nodiscard]] Reading read(const report::MadePaper& paper);

}  // namespace cpc::test
