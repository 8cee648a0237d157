// SPDX-License-Identifier: Apache-2.0
// Two tablets live through the same rounds of views; only what is answered differs. Whoever sees,
// hears or counts anything but a voter's own screen must not be able to tell them apart.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "app/view/ballot.hpp"
#include "app/view/decision.hpp"
#include "app/view/say.hpp"
#include "tests/glass/trace.hpp"

namespace cpc::glass {
namespace {

using view::Place;
using Random = std::mt19937;

constexpr int pairs = 25;
constexpr int rounds_a_pair = 40;  // 1,000 together
constexpr std::uint64_t ballot_takes_ms = 20'000;
constexpr ui::Surface small_glass{640, 400, 0.5F};

const std::array<std::string, 4> voters{"Social worker", "Police", "Health visitor", "Nursery"};
const std::string on_the_phone = "GP";

unsigned below(Random& random, unsigned end) {
    return static_cast<unsigned>(random() % end);
}
// One time in `of`.
bool once_in(Random& random, unsigned of) {
    return below(random, of) == 0;
}

// Everything up to the open round; the GP stays on the telephone.
const Played& round_open() {
    static const auto played =
        play_until("torbay-split.txt", at_verb("view"),
                   [](const play::Act& act) { return act.verb == "leaves"; });
    return *played;
}

// One tablet and whoever answers on it. `shared` draws what both tablets go through, `own` what is
// answered: nothing that is drawn from `shared` depends on it.
class Room {
  public:
    Room(std::uint32_t seed, std::uint32_t answers)
        : tablet_(round_open(), seed, small_glass), trace_(tablet_), shared_(seed), own_(answers) {
        tablet_.seen = [this] { trace_.note("event"); };
        tablet_.enter();
        REQUIRE(tablet_.shell().place() == Place::decision);
    }

    Trace& trace() { return trace_; }
    Tablet& tablet() { return tablet_; }

