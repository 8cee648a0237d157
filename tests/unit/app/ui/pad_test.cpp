// SPDX-License-Identifier: Apache-2.0
// In which order the keys of a PIN stand.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <span>
#include <string>

#include "app/ui/driver.hpp"

using namespace cpc;
using namespace cpc::ui;

namespace {

struct Pin final : PinSink {
    std::string digits;
    void push(int digit) override { digits += static_cast<char>('0' + digit); }
    void pop() override {
        if (!digits.empty()) digits.pop_back();
    }
    void clear() override { digits.clear(); }
    [[nodiscard]] std::size_t count() const override { return digits.size(); }
};

class Chance final : public Entropy {
  public:
    int drawn = 0;
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out)
            byte = static_cast<std::uint8_t>(37 * ++drawn + 11);
    }
};

std::string keys_in_order(const Driver& driver) {
    std::string order;
    for (const auto& e : driver.entries())
        if (e.role == Role::key && e.label.size() == 5 && e.label.rfind("key ", 0) == 0)
            order += e.label.back();
    return order;
}

}  // namespace

TEST_CASE(
    "The keys of a PIN stand in another order each time the pad opens, keep it while it stands, "
    "and stand by place for who cannot look for them") {
    Pin pin;
    Chance chance;
    bool open = true;
    std::string whose = "Class teacher";
    Settings settings;
    settings.pad_order = &chance;
    auto made = Driver::make(settings, [&](Ui& ui) {
        ui.quiet({QuietLook::plain, Icon::none, "", "", "Your PIN"}, [&] {
            if (open) (void)ui.pin_pad({whose, "", 4, "Cancel"}, pin);
        });
    });
    REQUIRE(made);
    const auto driver = std::move(*made);
    const auto first = keys_in_order(*driver);
    auto sorted = first;
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted == "0123456789");
    CHECK(first != "1234567890");
    REQUIRE(driver->press_digits("40"));
    driver->hardware_text("7");
    CHECK(pin.digits == "407");
    CHECK(keys_in_order(*driver) == first);
    open = false;
    driver->frame();
    open = true;
    driver->frame();
    const auto second = keys_in_order(*driver);
    CHECK(second != first);
    whose = "Health visitor";
    driver->frame();
    CHECK(keys_in_order(*driver) != second);
    for (int i = 0; i < 3; ++i) {
        auto wanted = settings;
        wanted.scanning = i == 0;
        wanted.aloud.touch = i == 1;
        wanted.mixed_digits = i != 2;
        REQUIRE(driver->change(wanted));
        driver->frame();
        CHECK(keys_in_order(*driver) == "1234567890");
    }
}
