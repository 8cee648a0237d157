// SPDX-License-Identifier: Apache-2.0
// A tablet's folders for tests: assets of its own with one procedure in them, a folder for
// installed ones, and a place for a store.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/meeting/library.hpp"
#include "core/base/check.hpp"
#include "platform/files/files.hpp"

namespace cpc::meeting::test {

class Shelves {
  public:
    Shelves() {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-shelf-XXXXXX").string();
        CPC_CHECK(mkdtemp(name.data()) != nullptr);
        folder_ = name;
        for (const char* part : {"/assets/procedures", "/assets/calendars", "/installed"})
            std::filesystem::create_directories(folder_ + part);
        put("assets/calendars/bank-holidays.csv", source("assets/calendars/bank-holidays.csv"));
        put("assets/procedures/torbay-cpp.toml", torbay());
    }
    ~Shelves() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Shelves(const Shelves&) = delete;
    Shelves& operator=(const Shelves&) = delete;

    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    void put(const std::string& name, const std::string& text) {
        CPC_CHECK(write_whole(files, path(name), view_of(text)).has_value());
    }
    void remove(const std::string& name) { std::filesystem::remove(path(name)); }
    [[nodiscard]] std::string source(const std::string& name) {
        const auto bytes = read_whole(files, std::string(CPC_SOURCE_DIR) + "/" + name, 4U << 20U);
        REQUIRE(bytes.has_value());
        return std::string{text_of(*bytes)};
    }
    [[nodiscard]] std::string torbay() { return source("assets/procedures/torbay-cpp.toml"); }
    // The next edition: twelve working days in the place of fifteen, from a later day on.
    [[nodiscard]] std::string newer_torbay() {
        auto text = torbay();
        swap(text, "edition = \"2026-1\"", "edition = \"2026-2\"");
        swap(text, "effective_from = 2008-04-01", "effective_from = 2026-09-01");
        swap(text, "count = 15", "count = 12");
        return text;
    }
    static void swap(std::string& text, const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    }

    [[nodiscard]] Shelf shelf() const {
        return {path("assets"), path("installed"), std::nullopt, std::nullopt};
    }
    [[nodiscard]] Shelf trusting(TrustedKeys keys) const {
        return {path("assets"), path("installed"), std::move(keys), std::nullopt};
    }

    platform::SystemFiles files;

  private:
    std::string folder_;
};

}  // namespace cpc::meeting::test
