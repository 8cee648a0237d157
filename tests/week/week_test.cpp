// SPDX-License-Identifier: Apache-2.0
// Seven days of five tablets and one central. Three tablets have a network that breaks; two sites
// have sticks, which are swapped, pulled too early, posted twice and in any order. Somebody offers
// poisoned bundles, central is put back to an older backup, one tablet is copied and both go on.
//
// Asked after every step: no tablet counts as received what central never confirmed. Asked at the
// end, when everything works again: every record is at central once, byte for byte as its tablet
// has it; the two histories of the copied tablet are named as what they are.
//
// CPC_WEEKS=n plays n weeks, CPC_WEEK_SEED=s begins with that seed.
#include <map>

#include "core/base/match.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/service/plans.hpp"
#include "tests/service/world.hpp"
#include "tests/week/dice.hpp"

namespace cpc::test {
namespace {

constexpr std::size_t tablets = 5;
constexpr std::size_t networked = 3;
constexpr std::size_t copied = 4;  // the tablet that somebody clones
constexpr std::size_t sticks = 2;

// What central really confirmed, whatever became of its store since.
using Confirmed = std::map<Hash32, std::map<std::uint64_t, Hash32>>;

// Central as the network reaches it: at any step the line may break, or give another's answer.
class BreakingLine final : public engine::Carrier {
  public:
    BreakingLine(Centre& centre, Dice& dice, Confirmed& confirmed, std::string& other)
        : centre_(centre), dice_(dice), confirmed_(confirmed), other_(other) {}
    bool works = false;  // from now on nothing breaks

    Result<engine::HeadAnswer> head(const Hash32& log_id) override {
        if (breaks()) return broken();
        return match(
            centre_.central().head(log_id),
            [](const wire::HeadReport& r) { return engine::HeadAnswer{r}; },
            [](const wire::Refusal& r) { return engine::HeadAnswer{r}; });
    }
    Result<engine::Delivery> deliver(const BundleId& bundle, ByteView file) override {
        if (breaks()) return broken();
        auto answer = centre_.central().take_in(bundle, file);
        if (!works && dice_.once_in(4)) answer = centre_.central().take_in(bundle, file);
        if (const auto* refusal = std::get_if<wire::Refusal>(&answer))
            return engine::Delivery{*refusal};
        const auto& text = std::get<std::string>(answer);
        const auto receipt = NEED(wire::read_receipt(view_of(text)));
        confirmed_[log_of(receipt)][receipt.checkpoint.size] = receipt.checkpoint.root;
        std::string given = text;
        if (!works && !other_.empty() && dice_.once_in(6)) given = other_;
        if (!works && dice_.once_in(8)) given.resize(dice_.below(given.size()));
        other_ = text;
        if (breaks()) return broken();  // central has it, and the tablet does not know
        return engine::Delivery{engine::AnsweredWithReceipt{Bytes{given.begin(), given.end()}}};
    }
    Result<std::vector<Bytes>> receipts() override { return std::vector<Bytes>{}; }

    static Hash32 log_of(const wire::Receipt& receipt) {
        const auto& origin = receipt.checkpoint.origin;
        const auto bytes = from_hex(std::string_view{origin}.substr(origin.size() - 64));
        REQUIRE(bytes);
        Hash32 out{};
        std::copy(bytes->begin(), bytes->end(), out.begin());
        return out;
    }

  private:
    bool breaks() { return !works && dice_.once_in(4); }
    static Failure broken() { return fail(Fault::network, "The line broke."); }
    Centre& centre_;
    Dice& dice_;
    Confirmed& confirmed_;
    std::string& other_;
};

class Week {
  public:
    explicit Week(std::uint64_t seed)
        : dice_(seed), centre_(folder_.at("central")), line_(centre_, dice_, confirmed_, other_) {
        for (std::size_t i = 0; i < tablets; ++i) {
            tablets_.push_back(std::make_unique<Tablet>(folder_.at("tablet" + std::to_string(i))));
            auto& tablet = *tablets_.back();
            tablet.pair(centre_.central().pairing());
            (void)NEED(centre_.central().enrol(tablet.registration()));
            tablet.speak(1);
        }
        for (std::size_t i = 0; i < sticks; ++i)
            NEED(centre_.files.make_directories(stick(i)));
    }

