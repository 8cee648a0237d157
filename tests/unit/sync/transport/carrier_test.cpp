// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "sync/transport/directory_carrier.hpp"
#include "sync/transport/http_carrier.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::transport {
namespace {

const BundleId bundle{{0xAB, 1}};
const std::string name = bundle.hex() + ".cpb";

TEST_CASE("a bundle on a stick is there after the power is cut", "[sync][transport]") {
    support::MemoryFiles stick;
    DirectoryCarrier carrier(stick, "stick");
    const Bytes file(100'000, 7);
    const auto delivery = carrier.deliver(bundle, file);
    REQUIRE(delivery);
    CHECK(std::holds_alternative<engine::Stored>(*delivery));
    stick.power_cut();
    CHECK(stick.contents("stick/" + name) == file);
}

TEST_CASE("whenever the stick fails, no half bundle carries a bundle's name", "[sync][transport]") {
    const Bytes file(70'000, 7);
    for (std::uint64_t nth = 1; nth < 20; ++nth) {
        support::MemoryFiles stick;
        DirectoryCarrier carrier(stick, "stick");
        stick.fail_every_call_from(nth, Fault::io);
        const auto delivery = carrier.deliver(bundle, file);
        stick.heal();
        stick.power_cut();
        if (delivery) {
            CHECK(stick.contents("stick/" + name) == file);
            continue;
        }
        CHECK_FALSE(delivery.error().advice.empty());
        if (stick.exists("stick/" + name)) CHECK(stick.contents("stick/" + name) == file);
        REQUIRE(carrier.deliver(bundle, file));
        CHECK(stick.contents("stick/" + name) == file);
    }
}

TEST_CASE("a full stick is said to be full", "[sync][transport]") {
    support::MemoryFiles stick;
    stick.set_capacity(1'000);
    DirectoryCarrier carrier(stick, "stick");
    const auto delivery = carrier.deliver(bundle, Bytes(2'000, 1));
    REQUIRE_FALSE(delivery);
    CHECK(delivery.error().fault == Fault::no_space);
}

TEST_CASE("a bundle that was damaged on the stick is written again", "[sync][transport]") {
    support::MemoryFiles stick;
    DirectoryCarrier carrier(stick, "stick");
    const Bytes file(5'000, 7);
    REQUIRE(carrier.deliver(bundle, file));
    stick.contents("stick/" + name)[77] = 0;
    REQUIRE(carrier.deliver(bundle, file));
    CHECK(stick.contents("stick/" + name) == file);
}

TEST_CASE("only files with a receipt's exact name and size are read from a stick",
          "[sync][transport]") {
    support::MemoryFiles stick;
    DirectoryCarrier carrier(stick, "stick");
    const std::string id = bundle.hex();
    stick.set_contents("stick/" + id + ".cpr", Bytes{1});
    stick.set_contents("stick/" + id + ".cpr.exe", Bytes{2});
    stick.set_contents("stick/x" + id + ".cpr", Bytes{3});
    std::string upper = id;
    upper[0] = 'A';
    stick.set_contents("stick/" + upper + ".cpr", Bytes{4});
    stick.set_contents("stick/" + std::string(32, '0') + ".cpr", Bytes(70'000, 5));
    const auto receipts = carrier.receipts();
    REQUIRE(receipts);
    CHECK(*receipts == std::vector<Bytes>{Bytes{1}});
}

TEST_CASE("addresses that would send a record in the clear or astray are refused",
          "[sync][transport]") {
    for (const std::string url :
         {"http://central.example.org:80", "http://192.0.2.1:8443", "ftp://127.0.0.1", "127.0.0.1",
          "https://user:secret@central.example.org", "https://central.example.org/path",
          "https://central.example.org?x=1", "file:///etc/passwd", "",
          "http://127.0.0.1.example.org:80"}) {
        INFO(url);
        CHECK_FALSE(HttpCarrier::open(url, {"sha256//x"}));
    }
    CHECK(HttpCarrier::open("http://127.0.0.1:8443", {}));
    CHECK(HttpCarrier::open("http://[::1]:8443/", {}));
    CHECK(HttpCarrier::open("https://central.example.org:8443", {"sha256//x"}));
}

TEST_CASE("https without a pinned key is refused", "[sync][transport]") {
    CHECK_FALSE(HttpCarrier::open("https://central.example.org:8443", {}));
}

}  // namespace
}  // namespace cpc::transport
