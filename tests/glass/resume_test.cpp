// SPDX-License-Identifier: Apache-2.0
// A whole meeting is played on the screens; at moments in the middle of its writing the tablet's
// folder is taken as it lies there, which is what a killed process leaves behind, and another
// tablet is started over it. CPC_GLASS_KILLS says how many moments; by itself the test takes a few
// of them.
//
// Such a moment lies inside the writing of an entry, where the record's own lock is held: what it
// must hold is therefore counted from outside, by what was seen to be synced. The copy is taken
// when the thread that follows with the second copy rests. What a power cut leaves is another
// matter and is tests/storm's; that a real SIGKILL in any state leaves no less is tests/whole's.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "app/stage/performance.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "tests/glass/tablet.hpp"
#include "tests/watch/watched_files.hpp"

namespace cpc::glass {
namespace {

using view::Place;

constexpr int kills_usual = 30;
constexpr std::uint64_t kept_after_ms = 2'100;

int kills_wanted() {
    const char* said = std::getenv("CPC_GLASS_KILLS");
    const int number = said == nullptr ? 0 : std::atoi(said);
    return number <= 0 ? kills_usual : number;
}

namespace fs = std::filesystem;
using Look = std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>>;

// Files come and go while the second copy is written: what is gone is not there.
Look look_at(const std::string& folder) {
    Look out;
    std::error_code gone;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file(gone)) continue;
        const auto size = fs::file_size(each.path(), gone);
        const auto time = fs::last_write_time(each.path(), gone);
        if (!gone) out[each.path().string()] = {size, time};
    }
    return out;
}

// As it lies there between two writes of the thread that follows.
void take(const std::string& from, const std::string& to) {
    for (Look before;;) {
        before = look_at(from);
        std::error_code gone;
        fs::remove_all(to);
        fs::copy(from, to, fs::copy_options::recursive, gone);
        if (!gone && look_at(from) == before) return;
    }
}

// Randomness is drawn for every entry, every draft and every place that is kept: just before one
// of them is written.
class TellingEntropy final : public Entropy {
  public:
    void fill(std::span<std::uint8_t> out) override {
        inner_.fill(out);
        if (told) told();
    }
    std::function<void()> told;

  private:
    support::SeededEntropy inner_{11};
};

using Texts = std::map<std::string, std::string>;

Texts texts_of(kiosk::Shell& shell) {
    Texts out;
    shell.drafts().each_text([&](const std::string& name, const std::string& text) {
        if (!text.empty()) out.emplace(name, text);
    });
    return out;
}

class Killer {
  public:
    explicit Killer(std::string vault) : vault_(std::move(vault)) {}
    // Before, and with no kill in so many moments, it only counts.
    void begin(stage::Performance& performance, int every) {
        performance_ = &performance;
        every_ = every;
    }

    void durable(std::uint64_t seq) { durable_ = std::max(durable_, seq + 1); }
    void moment() {
        if (busy_) return;
        ++moments_;
        if (performance_ == nullptr || every_ == 0) return;
        auto& shell = performance_->stage->shell();
        if (!shell.unlocked() || shell.meeting() == nullptr) return;
        note_texts(shell);
        // One in each stretch of the meeting, anywhere in it.
        if (moments_ % every_ == 0)
            next_ = moments_ + static_cast<int>(random_() % static_cast<unsigned>(every_));
        if (moments_ != next_) return;
        busy_ = true;
        ++kills_;
        INFO("kill " << kills_ << " at moment " << moments_);
        kill(shell);
        busy_ = false;
    }
    [[nodiscard]] int kills() const { return kills_; }
    [[nodiscard]] int moments() const { return moments_; }
    [[nodiscard]] int in_place() const { return in_place_; }
    [[nodiscard]] int with_drafts() const { return with_drafts_; }
    [[nodiscard]] const std::map<std::string, int>& stages() const { return stages_; }

  private:
    // Since when each draft has been as it is.
    void note_texts(kiosk::Shell& shell) {
        const auto now = texts_of(shell);
        std::map<std::string, std::pair<std::string, std::uint64_t>> kept;
        for (const auto& [name, text] : now) {
            const auto before = since_.find(name);
            const bool same = before != since_.end() && before->second.first == text;
            kept[name] =
                same ? before->second : std::pair{text, performance_->stage->driver().now_ms()};
        }
        since_ = std::move(kept);
    }

    void kill(kiosk::Shell& shell) {
        Played left;
        left.vault = left.folder.path() + "/vault";
        take(vault_, left.vault);
        left.clock = performance_->clock.read();
        const auto& state = shell.meeting()->state();
        const auto stage = state.stage;
        const bool closed = state.closed.has_value();
        const auto place = shell.place();

        Tablet again{left, 99};
        again.open();
        // Being opened is itself an entry.
        const auto entries = again.shell().desk()->vault().size() - 1;
        CHECK(entries >= durable_);
        CHECK(entries <= durable_ + 1);
        if (closed) return;
        // A conference that is only being prepared is opened from home.
        if (again.shell().meeting() == nullptr) {
            CHECK(stage == conference::Stage::preparation);
            CHECK(again.shell().place() == Place::home);
            return;
        }
        const auto& found = again.state();
        // What is on the medium may be one act ahead of what this tablet knows yet.
        const bool one_more = entries > state.last_seq + 1;
        CHECK((found.stage == stage || (one_more && found.stage > stage)));
        if (again.shell().place() != Place::resume) {
            CHECK(found.stage == conference::Stage::preparation);
            return;
        }
        check_said(again);
        ++stages_[stage::place_name(view::place_of(stage).value_or(Place::prepare))];
        again.press(again.carry_on());
        CHECK(again.shell().place() != Place::lock);
        if (again.shell().place() == place) ++in_place_;
        check_drafts(again.shell());
    }