    void play() {
        for (day_ = 0; day_ < 7; ++day_) {
            if (day_ == 2) back_up();
            if (day_ == 3) copy_tablet();
            if (day_ == 4) poison();
            if (day_ == 5) put_central_back();
            std::vector<std::size_t> order(tablets);
            for (std::size_t i = 0; i < tablets; ++i)
                order[i] = i;
            dice_.shuffle(order);
            for (const auto which : order) {
                work(which);
                nobody_is_deceived();
            }
            stick_day();
            nobody_is_deceived();
        }
        if (clone_) clone_day();
    }

    void end_well() {
        line_.works = true;
        INFO(centre_.log);
        for (std::size_t i = 0; i < tablets; ++i) {
            INFO("tablet " << i);
            auto desk = tablets_[i]->desk();
            const auto report = NEED(send::send_all(desk, line_));
            INFO(report.problem.value_or("no problem"));
            if (i == copied) {
                // Told, and in words that say what happened.
                REQUIRE(report.problem.has_value());
                const bool named =
                    report.problem->find("two different histories") != std::string::npos ||
                    report.problem->find("two tablets") != std::string::npos ||
                    report.problem->find("another history") != std::string::npos ||
                    report.problem->find("older state") != std::string::npos;
                CHECK(named);
                continue;
            }
            CHECK(report.complete());
        }
        nobody_is_deceived();
        everything_is_there_once();
    }

  private:
    std::string stick(std::size_t i) const { return folder_.at("stick" + std::to_string(i)); }

    void work(std::size_t which) {
        auto& tablet = *tablets_[which];
        tablet.speak(1 + static_cast<int>(dice_.below(2)));
        auto desk = tablet.desk();
        if (dice_.once_in(2)) (void)NEED(send::prepare_bundles(desk));  // at a close
        if (which < networked) {
            (void)NEED(send::send_all(desk, line_));
            return;
        }
        // Any stick that lies about, whoever's receipts are on it.
        const auto at = stick(dice_.below(sticks));
        transport::DirectoryCarrier carrier(tablet.files, at);
        (void)NEED(send::send_all(desk, carrier));
        if (dice_.once_in(3)) pull_early(at);
    }

    // One file on it is cut in the middle, as if it had been pulled while it was written.
    void pull_early(const std::string& at) {
        auto names = NEED(centre_.files.list(at));
        std::sort(names.begin(), names.end());
        std::vector<std::string> bundles;
        for (const auto& name : names)
            if (name.ends_with(".cpb")) bundles.push_back(name);
        if (bundles.empty()) return;
        const auto path = at + "/" + bundles[dice_.below(bundles.size())];
        auto bytes = NEED(read_whole(centre_.files, path, limits::bundle_bytes_max));
        bytes.resize(1 + dice_.below(bytes.size() - 1));
        NEED(write_whole(centre_.files, path, bytes));
    }

    // A stick reaches central, or does not; what is on it is taken in any order, some of it twice.
    void stick_day() {
        for (std::size_t i = 0; i < sticks; ++i) {
            if (dice_.once_in(3)) continue;
            auto names = NEED(centre_.files.list(stick(i)));
            std::sort(names.begin(), names.end());
            auto twice = names;
            names.insert(names.end(), twice.begin(), twice.end());
            dice_.shuffle(names);
            for (const auto& name : names) {
                const auto bundle = transport::bundle_of_name(name, "cpb");
                if (!bundle) continue;
                const auto file = NEED(
                    read_whole(centre_.files, stick(i) + "/" + name, limits::bundle_bytes_max));
                take(*bundle, file, stick(i));
            }
        }
    }
    void take(const BundleId& bundle, const Bytes& file, const std::string& at) {
        const auto answer = centre_.central().take_in(bundle, file);
        const auto* text = std::get_if<std::string>(&answer);
        if (text == nullptr) return;  // one that is bad does not stop the others
        const auto receipt = NEED(wire::read_receipt(view_of(*text)));
        confirmed_[BreakingLine::log_of(receipt)][receipt.checkpoint.size] =
            receipt.checkpoint.root;
        if (dice_.once_in(4)) return;  // the receipt is lost
        NEED(write_whole(centre_.files, at + "/" + bundle.hex() + ".cpr", view_of(*text)));
    }

    void back_up() { centre_.copy_to(folder_.at("backup")); }
    void put_central_back() { centre_.put_back(folder_.at("backup")); }

