// SPDX-License-Identifier: Apache-2.0
// The port core/base/pages.hpp, by a program apart (platform/reader), started from here.
//
//     program ── file ──► cpc-reader ── fork for each file ──► reader (poppler, libpng, libjpeg)
//             ◄─ pixels ──           ◄─ pixels, or nothing ──
//
// It is started first thing in main, before there is a secret in memory and while a program may
// still start another. What comes back is a size that was asked for and that many pixels, or it is
// thrown away: no byte of the file is interpreted on this side, and no library that could is
// linked.
//
// What always holds: draw and count answer, whatever the file is; a reader that crashes, hangs or
// lies costs a sentence. Nothing is written anywhere.
//
// Left out: text of a page, links, scripts, forms, sounds, files inside the file.
#pragma once

#include <memory>
#include <string>

#include "core/base/pages.hpp"

namespace cpc::pages {

class SeparatePages final : public Pages {
  public:
    // `program`: the file of cpc-reader. Without it every answer is an error that says so; the
    // program goes on.
    [[nodiscard]] static std::unique_ptr<SeparatePages> start(const std::string& program);
    ~SeparatePages() override;
    SeparatePages(const SeparatePages&) = delete;
    SeparatePages& operator=(const SeparatePages&) = delete;

    [[nodiscard]] Result<std::int32_t> count(ByteView file) override;
    [[nodiscard]] Result<PagePicture> draw(ByteView file, const PageWanted& wanted) override;

  private:
    struct State;
    explicit SeparatePages(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cpc::pages
