// SPDX-License-Identifier: Apache-2.0
// Somebody with rights on the tablet's disk puts files of theirs in the place of ours: links,
// pipes, folders, other tablets' files, files of an earlier day; or fills the disk.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/crypto/attempt_ledger.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/type_rules.hpp"
#include "tests/attacks/victim.hpp"

namespace cpc::attacks {
namespace {

namespace fs = std::filesystem;

// A link to a file of the attacker's, which holds what ours held. It must not be gone through:
// neither read as ours nor written.
std::string link_in_place_of(Victim& victim, const char* name, bool repairs) {
    const auto path = victim.directory.file(name);
    const auto aside = victim.directory.path() + "-elsewhere";
    fs::rename(path, aside);
    fs::create_symlink(aside, path);
    const auto before = fs::last_write_time(aside);
    const auto size = fs::file_size(aside);
    std::string words;
    if (repairs)
        words = victim.still_all_there();
    else
        words = refused(victim.open());
    CHECK(fs::last_write_time(aside) == before);
    CHECK(fs::file_size(aside) == size);
    if (repairs) CHECK_FALSE(fs::is_symlink(path));
    fs::remove(aside);
    return words;
}

void pipe_in_place_of(Victim& victim, const char* name) {
    victim.remove(name);
    REQUIRE(::mkfifo(victim.directory.file(name).c_str(), 0600) == 0);
}

struct Snapshot {
    explicit Snapshot(Victim& victim) {
        for (const char* name : {store::journal_file, store::store_file})
            files.emplace_back(name, victim.contents(name));
    }
    void put_back(Victim& victim, const char* only = nullptr) const {
        for (const auto& [name, bytes] : files)
            if (only == nullptr || name == only) victim.overwrite(name, bytes);
    }
    std::vector<std::pair<std::string, Bytes>> files;
};

void one_more_meeting(Victim& victim) {
    auto vault = victim.open();
    if (!vault) FAIL(vault.error().text());
    for (int i = 0; i < 4; ++i)
        REQUIRE(vault
                    ->append(Victim::says(0x0120, "said later",
                                          {{&vault->chair_key(), record::Role::chair}}))
                    .has_value());
    REQUIRE(vault->settle().has_value());
    victim.checkpoint = vault->checkpoint_note().value();
    victim.paper_code = record::paper_code(vault->root());
}

bool on_record(Victim& victim, std::uint16_t type) {
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    const auto all = vault->range(0, vault->size()).value();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& stored) { return stored.header.type == type; });
}

}  // namespace

ATTACK("link-in-place-of-the-journal", "[administrator]") {
    Victim victim;
    stopped(link_in_place_of(victim, store::journal_file, false), {"journal.cpl"});
}

ATTACK("link-in-place-of-the-store", "[administrator]") {
    Victim victim;
    stopped(link_in_place_of(victim, store::store_file, true), {"rebuilt from the journal"});
}

ATTACK("link-in-place-of-the-keyslots", "[administrator]") {
    Victim victim;
    stopped(link_in_place_of(victim, crypto::keyslots_file, false), {"keys.cpk"});
}

ATTACK("link-in-place-of-the-device-secret", "[administrator]") {
    Victim victim;
    stopped(link_in_place_of(victim, crypto::device_secret_file, false), {"device"});
}

