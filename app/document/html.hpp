// SPDX-License-Identifier: Apache-2.0
// From a content tree to one HTML file that stands alone: no script, nothing fetched, the styles
// inside. For people who read papers on a screen of their own, with a screen reader, or enlarged.
//
// What always holds: the same words in the same order as on paper (html_reading in the tests holds
// it against elements_of); the same tree gives the same bytes; every element is closed, so that
// the file reads as XML as well; a text from the record can never become markup. Headings, lists
// and tables are real ones with scope and language, all text lies in a landmark, contrast is the
// paper theme's, and it reflows at 320 CSS pixels (WCAG 2.2 AA is the aim).
//
// Left out on purpose: fonts. The reader's own serve the reader's own script and size.
#pragma once

#include <string>

#include "app/document/content.hpp"
#include "app/document/style.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

// Fails only where the reference is too long for the QR code.
[[nodiscard]] Result<std::string> render_html(const Document& document,
                                              const PdfStyle& style = PdfStyle::standard());

}  // namespace cpc::document