    void copy_tablet() {
        tablets_[copied]->copy_to(folder_.at("clone"));
        clone_ = true;
    }
    // The copy goes on by itself at another site, and comes to central like any tablet.
    void clone_day() {
        auto& tablet = *tablets_[copied];
        {
            auto desk = tablet.desk();
            line_.works = true;
            (void)NEED(send::send_all(desk, line_));
            line_.works = false;
        }
        tablet.copy_to(folder_.at("true"));
        tablet.put_back(folder_.at("clone"));
        tablet.speak(3);
        auto desk = tablet.desk();
        const auto seal = NEED(send::prepare_one(desk, 0));
        const auto file = NEED(read_whole(tablet.files, seal.path, limits::bundle_bytes_max));
        const auto answer = centre_.central().take_in(seal.item.bundle, file);
        REQUIRE(std::holds_alternative<wire::Refusal>(answer));
        const auto code = std::get<wire::Refusal>(answer).code;
        const bool named = code == wire::RefusalCode::fork || code == wire::RefusalCode::clone ||
                           code == wire::RefusalCode::frozen;
        CHECK(named);
        tablet.put_back(folder_.at("true"));
        tablet.speak(1);
    }

    // The first tablet's own key signs bundles with one bad entry, at each place in turn: nothing
    // of them is taken, and its honest ones go on.
    void poison() {
        auto& tablet = *tablets_[0];
        auto& vault = tablet.vault();
        NEED(vault.settle());
        const auto held = std::get<wire::HeadReport>(centre_.central().head(vault.log_id())).size;
        tablet.speak(3);
        for (auto at = held; at < vault.size(); ++at) {
            const auto before = NEED(centre_.central().store().receipt_count());
            auto plan = test::plan_of(vault, held);
            auto& bad = plan.entries[static_cast<std::size_t>(at - held)].entry;
            bad[bad.size() - 1] ^= 1;  // its last signature
            test::make_consistent(plan, vault);
            const BundleId id = plan.manifest.bundle;
            const auto file = NEED(wire::write_bundle(
                std::move(plan), centre_.central().pairing().ingest_key, vault.device_key()));
            INFO("poisoned entry " << at);
            const auto answer = centre_.central().take_in(id, file);
            REQUIRE(std::holds_alternative<wire::Refusal>(answer));
            CHECK(std::get<wire::Refusal>(answer).code == wire::RefusalCode::forged);
            CHECK(NEED(centre_.central().store().receipt_count()) == before);
            ++poisoned_;
        }
    }
    // What a tablet calls received, central confirmed: this size, and this very root.
    void nobody_is_deceived() {
        for (auto& tablet : tablets_) {
            auto& vault = tablet->vault();
            const auto now = NEED(send::status(vault));
            if (now.received == 0) continue;
            const auto& sizes = confirmed_[vault.log_id()];
            const auto found = sizes.find(now.received);
            REQUIRE(found != sizes.end());
            CHECK(found->second == NEED(vault.root_at(now.received)));
            for (const auto& item : now.items)
                if (item.stage == engine::Stage::received) CHECK(item.to <= now.received);
        }
    }

    void everything_is_there_once() {
        auto& central = centre_.central();
        const auto fsck = NEED(central.fsck());
        // Central says by itself that it was put back; everything else has to fit.
        for (const auto& line : fsck.damage)
            CHECK(line.find("this server gave") != std::string::npos);
        std::uint64_t stored = 0;
        for (std::size_t i = 0; i < tablets; ++i) {
            auto& vault = tablets_[i]->vault();
            const auto head = std::get<wire::HeadReport>(central.head(vault.log_id()));
            stored += head.size;
            CHECK(head.frozen == (i == copied));
            if (i == copied) continue;
            CHECK(head.size == vault.size());
            CHECK(head.root == vault.root());
        }
        CHECK(fsck.entries == stored);
        CHECK(poisoned_ > 0);
        CHECK(NEED(central.store().list_rejected(1'000)).size() >= 1);
        const auto log = NEED(central.store().find_log(tablets_[copied]->vault().log_id()));
        REQUIRE(log);
        REQUIRE(log->frozen);
        CHECK_FALSE(log->frozen->empty());
    }

    Dice dice_;
    Folder folder_;
    Centre centre_;
    Confirmed confirmed_;
    std::string other_;
    BreakingLine line_;
    std::vector<std::unique_ptr<Tablet>> tablets_;
    int day_ = 0;
    int poisoned_ = 0;
    bool clone_ = false;
};

TEST_CASE("after any week every record is at central once, and no tablet was deceived on the way",
          "[week]") {
    const auto weeks = asked_for("CPC_WEEKS", 6);
    const auto first = asked_for("CPC_WEEK_SEED", 1);
    for (auto seed = first; seed < first + weeks; ++seed) {
        INFO("CPC_WEEK_SEED=" << seed);
        Week week(seed);
        week.play();
        week.end_well();
    }
}

}  // namespace
}  // namespace cpc::test