ATTACK("link-in-place-of-the-ledger-of-attempts", "[administrator]") {
    Victim victim;
    const auto words = refused([&] {
        const auto path = victim.directory.file(crypto::attempts_file);
        const auto aside = victim.directory.path() + "-elsewhere";
        fs::rename(path, aside);
        fs::create_symlink(aside, path);
        auto opened = victim.open();
        fs::remove(aside);
        return opened;
    }());
    // Taken for one that cannot be read: five tries are put on the count, and it is told later.
    stopped(words, {"Too many wrong passphrases"});
    victim.clock.advance_ms(30'000);
    stopped(victim.still_all_there(), {"ledger of attempts"});
}

ATTACK("link-in-place-of-the-rollback-journal", "[administrator]") {
    Victim victim;
    const auto hot = victim.directory.file(store::store_hot_file);
    const auto aside = victim.directory.path() + "-elsewhere";
    REQUIRE(victim.real.open(aside, OpenMode::create).value()->write_at(0, Bytes(4096, 1)));
    fs::remove(hot);
    fs::create_symlink(aside, hot);
    auto opened = victim.open();
    const auto words = opened ? joined_lines(opened->report().notes) : opened.error().text();
    CHECK(fs::file_size(aside) == 4096);
    CHECK(victim.real.open(aside, OpenMode::read_only).value()->size().value() == 4096);
    fs::remove(aside);
    stopped(words, {"symbolic links"});
}

ATTACK("link-in-place-of-the-lock", "[administrator]") {
    Victim victim;
    const auto lock = victim.directory.file("in-use.lock");
    const auto aside = victim.directory.path() + "-elsewhere";
    fs::remove(lock);
    fs::create_symlink(aside, lock);
    stopped(refused(victim.open()), {"in-use.lock"});
    CHECK_FALSE(fs::exists(aside));
}

ATTACK("pipe-in-place-of-the-journal", "[administrator]") {
    Victim victim;
    pipe_in_place_of(victim, store::journal_file);
    stopped(refused(victim.open()), {"ordinary files"});
}

ATTACK("pipe-in-place-of-the-ledger-of-attempts", "[administrator]") {
    Victim victim;
    pipe_in_place_of(victim, crypto::attempts_file);
    const auto opened = victim.open();
    stopped(refused(opened), {});
}

ATTACK("folder-in-place-of-the-store", "[administrator]") {
    Victim victim;
    victim.remove(store::store_file);
    fs::create_directory(victim.directory.file(store::store_file));
    stopped(refused(victim.open()), {"store"});
}

ATTACK("journal-of-another-tablet", "[administrator]") {
    Victim victim;
    Victim other;
    victim.overwrite(store::journal_file, other.contents(store::journal_file));
    stopped(victim.verifying(), {"journal.cpl"});
    stopped(victim.still_all_there(), {"journal was repaired from the store"});
    CHECK(on_record(victim, record::type::storage_fault));
}

ATTACK("store-of-another-tablet", "[administrator]") {
    Victim victim;
    Victim other;
    victim.overwrite(store::store_file, other.contents(store::store_file));
    stopped(victim.verifying(), {"store.db", "does not open under its key"});
    stopped(victim.still_all_there(), {"store was rebuilt from the journal"});
    CHECK(on_record(victim, record::type::storage_fault));
}

ATTACK("both-files-of-another-tablet", "[administrator]") {
    Victim victim;
    Victim other;
    for (const char* name : {store::journal_file, store::store_file})
        victim.overwrite(name, other.contents(name));
    const auto words = refused(victim.open());
    stopped(words, {"Neither the journal nor the store can be opened"});
    victim.nothing_is_opened(words);
}

ATTACK("journal-of-an-earlier-day", "[rollback]") {
    Victim victim;
    const Snapshot earlier{victim};
    one_more_meeting(victim);
    earlier.put_back(victim, store::journal_file);
    stopped(victim.verifying(), {"entries that the store has are missing"});
    stopped(victim.still_all_there(), {"journal was repaired from the store"});
    CHECK(on_record(victim, record::type::storage_fault));
}

ATTACK("store-of-an-earlier-day", "[rollback]") {
    Victim victim;
    const Snapshot earlier{victim};
    one_more_meeting(victim);
    earlier.put_back(victim, store::store_file);
    stopped(victim.verifying(), {"entries behind the journal"});
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    CHECK(store::agrees_with(*vault, victim.checkpoint).has_value());
}

ATTACK("both-files-of-an-earlier-day", "[rollback][clone]") {
    Victim victim;
    const Snapshot earlier{victim};
    one_more_meeting(victim);
    earlier.put_back(victim);
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    stopped(refused(store::agrees_with(*vault, victim.checkpoint)),
            {"shorter than it once was", "older copy"});
    for (std::uint64_t size = 0; size <= vault->size(); ++size)
        CHECK_FALSE(record::paper_code_matches(victim.paper_code, vault->root_at(size).value()));
}

// And then as much is recorded again as was forgotten.
ATTACK("earlier-day-put-back-and-filled-up", "[rollback][chair]") {
    Victim victim;
    const Snapshot earlier{victim};
    one_more_meeting(victim);
    const auto note = victim.checkpoint;
    earlier.put_back(victim);
    one_more_meeting(victim);
    one_more_meeting(victim);
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    stopped(refused(store::agrees_with(*vault, note)), {"another past than it once had"});
}

ATTACK("record-opened-by-two-programs", "[administrator]") {
    Victim victim;
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    stopped(refused(victim.open()), {"open in another program"});
    stopped(refused(victim.verify()), {"open in another program"});
}

ATTACK("new-record-made-over-the-old-one", "[administrator]") {
    Victim victim;
    stopped(refused(victim.create()), {"already holds a record"});
    (void)victim.still_all_there();
}

ATTACK("one-bit-in-the-same-entry-of-both-copies", "[rot]") {
    Victim victim;
    Forger forger{victim};
    for (auto& raw : forger.entries)
        if (raw.seq == victim.dissent) raw.entry[300] ^= 1U;
    forger.write_both();
    stopped(victim.verifying(), {"entry " + std::to_string(victim.dissent)});
    // A spoiled frame in the journal and a spoiled page in the store, where nobody had the keys.
    Victim other;
    for (const char* name : {store::journal_file, store::store_file}) {
        auto raw = other.contents(name);
        for (std::size_t at = 600; at < raw.size(); at += 97)
            raw[at] ^= 1U;
        other.overwrite(name, raw);
    }
    const auto words = refused(other.open());
    stopped(words, {"damaged", "Nothing was changed"});
    other.nothing_is_opened(words);
}

ATTACK("disk-filled-in-the-middle-of-a-meeting", "[full][attendee]") {
    Victim victim;
    victim.forgetful = true;
    store::test::Bench room;
    room.forgetful = true;
    auto vault = room.create();
    REQUIRE(vault.has_value());
    REQUIRE(vault->append(store::test::said(*vault, "said before")).has_value());
    room.split.memory.set_capacity(0);
    std::string words;
    std::uint64_t kept = vault->size();
    for (int i = 0; i < 2000 && words.empty(); ++i) {
        const auto said = vault->append(store::test::said(*vault, std::string(900, 'x')));
        if (said)
            ++kept;
        else
            words = said.error().text();
    }
    stopped(words, {"disk is full"});
    CHECK(vault->range(0, kept).has_value());
    room.split.memory.set_capacity(1U << 30U);
    CHECK(vault->append(store::test::said(*vault, "said after")).has_value());
}

ATTACK("clock-set-back-twenty-years", "[clock]") {
    Victim victim;
    victim.clock.now.wall.ms -= std::int64_t{20} * 365 * 86'400'000;
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    const auto said =
        vault->append(Victim::says(0x0120, "said", {{&vault->chair_key(), record::Role::chair}}));
    REQUIRE(said.has_value());
    const auto& header = said->header;
    CHECK(header.seq == vault->size() - 1);
    CHECK((header.clock_state & record::clock_state::stepped_back) != 0);
    CHECK((header.clock_state & record::clock_state::never_set) != 0);
    stopped("recorded in its place, with clock state " + std::to_string(header.clock_state) +
                ": never set, stepped back",
            {"stepped back"});
}

}  // namespace cpc::attacks
