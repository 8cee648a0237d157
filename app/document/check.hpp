// SPDX-License-Identifier: Apache-2.0
// Our own checker: reads a PDF back as a screen reader would and says what is wrong with it.
//
// It follows the structure tree from the catalogue to the marked pieces on each page and gathers
// their letters through the fonts' own tables. It shares no code with the renderer: what it reads
// is held against the content tree (elements_of), so a mistake on either side shows.
//
// It understands the files we write: pages drawn directly, fonts with a ToUnicode table or
// WinAnsi letters. Anything else is a problem, not a guess. It is no PDF/UA validator.
#pragma once

#include <string>
#include <vector>

#include "app/document/content.hpp"
#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

struct ReadElement {
    std::string role;
    std::string text;   // alternative text for a figure, actual text where there is one
    std::string drawn;  // the letters of its pieces, whatever else it says of itself
    std::string language;
    std::string scope;
    int depth = 0;          // Document is 0
    std::size_t pages = 0;  // on how many pages its pieces stand
    std::size_t first_page = 0;
};

struct ReadDocument {
    std::string title;
    std::string language;
    std::size_t pages = 0;
    std::vector<ReadElement> elements;   // in reading order, groups (Table, TR, L, Div) included
    std::vector<std::string> artifacts;  // the letters of each page that are decoration
    std::vector<std::string> problems;   // empty when the file is as it should be
};

// Fails when the bytes are no PDF at all; what is wrong with a PDF stands in problems.
[[nodiscard]] Result<ReadDocument> read_pdf(ByteView pdf);

// Every problem of the file itself, and every place where it does not say what the tree says.
[[nodiscard]] std::vector<std::string> compare(const ReadDocument& read, const Document& document);

}  // namespace cpc::document
