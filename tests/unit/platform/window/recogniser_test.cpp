// SPDX-License-Identifier: Apache-2.0
#include "platform/window/recogniser.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

using namespace cpc::window;

namespace {

InputEvent event(EventKind kind, float x, float y, std::uint64_t time_ms, std::int64_t finger = 1) {
    InputEvent e;
    e.kind = kind;
    e.at = {x, y};
    e.time_ms = time_ms;
    e.finger = finger;
    return e;
}

struct Hand {
    Recogniser recogniser{1};
    std::vector<Gesture> seen;

    void feed(const InputEvent& e) {
        for (const auto& g : recogniser.feed(e))
            seen.push_back(g);
    }
    void down(float x, float y, std::uint64_t t, std::int64_t f = 1) {
        feed(event(EventKind::finger_down, x, y, t, f));
    }
    void move(float x, float y, std::uint64_t t, std::int64_t f = 1) {
        feed(event(EventKind::finger_move, x, y, t, f));
    }
    void up(float x, float y, std::uint64_t t, std::int64_t f = 1) {
        feed(event(EventKind::finger_up, x, y, t, f));
    }
    [[nodiscard]] int count(GestureKind kind) const {
        return static_cast<int>(std::count_if(seen.begin(), seen.end(),
                                              [&](const Gesture& g) { return g.kind == kind; }));
    }
    [[nodiscard]] float scrolled() const {
        return std::accumulate(seen.begin(), seen.end(), 0.0F, [](float sum, const Gesture& g) {
            return g.kind == GestureKind::scroll ? sum + g.delta_y : sum;
        });
    }
    // A fling upwards: 90 pixels in 90 ms.
    void fling() {
        down(100, 500, 0);
        for (int i = 1; i <= 9; ++i)
            move(100, 500 - 10 * static_cast<float>(i), static_cast<std::uint64_t>(10 * i));
        up(100, 410, 92);
    }
};

}  // namespace

TEST_CASE("A press within the slop is a tap") {
    Hand hand;
    hand.down(100, 100, 0);
    hand.move(106, 106, 20);
    hand.up(106, 106, 60);
    CHECK(hand.count(GestureKind::press) == 1);
    CHECK(hand.count(GestureKind::tap) == 1);
    CHECK(hand.count(GestureKind::scroll) == 0);
}

TEST_CASE("A drag that has become a scroll never taps") {
    Hand hand;
    hand.down(100, 300, 0);
    hand.move(100, 270, 30);
    hand.move(100, 300, 60);  // back to where it began
    hand.up(100, 300, 400);
    CHECK(hand.count(GestureKind::tap) == 0);
    CHECK(hand.count(GestureKind::cancel) == 1);
    CHECK(hand.scrolled() == 0);  // and the list is where it was
}

TEST_CASE("A sideways slip presses nothing and scrolls nothing") {
    Hand hand;
    hand.down(100, 100, 0);
    hand.move(140, 104, 30);
    hand.up(140, 104, 60);
    CHECK(hand.count(GestureKind::tap) == 0);
    CHECK(hand.count(GestureKind::scroll) == 0);
    CHECK(hand.count(GestureKind::cancel) == 1);
}

TEST_CASE("A second finger is ignored until the first is gone") {
    Hand hand;
    hand.down(100, 100, 0, 1);
    hand.down(500, 500, 10, 2);
    hand.move(500, 300, 20, 2);
    hand.up(500, 300, 30, 2);
    CHECK(hand.count(GestureKind::press) == 1);
    CHECK(hand.count(GestureKind::scroll) == 0);
    hand.up(100, 100, 40, 1);
    CHECK(hand.count(GestureKind::tap) == 1);
}

TEST_CASE("A claimed finger drags and never scrolls") {
    Hand hand;
    hand.down(100, 100, 0);
    hand.recogniser.claim();
    hand.move(100, 200, 50);
    hand.up(100, 200, 80);
    CHECK(hand.count(GestureKind::drag) == 1);
    CHECK(hand.count(GestureKind::release) == 1);
    CHECK(hand.count(GestureKind::scroll) == 0);
    CHECK(hand.count(GestureKind::tap) == 0);
}

TEST_CASE("A fling glides on and comes to rest") {
    Hand hand;
    hand.fling();
    const float dragged = hand.scrolled();
    CHECK(dragged == -90);
    REQUIRE(hand.recogniser.gliding());
    std::uint64_t now = 92;
    while (hand.recogniser.gliding() && now < 10'000) {
        now += 16;
        for (const auto& g : hand.recogniser.tick(now))
            hand.seen.push_back(g);
    }
    const float glided = hand.scrolled() - dragged;
    CHECK(now < 3'000);
    CHECK(glided < -250);  // 1000 px/s decaying over 0.325 s goes about 320 px
    CHECK(glided > -340);
}

TEST_CASE("A touch during a glide stops it and does not tap") {
    Hand hand;
    hand.fling();
    REQUIRE(hand.recogniser.gliding());
    hand.down(100, 300, 200);
    hand.up(100, 300, 260);
    CHECK_FALSE(hand.recogniser.gliding());
    CHECK(hand.count(GestureKind::press) == 1);  // only the fling's own
    CHECK(hand.count(GestureKind::tap) == 0);
}

TEST_CASE("A finger that rested before it went does not glide") {
    Hand hand;
    hand.down(100, 500, 0);
    hand.move(100, 400, 50);
    hand.up(100, 400, 200);
    CHECK_FALSE(hand.recogniser.gliding());
}

TEST_CASE("Without movement nothing glides") {
    Hand hand;
    hand.recogniser.set_glide(false);
    hand.fling();
    CHECK_FALSE(hand.recogniser.gliding());
}

TEST_CASE("A finger whose end got lost is given up") {
    Hand hand;
    hand.down(100, 100, 0);
    CHECK(hand.recogniser.tick(Recogniser::lost_finger_ms - 1).empty());
    const auto late = hand.recogniser.tick(Recogniser::lost_finger_ms + 1);
    REQUIRE(late.size() == 1);
    CHECK(late.front().kind == GestureKind::cancel);
    hand.down(200, 200, Recogniser::lost_finger_ms + 50, 7);
    CHECK(hand.count(GestureKind::press) == 2);
}

TEST_CASE("Slop grows with the density of the panel") {
    Hand fine;
    fine.recogniser = Recogniser(2);
    fine.down(100, 100, 0);
    fine.move(100, 118, 20);
    fine.up(100, 118, 60);
    CHECK(fine.count(GestureKind::tap) == 1);
}
