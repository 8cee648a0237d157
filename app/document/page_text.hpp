// SPDX-License-Identifier: Apache-2.0
// The letters of one page by marked piece. For the checker.
#pragma once

#include <map>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

namespace cpc::document {

struct PageText {
    // By number, which is the order of drawing; a piece without letters is there, empty.
    std::map<long long, std::string> pieces;
    std::string artifacts;
    std::vector<std::string> problems;
};

// Throws what libqpdf throws; the caller is the door.
[[nodiscard]] PageText read_page(QPDFPageObjectHelper& page);

}  // namespace cpc::document
