// SPDX-License-Identifier: Apache-2.0
// The passphrase that a real tablet proposes: drawn, shown once, typed again, kept nowhere.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "core/crypto/passphrase.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using view::Place;

namespace {

// What a tablet with the same draws proposes first, second …
class Proposals {
  public:
    std::string next() {
        const auto words = crypto::propose_passphrase(entropy_);
        return {reinterpret_cast<const char*>(words.data()), words.size()};
    }

  private:
    support::SeededEntropy entropy_;
};

constexpr const char* again = "The same passphrase again";
constexpr const char* taken = "I have written these words down";

}  // namespace

TEST_CASE("A new tablet proposes five words, others when asked, and wants them typed again",
          "[kiosk]") {
    Rig rig({}, Tablet::real);
    Proposals proposals;
    const auto first = proposals.next();
    const auto second = proposals.next();
    rig.check("set-up-words");
    CHECK(rig.sees("Proposed words"));
    const auto shown = rig.driver->pixels();
    rig.press("Five other words");
    CHECK(rig.driver->pixels() != shown);
    rig.check("set-up-other-words");
    rig.press(taken);
    rig.check("set-up-words-again");
    CHECK_FALSE(rig.driver->can_press("Continue"));
    rig.secret(again, first);
    rig.press("Continue");
    CHECK(rig.says("That was not the same. Here are the words once more."));
    rig.press(taken);
    rig.secret(again, second);
    rig.press("Continue");
    rig.digits("246810");
    rig.digits("246810");
    REQUIRE(rig.place() == Place::home);
    rig.restart();
    rig.secret("Passphrase", second);
    rig.press("Open");
    CHECK(rig.place() == Place::home);
}

TEST_CASE("Proposed words stand in no transcript and are the same when they are shown again",
          "[kiosk][REQ-290]") {
    Rig rig({}, Tablet::real);
    CHECK_FALSE(rig.says(Proposals{}.next()));
    // Other words change the glass, and not one letter of what is written down about it.
    const auto told = rig.driver->transcript();
    const auto first = rig.driver->pixels();
    rig.press("Five other words");
    const auto shown = rig.driver->pixels();
    CHECK(shown != first);
    CHECK(rig.driver->transcript() == told);
    rig.press(taken);
    rig.press("Show me the words again");
    CHECK(rig.driver->pixels() == shown);
}

TEST_CASE("Whoever wants words of their own is told when they are easily guessed, and can go back",
          "[kiosk]") {
    Rig rig({}, Tablet::real);
    rig.press("Choose words of my own");
    rig.check("set-up-own-words");
    rig.secret("New passphrase", "password password");
    rig.press("Continue");
    CHECK(rig.says("easily guessed"));
    rig.press("Let the tablet propose words");
    CHECK(rig.sees("Proposed words"));
    rig.press("Choose words of my own");
    rig.secret("New passphrase", "lantern quarry mitten ferry");
    rig.press("Continue");
    CHECK_FALSE(rig.sees("Show me the words again"));
    rig.secret(again, "lantern quarry mitten ferry");
    rig.press("Continue");
    rig.digits("246810");
    rig.digits("246810");
    CHECK(rig.place() == Place::home);
}

TEST_CASE("The proposed words can be read in large text too", "[kiosk]") {
    for (const int percent : {150, 200}) {
        ui::Settings settings;
        settings.text_percent = percent;
        Rig rig(settings, Tablet::real);
        rig.check("set-up-words-" + std::to_string(percent));
    }
}

TEST_CASE("A practice tablet proposes nothing: its passphrase stands on its screens", "[kiosk]") {
    Rig rig;
    CHECK_FALSE(rig.sees("Proposed words"));
    CHECK_FALSE(rig.sees("Let the tablet propose words"));
    CHECK(rig.sees("New passphrase"));
}

TEST_CASE(
    "Every page of the set-up and the lock stands without fault upright and in large text, "
    "and a PIN is typed on mixed keys",
    "[kiosk]") {
    const bool upright = GENERATE(false, true);
    const int percent = GENERATE(100, 200);
    support::SeededEntropy chance;
    ui::Settings settings;
    if (upright) settings.surface = {800, 1280, 1};
    settings.text_percent = percent;
    settings.pad_order = &chance;
    const auto suffix = (upright ? "-upright-" : "-") + std::to_string(percent);
    Rig rig(settings, Tablet::real);
    rig.check("pages-words" + suffix);
    rig.press("Text size and colours");
    rig.check("pages-display" + suffix);
    rig.press("Done");
    rig.press("Choose words of my own");
    rig.check("pages-own" + suffix);
    rig.secret("New passphrase", "lantern quarry mitten ferry");
    rig.press("Continue");
    rig.check("pages-again" + suffix);
    rig.secret(again, "lantern quarry mitten ferry");
    rig.press("Continue");
    rig.check("pages-pin" + suffix);
    rig.digits("246810");
    rig.check("pages-pin-again" + suffix);
    rig.digits("246811");
    CHECK(rig.says(std::string{view::say("setup.differs")}));
    rig.check("pages-pin-differs" + suffix);
    rig.digits("246810");
    rig.digits("246810");
    REQUIRE(rig.place() == Place::home);
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    rig.check("pages-cover-pin" + suffix);
    rig.digits("246810");
    rig.press("Lock the tablet");
    rig.check("pages-lock" + suffix);
    rig.press("Text size and colours");
    rig.check("pages-lock-display" + suffix);
    rig.press("Done");
    rig.secret("Passphrase", "lantern quarry mitten ferry");
    rig.press("Open");
    CHECK(rig.place() == Place::home);
}
