// SPDX-License-Identifier: Apache-2.0
// One copy hurt: opening mends it from the other and says so. Both hurt in the same place: a plain
// error, and not one byte is written.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/crypto/keyslot.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/copies.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr int repairs = 25;

std::vector<store::FramePlace> frames_of(Machine& machine, const std::string& store) {
    auto unlocked = crypto::Keyslots::unlock(
        machine.files, store, crypto::SecretBytes::from(passphrase), crypto::Repair::none);
    REQUIRE(unlocked.has_value());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    auto journal =
        store::Journal::open(machine.files, machine.entropy, store + "/" + store::journal_file,
                             keys.journal, store::Journal::Access::read);
    REQUIRE(journal.has_value());
    std::vector<store::FramePlace> out;
    const auto scanned = journal->scan([&](const store::FramePlace& place, const auto&) {
        out.push_back(place);
        return Result<void>{};
    });
    REQUIRE(scanned.has_value());
    return out;
}

// Every entry of the unhurt store is there, the same, and only a note of the repair came behind.
void check_mended(Machine& machine, const std::string& store, bool& said) {
    auto desk = machine.open(store);
    if (!desk) FAIL(desk.error().text());
    auto& vault = (*desk)->vault();
    const auto& report = (*desk)->opened();
    said = report.repaired_journal || report.repaired_store;
    CHECK(said);
    CHECK_FALSE(report.notes.empty());
    CHECK(vault.root_at(played().entries).value() == played().root);
    const auto behind = vault.range(played().entries, vault.size());
    REQUIRE(behind.has_value());
    CHECK_FALSE(behind->empty());
    for (const auto& stored : *behind)
        CHECK((stored.header.type == record::type::storage_fault ||
               stored.header.type == record::type::unlock));
    REQUIRE((*desk)->conferences().size() == 1);
    CHECK((*desk)->conferences().front().stage == played().stage_after.back());
    desk->reset();
    const auto verified = machine.verify(store);
    REQUIRE(verified.has_value());
    CHECK(verified->whole());
}

void mend_often(const std::string& name, std::uint64_t from, std::uint64_t to) {
    std::mt19937_64 random{3};
    for (int i = 0; i < repairs; ++i) {
        const Folder folder;
        const auto store = folder.path("store");
        copy_store(played().store, store);
        const auto at = std::uniform_int_distribution<std::uint64_t>{from, to - 1}(random);
        const auto bit = std::uniform_int_distribution<unsigned>{0, 7}(random);
        flip(store + "/" + name, at, bit);
        INFO(name << ", byte " << at << ", bit " << bit);
        Machine machine;
        bool said = false;
        check_mended(machine, store, said);
    }
}

}  // namespace

TEST_CASE("A journal with one flipped bit is mended from the store and the repair is on record",
          "[repair][REQ-300]") {
    Machine machine;
    const auto frames = frames_of(machine, played().store);
    mend_often(store::journal_file, 0, frames.back().offset + frames.back().size);
}

TEST_CASE("A store with one flipped bit is built anew from the journal and that is on record",
          "[repair][REQ-300]") {
    mend_often(store::store_file, 0, bytes_of(played().store + "/" + store::store_file).size());
}

TEST_CASE("A store or journal that is missing is made again from the other", "[repair][REQ-300]") {
    for (const auto* name : {store::store_file, store::journal_file}) {
        const Folder folder;
        const auto store = folder.path("store");
        copy_store(played().store, store);
        Machine machine;
        REQUIRE(machine.files.remove(store + "/" + name).has_value());
        INFO(name);
        bool said = false;
        check_mended(machine, store, said);
    }
}

TEST_CASE("One copy of the key file hurt: it opens, and the other copy mends it", "[repair]") {
    for (const std::uint64_t at : {0U, 9U, 40U, 100U, 8191U, 8192U, 8300U, 16383U}) {
        const Folder folder;
        const auto store = folder.path("store");
        copy_store(played().store, store);
        const auto path = store + "/" + crypto::keyslots_file;
        const auto before = bytes_of(path);
        flip(path, at, 1);
        INFO("byte " << at);
        Machine machine;
        auto desk = machine.open(store);
        REQUIRE(desk.has_value());
        CHECK((*desk)->vault().root_at(played().entries).value() == played().root);
        CHECK_FALSE((*desk)->opened().notes.empty());
        desk->reset();
        CHECK(bytes_of(path) == before);
        CHECK(machine.verify(store).value().whole());
    }
}

TEST_CASE("Both copies hurt in the same place: a plain error and nothing is rewritten",
          "[repair][REQ-300]") {
    Machine machine;
    const auto frames = frames_of(machine, played().store);
    for (std::size_t seq = 0; seq < frames.size(); seq += 11) {
        const Folder folder;
        const auto store = folder.path("store");
        copy_store(played().store, store);
        flip(store + "/" + store::journal_file, frames[seq].offset + frames[seq].size / 2, 3);
        const auto database = store + "/" + store::store_file;
        const auto size = bytes_of(database).size();
        for (std::uint64_t page = 0; page < size; page += 4096)
            flip(database, page + 2000, 5);
        const auto before = fingerprint(store);
        INFO("entry " << seq);
        const auto desk = machine.open(store);
        REQUIRE_FALSE(desk.has_value());
        INFO(desk.error().text());
        CHECK(desk.error().text().find("Nothing was changed") != std::string::npos);
        CHECK(desk.error().text().find("entry " + std::to_string(seq)) != std::string::npos);
        CHECK(fingerprint(store) == before);
    }
}

}  // namespace cpc::whole
