// SPDX-License-Identifier: Apache-2.0
// Ten thousand meetings under every delivered procedure, played with any command at all thrown in:
// none reaches what the procedure forbids, nothing said is lost, and the record is the state.
#include <iostream>

#include "forbidden.hpp"
#include "holds.hpp"

namespace cpc::conference {
namespace {

constexpr int steps_most = 300;

struct Reached {
    int meetings = 0, steps = 0, locked = 0, closed = 0, cancelled = 0, chair = 0;
    std::set<std::string> refusals;
};

// One meeting; what it broke, with its commands, or nothing.
std::string play(const std::string& id, const std::vector<std::string>& words, std::uint32_t seed,
                 int steps, Reached& reached) {
    const auto& rules = test::rulebook(id);
    const auto& types = rules.procedure.types;
    test::Player player{rules, types[seed % types.size()].id, words, seed * 2'654'435'761U + 1};
    test::Forbidden forbidden{rules.procedure};
    player.play(steps, forbidden);
    forbidden.ended(player);
    ++reached.meetings;
    const auto& state = player.state();
    for (const auto& [child_id, child] : state.children) {
        reached.locked += child.result ? 1 : 0;
        reached.chair += child.ballot && child.ballot->chair ? 1 : 0;
    }
    reached.steps += static_cast<int>(player.log().size());
    reached.closed += state.closed && !state.cancelled ? 1 : 0;
    reached.cancelled += state.cancelled ? 1 : 0;
    reached.refusals.insert(forbidden.refusals().begin(), forbidden.refusals().end());
    if (forbidden.broken().empty()) return {};
    return forbidden.broken() + "\n" + player.told();
}

void nothing_forbidden(const std::string& id, bool votes) {
    const auto words = test::words_of(test::rulebook(id).procedure);
    Reached reached;
    test::holds("nothing forbidden under " + id, [&] {
        const auto seed = *rc::gen::noShrink(rc::gen::inRange<std::uint32_t>(0, 1U << 31U));
        // A failure shrinks to the shortest beginning of the meeting that fails.
        const auto steps =
            *rc::gen::map(rc::gen::inRange(0, 40), [](int fewer) { return steps_most - fewer; });
        const auto broken = play(id, words, seed, steps, reached);
        if (!broken.empty()) RC_FAIL(broken);
    });
    std::cout << id << ": " << reached.meetings << " meetings, " << reached.steps << " entries, "
              << reached.locked << " results locked, " << reached.chair << " by the chair, "
              << reached.closed << " closed, " << reached.cancelled << " called off, refused by "
              << reached.refusals.size() << " different rules\n";
    // Meetings that never came to a decision would prove nothing.
    CHECK(reached.locked > reached.meetings / 2);
    CHECK(reached.closed > reached.meetings / 4);
    CHECK(reached.refusals.size() > 60);
    if (votes) CHECK(reached.chair > reached.meetings / 50);
}

}  // namespace

TEST_CASE("no ten thousand meetings reach what the ABC procedure forbids",
          "[property][REQ-025][REQ-045][REQ-142][REQ-143][REQ-149][REQ-151][REQ-173][REQ-175]"
          "[REQ-176][REQ-177][REQ-178][REQ-367][REQ-368]") {
    nothing_forbidden("abc-ew-register", true);
}

TEST_CASE("no ten thousand meetings reach what the Fife procedure forbids",
          "[property][REQ-025][REQ-136][REQ-137][REQ-138][REQ-152][REQ-167][REQ-173][REQ-263]") {
    nothing_forbidden("fife-cpcc", true);
}

TEST_CASE("no ten thousand meetings reach what the Torbay procedure forbids",
          "[property][REQ-025][REQ-050][REQ-139][REQ-140][REQ-141][REQ-146][REQ-148][REQ-150]") {
    nothing_forbidden("torbay-cpp", true);
}

TEST_CASE("no ten thousand meetings reach what the Victorian procedure forbids",
          "[property][REQ-005][REQ-169][REQ-170]") {
    nothing_forbidden("vic-intake", false);
}

TEST_CASE("no ten thousand meetings reach what Victoria's procedure of today forbids",
          "[property][REQ-005][REQ-169][REQ-170]") {
    nothing_forbidden("vic-2021", false);
}

}  // namespace cpc::conference
