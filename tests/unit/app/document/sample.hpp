// SPDX-License-Identifier: Apache-2.0
// A made-up Torbay initial conference (child CD, 30 March 2027, five views for a plan and two
// against) as the facts its papers are made from. All names are invented.
#pragma once

#include <string>
#include <vector>

#include "app/document/check.hpp"
#include "app/document/facts.hpp"
#include "app/document/pdf.hpp"
#include "app/document/sheets.hpp"

namespace cpc::document::sample {

[[nodiscard]] RecordFacts torbay_majority();
[[nodiscard]] const FontSet& fonts();
// Renders, or fails the test; keeps a copy where CPC_SAMPLES names a folder.
[[nodiscard]] Bytes rendered(const Document& document, const std::string& name,
                             const PdfStyle& style = PdfStyle::standard());
// Renders, reads back and compares; the problems, one a line.
[[nodiscard]] std::string problems_of(const Document& document, const std::string& name,
                                      const PdfStyle& style = PdfStyle::standard());
// Every word of a paper, furniture included.
[[nodiscard]] std::string words_of(const Document& document);
// A small paper with nothing in it but what a test adds.
[[nodiscard]] Document blank();

}  // namespace cpc::document::sample