    // When what was typed was kept stands there; what it is does not.
    void check_said(Tablet& again) {
        const bool typed = !texts_of(again.shell()).empty();
        CHECK(again.says(view::say("resume.drafts_at", {{"time", ""}})) == typed);
    }

    void check_drafts(kiosk::Shell& again) {
        const auto texts = texts_of(again);
        const auto now_ms = performance_->stage->driver().now_ms();
        bool any = false;
        for (const auto& [name, text] : since_) {
            if (now_ms < text.second + kept_after_ms) continue;
            INFO("the draft " << name);
            any = true;
            const auto there = texts.find(name);
            CHECK((there != texts.end() && there->second == text.first));
        }
        if (any) ++with_drafts_;
    }

    stage::Performance* performance_ = nullptr;
    std::string vault_;
    int every_ = 0;
    int next_ = 0;
    std::uint64_t durable_ = 0;
    std::mt19937 random_{3};
    bool busy_ = false;
    int kills_ = 0, moments_ = 0, in_place_ = 0, with_drafts_ = 0;
    std::map<std::string, std::pair<std::string, std::uint64_t>> since_;
    std::map<std::string, int> stages_;
};

// The meeting, with one kill in each stretch of so many moments; 0: none.
Killer play_and_kill(int every) {
    Folder folder;
    platform::SystemFiles system;
    TellingEntropy entropy;
    const std::string file = "torbay-split.txt";
    const auto text = read_whole(system, std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + file,
                                 limits::scenario_bytes_max);
    REQUIRE(text.has_value());
    const auto scenario = play::parse_scenario(text_of(*text), file);
    REQUIRE(scenario.has_value());
    auto library = meeting::Library::load(system, std::string{CPC_SOURCE_DIR} + "/assets");
    REQUIRE(library.has_value());
    const auto vault = folder.path() + "/vault";
    Killer killer{vault};
    watch::WatchedFiles files{system, [&](std::uint64_t seq) {
                                  killer.durable(seq);
                                  killer.moment();
                              }};
    auto performance = stage::begin_performance(
        *scenario, {files, entropy, std::move(*library), vault, std::string{passphrase}, {}, {}});
    if (!performance) FAIL(performance.error().text());
    killer.begin(**performance, every);
    entropy.told = [&] { killer.moment(); };
    const auto played = play::play(*scenario, *(*performance)->hands);
    entropy.told = {};
    if (!played) FAIL(played.error().text());
    CHECK(played->failures.empty());
    performance->reset();
    return killer;
}

}  // namespace

TEST_CASE(
    "A meeting on the screens that is killed at any moment comes back at the same stage, with its "
    "drafts and every recorded act",
    "[resume][REQ-300]") {
    const int wanted = kills_wanted();
    const int every = std::max(1, play_and_kill(0).moments() / wanted);
    const auto killed = play_and_kill(every);
    CHECK(killed.kills() >= std::min(wanted, kills_usual) - 1);
    CHECK(killed.stages().size() >= 5);
    std::string where;
    for (const auto& [stage, times] : killed.stages())
        where += " " + stage + " " + std::to_string(times);
    WARN(killed.kills() << " kills of " << killed.moments() << " moments;" << where << "; "
                        << killed.in_place() << " on the very screen, " << killed.with_drafts()
                        << " with drafts");
}

TEST_CASE("Who wrote when the plug was pulled is back in the same field, with the text",
          "[resume][REQ-300]") {
    const auto played = play_until("torbay-split.txt", after_stage("information"));
    Tablet tablet{*played, 5};
    tablet.enter();
    tablet.press(view::say("info.add"));
    const auto written = [&]() -> std::string {
        for (const auto& e : tablet.glass().entries())
            if (e.role == ui::Role::field && e.owner == "writing") return e.value;
        return "nobody writes";
    };
    tablet.press(view::say("add.text"));
    tablet.text("He said he is cold at night.");
    tablet.pass(2'500);
    tablet.start();
    tablet.open();
    CHECK(tablet.says(view::say("resume.drafts_at", {{"time", ""}})));
    CHECK_FALSE(tablet.says("cold at night"));
    tablet.press(tablet.carry_on());
    CHECK(written() == "He said he is cold at night.");

    // The field was left: nobody is put back into it.
    tablet.press(tablet.glass().settings().words.done);
    CHECK(written() == "nobody writes");
    tablet.start();
    tablet.enter();
    CHECK(written() == "nobody writes");
    CHECK(tablet.says("cold at night"));
}

}  // namespace cpc::glass
