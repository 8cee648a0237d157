// SPDX-License-Identifier: Apache-2.0
// The finishing pass. Cairo 1.16 drops languages, alternative texts and table scope, and 1.18
// writes another tree than 1.16; so we keep only its marked pieces, which canvas.hpp makes alike
// on both, and write the whole structure tree ourselves. For app/document's own renderer.
//
// What always holds after it: the pieces marked on each page are exactly those that were drawn, in
// that order, or there is no file; everything else on a page is an artifact; the catalogue names
// the language and asks readers to show the title.
#pragma once

#include "app/document/content.hpp"
#include "app/document/structure.hpp"
#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

[[nodiscard]] Result<Bytes> finish_pdf(ByteView drawn, const Document& document,
                                       const Structure& structure);

}  // namespace cpc::document
