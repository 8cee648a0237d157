// SPDX-License-Identifier: Apache-2.0
#include "platform/files/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

namespace cpc::platform {
namespace {

struct Place {
    std::string path;
    SystemFiles files;

    Place() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "cpc-files-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Place() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    [[nodiscard]] std::string at(const std::string& name) const { return path + "/" + name; }
    [[nodiscard]] static mode_t mode_of(const std::string& name) {
        struct stat about {};
        REQUIRE(::stat(name.c_str(), &about) == 0);
        return about.st_mode & 07777U;
    }
};

TEST_CASE("what is written at a place is read there", "[platform][files]") {
    Place place;
    auto file = place.files.open(place.at("a"), OpenMode::create).value();
    REQUIRE(file->write_at(3, view_of("abc")));
    REQUIRE(file->sync_data());
    CHECK(file->size().value() == 6);
    Bytes out(3);
    REQUIRE(file->read_at(3, out));
    CHECK(text_of(out) == "abc");
    Bytes gap(3, 9);
    REQUIRE(file->read_at(0, gap));
    CHECK(gap == Bytes{0, 0, 0});
    const auto beyond = file->read_at(4, out);
    REQUIRE_FALSE(beyond);
    CHECK(beyond.error().fault == Fault::unreadable);
    REQUIRE(file->preallocate(4096));
    CHECK(file->size().value() == 4096);
    REQUIRE(file->truncate(4));
    CHECK(file->size().value() == 4);
}

TEST_CASE("files are for their owner alone, and so are directories", "[platform][files]") {
    Place place;
    const auto before = ::umask(0);
    REQUIRE(place.files.make_directories(place.at("x/y/z")));
    REQUIRE(place.files.make_directories(place.at("x/y/z")));
    REQUIRE(place.files.open(place.at("x/y/z/f"), OpenMode::create_new));
    ::umask(before);
    CHECK(Place::mode_of(place.at("x")) == 0700);
    CHECK(Place::mode_of(place.at("x/y/z")) == 0700);
    CHECK(Place::mode_of(place.at("x/y/z/f")) == 0600);
}

TEST_CASE("a symbolic link, a pipe or a directory is not opened as a file", "[platform][files]") {
    Place place;
    REQUIRE(place.files.open(place.at("real"), OpenMode::create));
    REQUIRE(::symlink(place.at("real").c_str(), place.at("link").c_str()) == 0);
    REQUIRE(::mkfifo(place.at("pipe").c_str(), 0600) == 0);
    for (const auto mode : {OpenMode::read_only, OpenMode::read_write, OpenMode::create}) {
        CHECK_FALSE(place.files.open(place.at("link"), mode));
        CHECK_FALSE(place.files.open(place.at("pipe"), mode));
        CHECK_FALSE(place.files.open(place.path, mode));
    }
    CHECK_FALSE(place.files.open(place.at("real"), OpenMode::create_new));
    CHECK(place.files.open(place.at("none"), OpenMode::read_only).error().fault ==
          Fault::not_found);
    CHECK_FALSE(place.files.exists(place.at("none")));
    CHECK_FALSE(place.files.make_directories(place.at("real")));
}

TEST_CASE("a whole file is put in place in one step, and its limit is kept", "[platform][files]") {
    Place place;
    REQUIRE(write_whole(place.files, place.at("w"), view_of("first, longer")));
    REQUIRE(write_whole(place.files, place.at("w"), view_of("second")));
    CHECK(text_of(read_whole(place.files, place.at("w"), 6).value()) == "second");
    const auto too_long = read_whole(place.files, place.at("w"), 5);
    REQUIRE_FALSE(too_long);
    CHECK(too_long.error().fault == Fault::refused);
    CHECK(place.files.list(place.path).value() == std::vector<std::string>{"w"});
    REQUIRE(place.files.remove(place.at("w")));
    CHECK_FALSE(place.files.remove(place.at("w")));
    CHECK(place.files.free_bytes(place.path).value() > 0);
    CHECK_FALSE(place.files.list(place.at("none")));
    CHECK_FALSE(place.files.rename(place.at("none"), place.at("other")));
}

TEST_CASE("a descriptor is not inherited by a child", "[platform][files]") {
    Place place;
    auto file = place.files.open(place.at("private-file"), OpenMode::create).value();
    // The child looks at its own descriptors.
    const std::string look = "ls -l /proc/self/fd | grep -q private-file";
    CHECK(std::system(look.c_str()) != 0);
}

}  // namespace
}  // namespace cpc::platform
