// SPDX-License-Identifier: Apache-2.0
// What the shell is made of: locked memory for what is typed, and the worker's thread.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "app/kiosk/practice.hpp"
#include "app/kiosk/secrets.hpp"
#include "app/kiosk/worker.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk;

TEST_CASE("A PIN comes out as it was typed and leaves nothing behind", "[kiosk]") {
    TypedPin pin;
    for (const int digit : {1, 9, 4})
        pin.push(digit);
    pin.pop();
    pin.push(7);
    CHECK(pin.count() == 3);
    CHECK(pin.take().same_as(crypto::SecretBytes::from("197")));
    CHECK(pin.count() == 0);
}

TEST_CASE("A PIN takes no more digits than the longest one has", "[kiosk]") {
    TypedPin pin;
    for (int i = 0; i < 20; ++i)
        pin.push(5);
    CHECK(pin.take().size() == 8);
}

TEST_CASE("A passphrase is taken back by whole characters", "[kiosk]") {
    TypedPassphrase typed;
    for (const auto* character : {"s", "ü", "ß"})
        typed.push(character);
    CHECK(typed.count() == 3);
    typed.pop();
    CHECK(typed.take().same_as(crypto::SecretBytes::from("sü")));
    CHECK(typed.count() == 0);
}

TEST_CASE("Jobs run in the order they were given and end before their worker", "[kiosk]") {
    std::vector<int> ran;
    std::vector<int> collected;
    ThreadWorker worker{{}};
    for (int i = 0; i < 50; ++i)
        worker.post([&, i]() -> Afterwards {
            ran.push_back(i);  // one thread: nobody else touches it
            return [&, i] { collected.push_back(i); };
        });
    while (worker.pending() > 0) {
        (void)worker.collect();
        std::this_thread::yield();
    }
    CHECK(ran.size() == 50);
    CHECK(std::is_sorted(ran.begin(), ran.end()));
    CHECK(collected == ran);
}

TEST_CASE("The training tablet opens with the passphrase on its screen and is marked as training",
          "[kiosk]") {
    kiosk_test::Rig rig;
    auto library = meeting::Library::load(rig.files, std::string(CPC_SOURCE_DIR) + "/assets");
    REQUIRE(library);
    const store::Ports ports{rig.files, rig.clock, rig.entropy};
    REQUIRE(rig.files.make_directories(rig.directory));
    REQUIRE(make_practice(ports, rig.directory, *library));
    REQUIRE(make_practice(ports, rig.directory, *library));  // a second start changes nothing
    rig.restart();
    rig.secret("Passphrase", practice_passphrase);
    rig.press("Open");
    CHECK(rig.place() == view::Place::home);
    CHECK(rig.shell->desk()->practice());
    CHECK(rig.says("Family T (training)"));
    CHECK(rig.says("TRAINING"));
    rig.press("Prepare or start");
    rig.check("practice-prepare");
    CHECK(rig.state().people.size() == 9);
}
