// SPDX-License-Identifier: Apache-2.0
// Reads a page as a strict XML reader would, and lists what somebody meets in it: written apart
// from the renderer, for holding its pages against elements_of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/document/content.hpp"

namespace cpc::document::html {

struct Reading {
    std::vector<Element> elements;      // of <main>, and the code's picture in <footer>
    std::vector<std::string> problems;  // not closed, loose text, bad references
};

[[nodiscard]] Reading read(std::string_view page);

}  // namespace cpc::document::html