    void round() {
        auto order = voters;
        std::shuffle(order.begin(), order.end(), shared_);
        const auto many = 1 + below(shared_, 2);
        for (std::size_t i = 0; i < many; ++i)
            give(order.at(i));
        back_to_chair();
        if (once_in(shared_, 5)) by_phone();
        look_about();
        tablet_.clock().advance_ms(61'000);
        tablet_.pass_touched(30'000);
        trace_.picture("the chair's screen");
    }

    void everybody() {
        for (const auto& voter : voters)
            give(voter);
        back_to_chair();
        by_phone();
    }

    [[nodiscard]] std::vector<conference::View> answers() {
        std::vector<conference::View> all;
        const auto& ballot = *tablet_.state().children.begin()->second.ballot;
        for (const auto& id : ballot.opened.counted)
            all.push_back(ballot.latest(id)->logged.view);
        return all;
    }

  private:
    // Signs the hand-over out to `voter` and leaves with the thank-you on the glass.
    void give(const std::string& voter) {
        const auto next = view::say("hand.next", {{"who", voter}});
        const bool chain = once_in(shared_, 2);
        if (chain && tablet_.find(next) != nullptr) {
            tablet_.press(next);
        } else {
            back_to_chair();
            tablet_.press(voter);
        }
        trace_.picture("please pass");
        open_ballot(voter);
        if (once_in(shared_, 6)) {  // "Not now", and then they do
            answer(voter);
            trace_.watch(false);
            tablet_.press(view::say("ballot.not-now"));
            begin_watching("not now");
            open_ballot(voter);
        }
        if (once_in(shared_, 6)) {  // hidden in the middle
            answer(voter);
            trace_.watch(false);
            tablet_.key(window::Key::f9);
            begin_watching("hidden");
            trace_.picture("hidden");
            tablet_.press(view::say("cover.open_person", {{"person", voter}}));
            pin(voter);
        }
        if (once_in(shared_, 20)) {  // the plug is pulled in the middle
            answer(voter);
            tablet_.start();
            begin_watching("switched off");
            tablet_.enter();
            tablet_.press(voter);
            open_ballot(voter);
        }
        answer(voter);
        tablet_.hold(view::say("ballot.hold"));
        begin_watching("thank you");
        REQUIRE(tablet_.says(view::say("hand.thanks")));
        trace_.picture("thank you");
    }

    // Time since the ballot was opened is the voter's own: it ends alike on both tablets.
    void begin_watching(const std::string& what) {
        trace_.watch(true);
        trace_.note(what);
    }

    void open_ballot(const std::string& voter) {
        tablet_.press(view::say("hand.i_am", {{"who", voter}}));
        if (once_in(shared_, 8)) tablet_.digits("0000");
        pin(voter);
    }

    void pin(const std::string& voter) {
        const auto typed = tablet_.pin_of(voter);
        tablet_.digits(std::string_view{typed}.substr(0, typed.size() - 1));
        trace_.watch(false);
        opened_ms_ = tablet_.now_ms();
        tablet_.digits(std::string_view{typed}.substr(typed.size() - 1));
        REQUIRE(tablet_.find(view::say("ballot.hold")) != nullptr);
    }

    // What this tablet's voter answers, in any of the ways there are.
    void answer(const std::string& voter) {
        static const std::array<std::string, 4> reasons{
            "Yes.", "The plan is working and nobody was hurt.", "I have not seen the child.",
            std::string(700, 'a') + " " + std::string(700, 'b')};
        const auto& now = tablet_.state();
        const auto ballot = view::make_ballot_view(now, tablet_.shell().meeting()->rules(), {},
                                                   tablet_.person(voter), now.child_order.front());
        // A long reason is not taken back letter by letter.
        if (reason_there(ballot.reason_label).size() > 8 || once_in(own_, 3))
            tablet_.press(view::say("ballot.again"));
        if (once_in(own_, 4))  // somebody who changes their mind
            tablet_.press(ballot.question + ": " + ballot.choices.at(below(own_, 3)).label);
        const auto choice = below(own_, 3);
        tablet_.press(ballot.question + ": " + ballot.choices.at(choice).label);
        const bool none = !ballot.choices.at(choice).reason_needed && once_in(own_, 2);
        tablet_.fill(ballot.reason_label, none ? std::string{} : reasons.at(below(own_, 4)));
        if (once_in(own_, 3)) {  // scrolled down to the end of a long reason
            tablet_.down({320, 300});
            for (int i = 1; i < 8; ++i)
                tablet_.move({320, 300 - static_cast<float>(i) * 25});
            tablet_.up({320, 100});
        }
        tablet_.touch_until(opened_ms_ + ballot_takes_ms);
        opened_ms_ = tablet_.now_ms();
        trace_.paint();  // what comes next is drawn over it
    }

    [[nodiscard]] std::string reason_there(const std::string& label) const {
        const auto* field = tablet_.find(label);
        return field == nullptr ? std::string{} : field->value;
    }

    void back_to_chair() {
        if (tablet_.find(view::say("hand.chair")) == nullptr) return;
        if (once_in(shared_, 4)) {  // put away with the thank-you on it
            tablet_.key(window::Key::f9);
            tablet_.press(view::say("cover.open"));
        } else {
            tablet_.press(view::say("hand.chair"));
        }
        if (once_in(shared_, 5)) tablet_.digits("111111");
        tablet_.digits(chair_pin);
        REQUIRE(tablet_.shell().place() == Place::decision);
    }

    // The chair's own sheet, with the tablet turned: what is in it is no secret from the chair.
    void by_phone() {
        tablet_.press(on_the_phone);
        trace_.watch(false);
        tablet_.chair_opens();
        const auto opened_ms = tablet_.now_ms();
        const auto& now = tablet_.state();
        const auto choices = view::ballot_choices(now, tablet_.shell().meeting()->rules());
        const auto choice = below(own_, 3);
        std::string group;
        for (const auto& e : tablet_.glass().entries())
            if (e.label == choices.at(choice).label) group = e.group;
        tablet_.press(group + ": " + choices.at(choice).label);
        tablet_.fill(view::say("decision.phone-reason"),
                     once_in(own_, 2) ? "Said so." : "Because.");
        tablet_.press(view::say("decision.phone-read-back"));
        tablet_.touch_until(opened_ms + ballot_takes_ms);
        tablet_.hold(view::say("decision.phone-hold"));
        begin_watching("said by telephone");
        trace_.picture("after the telephone");
    }

    // The chair's screens beside the round.
    void look_about() {
        const auto ok = view::say("shell.ok");
        if (once_in(shared_, 3)) {  // what just happened
            for (const auto& e : tablet_.glass().entries())
                if (e.section == ui::Section::bottom_bar && e.role == ui::Role::button &&
                    e.label == last_line()) {
                    tablet_.press(e.label);
                    break;
                }
            if (tablet_.find(ok) != nullptr) tablet_.press(ok);
        }
        if (once_in(shared_, 12)) {  // home and back
            tablet_.press(view::say("shell.home"));
            tablet_.chair_opens();
            REQUIRE(tablet_.shell().place() == Place::home);
            trace_.picture("home");
            lock_and_come_back();
        } else if (once_in(shared_, 12)) {
            lock_and_come_back();
        }
        if (once_in(shared_, 16)) {
            tablet_.start();
            tablet_.enter();
        }
    }

    void lock_and_come_back() {
        tablet_.shell().lock_at_once();
        tablet_.start();  // cpc-kiosk puts a new shell in the locked one's place
        tablet_.enter();
        if (tablet_.shell().place() == Place::decision) return;
        for (const auto& e : tablet_.glass().entries())
            if (e.role == ui::Role::tab && e.label == decision_tab()) {
                tablet_.press(e.label);
                return;
            }
    }

    [[nodiscard]] std::string decision_tab() {
        const auto* stage = view::procedure_stage(tablet_.shell().meeting()->rules().procedure,
                                                  conference::Stage::decision);
        return stage->label;
    }
    [[nodiscard]] std::string last_line() const { return view::say("ballot.given"); }

    Tablet tablet_;
    Trace trace_;
    Random shared_;
    Random own_;
    std::uint64_t opened_ms_ = 0;
};

}  // namespace

TEST_CASE(
    "A thousand random rounds leave nothing on any screen, in any time or count, from which "
    "an answer could be told until the views are shown",
    "[ballot][REQ-148]") {
    std::size_t steps = 0;
    int told_apart = 0;
    for (std::uint32_t pair = 0; pair < pairs; ++pair) {
        INFO("pair " << pair);
        // No seed twice: the played conference drew its nonces from 7.
        Room one{1000 + pair, 10'000 + pair};
        Room other{1000 + pair, 20'000 + pair};
        for (int round = 0; round < rounds_a_pair; ++round) {
            INFO("round " << round);
            one.round();
            other.round();
            const auto where = difference(one.trace().steps(), other.trace().steps());
            INFO(where);
            REQUIRE(where.empty());
            steps += one.trace().steps().size();
            one.trace().clear();
            other.trace().clear();
        }
        // The same eyes do see the difference once the views are shown.
        one.everybody();
        other.everybody();
        REQUIRE(difference(one.trace().steps(), other.trace().steps()).empty());
        one.tablet().hold(view::say("decision.show"));
        other.tablet().hold(view::say("decision.show"));
        const bool differ = !difference(one.trace().steps(), other.trace().steps()).empty();
        if (one.answers() != other.answers()) {
            CHECK(differ);
            ++told_apart;
        }
    }
    CHECK(told_apart > pairs / 2);
    // A round is some dozens of looks at each tablet, so this number says that they were taken.
    CHECK(steps > static_cast<std::size_t>(pairs) * rounds_a_pair * 20);
    WARN(steps << " looks at each of two tablets in " << pairs * rounds_a_pair << " rounds; "
               << told_apart << " of " << pairs << " pairs differ once the views are shown");
}

}  // namespace cpc::glass
