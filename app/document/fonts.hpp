// SPDX-License-Identifier: Apache-2.0
// The fonts a paper is set in: files we name ourselves, in a fontconfig of our own, so that a
// tablet and a server break the same lines and no desktop setting can change a record's look.
//
// What always holds: Inter Regular and SemiBold are there, or open() said which package brings
// them. Noto faces stand in for letters Inter lacks; they are used when present. A letter that no
// face has is named by its number by the renderer, never shown as an empty box.
//
// One FontSet serves one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::document {

class FontSet {
  public:
    struct State;

    // Looks below these folders for the files by name.
    [[nodiscard]] static Result<FontSet> open(const std::vector<std::string>& folders);
    [[nodiscard]] static Result<FontSet> open();  // the system's font folders

    [[nodiscard]] bool covers(char32_t letter) const;
    [[nodiscard]] State& state() const { return *state_; }  // for app/document's own renderer

    FontSet(FontSet&&) noexcept;
    FontSet& operator=(FontSet&&) noexcept;
    FontSet(const FontSet&) = delete;
    FontSet& operator=(const FontSet&) = delete;
    ~FontSet();

  private:
    explicit FontSet(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Letters no face has become "[U+1F600]"; stray control characters become spaces; bytes that are
// not UTF-8 become "[?]".
[[nodiscard]] std::string printable(const FontSet& fonts, std::string_view text);

}  // namespace cpc::document
