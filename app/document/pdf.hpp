// SPDX-License-Identifier: Apache-2.0
// From a content tree to the bytes of a tagged PDF: drawn by cairo and pango, finished by libqpdf.
//
// What always holds: the same tree gives the same bytes (the date is the document's, the file's id
// is computed from it); every drawn word is either in the structure tree or marked as an artifact;
// the finishing pass refuses a file whose marked pieces are not exactly those we drew; fonts are
// embedded; nothing is written to a disk. It aims at PDF/UA-1 and is checked by our own checker
// (check.hpp); conformance is not claimed.
#pragma once

#include "app/document/content.hpp"
#include "app/document/fonts.hpp"
#include "app/document/style.hpp"
#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

// Fault::not_found where no font has the letters of the document's language.
[[nodiscard]] Result<Bytes> render_pdf(const Document& document, const FontSet& fonts,
                                       const PdfStyle& style = PdfStyle::standard());

}  // namespace cpc::document
