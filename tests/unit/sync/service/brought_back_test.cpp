// SPDX-License-Identifier: Apache-2.0
// What a tablet purged and a restored central lacks comes back from the second site, and nothing
// else comes that way.
#include "sync/service/brought_back.hpp"

#include "sync/service/office.hpp"
#include "sync/wire/held_back.hpp"
#include "tests/service/plans.hpp"
#include "tests/service/purging.hpp"

namespace cpc::test {
namespace {

using service::BroughtFacts;
using service::SiteDesk;

// Central was put back to before the conference came, and the tablet has purged it.
struct PutBack : Purging {
    store::Erased purged;
    Hash32 log{};
    service::Vetting vetting;

    PutBack() {
        ripen();
        purged = purge();
        CHECK(sent(*this).complete());
        CHECK(sites.carry().confirmed > 0);
        centre.stop();
        centre.put_back(folder.at("older"));
        log = tablet.vault().log_id();
        CHECK(sent(*this).held_back.size() == purged.what.entries.size());
        sites.name();
    }
    [[nodiscard]] std::string asked() const { return folder.at("asked"); }
    [[nodiscard]] std::string given() const { return folder.at("given"); }
    Result<service::AskedFacts> ask() {
        return sites.at_central([&](const SiteDesk& desk) { return ask_back(desk, asked()); });
    }
    Result<service::GivenBackFacts> give() { return give_back(sites.desk(), asked(), given()); }
    Result<BroughtFacts> take(const std::string& path) {
        return sites.at_central(
            [&](const SiteDesk& desk) { return take_back(desk, vetting, path, "A. Keeper"); });
    }
    Bytes file(const std::string& path) {
        return NEED(read_whole(tablet.files, path, limits::bundle_bytes_max));
    }
    void put(const std::string& path, const Bytes& bytes) {
        NEED(write_whole(tablet.files, path, bytes));
    }
    // Nothing came: as many are held back as before, and fsck has nothing to say.
    [[nodiscard]] bool untouched() {
        auto& central = centre.central();
        return NEED(central.held_back(log)).size() == purged.what.entries.size() &&
               NEED(central.fsck()).whole();
    }
    std::uint64_t readable() {
        std::uint64_t out = 0;
        const auto count = [&](const record::EntryHeader&, ByteView content) -> Result<void> {
            out += content.empty() ? 0 : 1;
            return {};
        };
        NEED(centre.central().contents(log, purged.what.entries, count));
        return out;
    }
};

TEST_CASE(
    "what was purged and central lost comes back from the second site, is readable, is written "
    "down, and the tablet's next receipt says so",
    "[sync][held][second][REQ-301]") {
    PutBack world;
    const auto count = world.purged.what.entries.size();
    auto& central = world.centre.central();
    CHECK(world.readable() == 0);
    CHECK(NEED(world.ask()).entries == count);
    const auto given = NEED(world.give());
    CHECK(given.entries == count);
    CHECK(given.missing == 0);
    const auto taken = NEED(world.take(world.given()));
    CHECK(taken.refused == std::vector<std::string>{});
    CHECK(taken.taken == count);

    CHECK(NEED(central.held_back(world.log)).empty());
    CHECK(world.readable() == count);
    CHECK(NEED(central.fsck()).damage == std::vector<std::string>{});
    const Bytes about(world.log.begin(), world.log.end());
    const auto lines = NEED(central.notes(service::office_kind::brought_back, about, 0, 10));
    REQUIRE(lines.size() == 1);
    CHECK(text_of(lines[0].content).find("by A. Keeper\n") != std::string::npos);
    CHECK(NEED(world.sites.store().office(service::office_kind::given_back, about, 0, 10)).size() ==
          1);
    bool told = false;
    for (const auto& notice : NEED(central.store().list_notices(50)))
        told =
            told || notice.text.find("brought back from second.example.org") != std::string::npos;
    CHECK(told);

    world.something();
    const auto report = sent(world);
    CHECK(report.held_back.empty());
    CHECK(report.received == report.recorded);
    // Nothing is left to ask for, and what came is not taken twice.
    std::filesystem::remove(world.asked());
    CHECK(NEED(world.ask()).entries == 0);
    CHECK_FALSE(world.tablet.files.exists(world.asked()));
    CHECK(NEED(world.take(world.given())).taken == 0);
    CHECK(NEED(central.fsck()).whole());
}

TEST_CASE("a new second site gets what was brought back with the next receipt", "[sync][second]") {
    PutBack world;
    Sites third(world, "third");
    const auto first = third.carry();
    CHECK(first.wrong.value_or("") == "");
    CHECK(first.confirmed > 0);
    world.sites.name();
    (void)NEED(world.ask());
    (void)NEED(world.give());
    CHECK(NEED(world.take(world.given())).refused.empty());
    const auto seq = world.purged.what.entries.front();
    CHECK(NEED(third.store().entry(world.log, seq))->ciphertext.empty());
    world.something();
    (void)sent(world);
    const auto next = third.carry();
    CHECK(next.wrong.value_or("") == "");
    CHECK(next.confirmed > 0);
    CHECK_FALSE(NEED(third.store().entry(world.log, seq))->ciphertext.empty());
    // And one that begins now.
    Sites fourth(world, "fourth");
    const auto whole = fourth.carry(service::Whole::yes);
    CHECK(whole.wrong.value_or("") == "");
    CHECK_FALSE(NEED(fourth.store().entry(world.log, seq))->ciphertext.empty());
}

TEST_CASE("the second site gives nothing that its own central did not ask for in its one form",
          "[sync][second]") {
    PutBack world;
    (void)NEED(world.ask());
    const auto right = world.file(world.asked());
    // Any flipped byte: never another list, and nothing is written.
    for (std::size_t at = 0; at < right.size(); at += 5) {
        CAPTURE(at);
        auto bent = right;
        bent[at] ^= 1;
        world.put(world.asked(), bent);
        CHECK_FALSE(world.give());
        CHECK_FALSE(world.tablet.files.exists(world.given()));
    }
    // Another central's.
    World other;
    Sites others(other);
    others.name();
    const auto theirs = NEED(record::parse_note(text_of(right)));
    const auto keys = NEED(service::open_keys(other.tablet.files, other.centre.directory()));
    record::Note note{theirs.text, {}};
    note.signatures.push_back(
        record::sign_note(note.text, "central.example.org/cpc", keys.receipt));
    const auto text = record::write_note(note);
    world.put(world.asked(), {text.begin(), text.end()});
    const auto refused = world.give();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::forged);
    world.put(world.asked(), right);
    CHECK(world.give());
    CHECK_FALSE(world.give());  // a file of this name is there
}

TEST_CASE("central takes nothing back that is bent, from another site, or for another reason",
          "[sync][second][held]") {
    PutBack world;
    (void)NEED(world.ask());
    (void)NEED(world.give());
    const auto right = world.file(world.given());
    const auto bent_path = world.folder.at("bent");
    for (std::size_t at = 0; at < right.size(); at += 97) {
        CAPTURE(at);
        auto bent = right;
        bent[at] ^= 2;
        world.put(bent_path, bent);
        CHECK_FALSE(world.take(bent_path));
    }
    CHECK(world.untouched());
    for (std::size_t size = 0; size < right.size(); size += 500) {
        world.put(bent_path, {right.begin(), right.begin() + static_cast<std::ptrdiff_t>(size)});
        CHECK_FALSE(world.take(bent_path));
    }
    CHECK(world.untouched());
    // From a site that is not the one central named.
    Sites third(world, "third");
    third.name();
    const auto other = world.take(world.given());
    REQUIRE_FALSE(other);
    CHECK(other.error().fault == Fault::forged);
    world.sites.name();
    CHECK(world.untouched());
    // By nobody.
    CHECK_FALSE(world.sites.at_central(
        [&](const SiteDesk& desk) { return take_back(desk, world.vetting, world.given(), ""); }));
    // What central would not take from a tablet it does not take from there.
    world.vetting = [](const record::EntryHeader&, ByteView) {
        return std::optional<std::string>{wire::held_code::newer_format};
    };
    const auto newer = NEED(world.take(world.given()));
    CHECK(newer.taken == 0);
    CHECK(newer.refused.size() == world.purged.what.entries.size());
    CHECK(world.untouched());
    world.vetting = {};
    CHECK(NEED(world.take(world.given())).taken == world.purged.what.entries.size());
}

TEST_CASE("what the second site has not as it was signed stays held back, and the rest comes",
          "[sync][second][embedded]") {
    PutBack world;
    (void)NEED(world.ask());
    auto& database = dynamic_cast<service::EmbeddedStore&>(world.sites.store()).database();
    NEED(database.execute("DROP TRIGGER content_no_UPDATE"));
    const auto seq = std::to_string(world.purged.what.entries.front());
    NEED(database.execute(("UPDATE content SET ciphertext = zeroblob(length(ciphertext)) WHERE "
                           "seq = " +
                           seq)
                              .c_str()));
    const auto given = NEED(world.give());
    CHECK(given.missing == 1);
    CHECK(given.entries == world.purged.what.entries.size() - 1);
    CHECK(NEED(world.take(world.given())).taken == given.entries);
    const auto left = NEED(world.centre.central().held_back(world.log));
    REQUIRE(left.size() == 1);
    CHECK(left[0].seq == world.purged.what.entries.front());
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("what is held back for another reason is neither asked for nor taken",
          "[sync][second][held]") {
    World world;
    Sites sites(world);
    world.tablet.speak(4);
    auto bad = plan_of(world.tablet.vault());
    bad.entries[2].key_wrap[30] ^= 1U;
    (void)receipt_of(offer(world, std::move(bad)));
    sites.name();
    const auto asked = sites.at_central(
        [&](const SiteDesk& desk) { return NEED(ask_back(desk, world.folder.at("asked"))); });
    CHECK(asked.entries == 0);
}

}  // namespace
}  // namespace cpc::test
