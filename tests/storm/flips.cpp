// SPDX-License-Identifier: Apache-2.0
// One bit wrong, anywhere: in the keys, the device's secret, the ledger of tries, the journal, the
// store, a rollback journal that has to be played back, a checkpoint, a receipt, a bundle. Each
// flip is put to the code that opens or verifies that file. It must be noticed, or nothing may be
// lost by it; and where only one of two copies was hit, opening must bring both back.
#include <algorithm>
#include <cstdio>
#include <functional>

#include "core/base/check.hpp"
#include "core/crypto/attempt_ledger.hpp"
#include "core/crypto/hash.hpp"
#include "core/store/copies.hpp"
#include "core/store/door.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/storm/aftermath.hpp"
#include "tests/storm/flips.hpp"
#include "tests/storm/judge.hpp"

namespace cpc::storm {

std::string place(const std::string& file, std::uint64_t at, unsigned bit) {
    return file + ", byte " + std::to_string(at) + ", bit " + std::to_string(bit);
}

std::uint64_t Record::used(const Image& image) {
    const auto bytes = image.bytes();
    auto size = bytes.size();
    while (size > 0 && bytes[size - 1] == 0)
        --size;
    return size;
}

Bytes Record::bundle_of(store::Vault& vault) {
    wire::BundlePlan plan;
    plan.manifest.bundle = BundleId{{4, 4}};
    plan.manifest.ingest_kid = crypto::sha256(ingest_.public_key());
    plan.manifest.log_id = vault.log_id();
    plan.manifest.to = vault.size();
    plan.manifest.root = vault.root();
    plan.manifest.checkpoint = vault.checkpoint_note().value();
    const auto all = vault.raw(0, vault.size());
    CPC_CHECK(all.has_value());
    for (const auto& raw : *all)
        plan.entries.push_back({raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys});
    auto file = wire::write_bundle(std::move(plan), ingest_.public_key(), vault.device_key());
    CPC_CHECK(file.has_value());
    return std::move(*file);
}

void Record::make_bundle() {
    const Scratch scratch;
    Disk disk;
    Room room{disk, scratch.path()};
    room.create();
    room.sign_in(0);
    for (int i = 0; i < 5; ++i)
        room.say_as_attendee(0, 5'000);
    CPC_CHECK(!room.broke());
    bundle_ = bundle_of(room.vault());
}

std::string Record::receipt_for(const std::string& note) const {
    const auto central = crypto::SigningKey::generate();
    wire::Receipt receipt;
    receipt.bundle = BundleId{{4, 4}};
    receipt.received = Instant{1'806'397'200'123};
    receipt.central_name = "central.example.org/cpc";
    receipt.central_key = central.public_key();
    receipt.device_key = device_;
    receipt.checkpoint = record::parse_checkpoint(record::parse_note(note)->text).value();
    const auto text = wire::write_receipt(receipt, note, central);
    CPC_CHECK(text.has_value());
    return *text;
}

void Record::keys(std::uint64_t part) {
    Disk disk{contents_};
    const auto file = path(crypto::keyslots_file);
    const auto node = disk.find(file);
    const auto whole = node->seen.fingerprint();
    std::uint64_t number = 0;
    each_bit(disk, file, 0, node->seen.size(), part, [&](const std::string& where) {
        const auto found = crypto::Keyslots::inspect(disk, scratch_.path());
        count(where, found && !found->empty());
        if (++number % 97 != 0) return;
        ++sums_.opened;
        const auto opened = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
        if (opened && node->seen.fingerprint() == whole)
            ++sums_.repaired;
        else
            sums_.complain(where, "the other copy did not bring it back");
    });
    const auto secret = path(crypto::device_secret_file);
    each_bit(disk, secret, 0, disk.find(secret)->seen.size(), 1, [&](const std::string& where) {
        const auto found = crypto::Keyslots::inspect(disk, scratch_.path());
        count(where, found && !found->empty());
    });
}

void Record::ledger(std::uint64_t part) {
    look_at_ledger(part);
    for (const auto& [where, left] : to_open_)
        if (const auto opened = open_anyway(left); opened.problem)
            sums_.complain(where, *opened.problem);
}

void Record::look_at_ledger(std::uint64_t part) {
    Disk disk{contents_};
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    CPC_CHECK(unlocked.has_value());
    const auto file = path(crypto::attempts_file);
    const auto clean = store::inspect_ledger(ports, scratch_.path(), unlocked->master);
    CPC_CHECK(clean && clean->empty());
    const auto door = store::at_the_door(ports, scratch_.path());
    std::vector<std::pair<std::string, Contents>> waits;
    each_bit(disk, file, 0, disk.find(file)->seen.size(), part, [&](const std::string& where) {
        const auto found = store::inspect_ledger(ports, scratch_.path(), unlocked->master);
        if (!found || !found->empty()) return count(where, true);
        // Room for later records: what lies there is at worst taken for a try that was broken off.
        ++sums_.flips;
        ++sums_.harmless;
        const auto flipped = disk.contents();
        const auto still = store::at_the_door(ports, scratch_.path());
        if (!still || still->wrong != door->wrong || still->wait_ms != door->wait_ms)
            waits.emplace_back(where, flipped);
        // Whatever the asking wrote beside it is taken back.
        disk.find(path(crypto::witness_file))->seen = contents_.at(path(crypto::witness_file));
    });
    const auto note = path(crypto::witness_file);
    each_bit(disk, note, 0, disk.find(note)->seen.size(), part, [&](const std::string& where) {
        const auto found = store::inspect_ledger(ports, scratch_.path(), unlocked->master);
        count(where, !found || !found->empty());
    });
    to_open_ = std::move(waits);
}

void Record::journal(std::uint64_t part) {
    Disk disk{contents_};
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    const auto file = path(store::journal_file);
    const auto look = [&] {
        return store::look_at_journal(ports, file, keys, store::Journal::Access::read);
    };
    const auto entries = look()->held.size();
    const auto ask = [&](const std::string& where) {
        const auto found = look();
        count(where, found && (!found->damage.empty() || found->scan.tail ||
                               found->held.size() != entries || !found->index));
    };
    const auto node = disk.find(file);
    const auto frames = used(node->seen);
    each_bit(disk, file, 0, frames, part, ask);
    // The zeros behind them: one bit in each sector.
    each_bit(disk, file, frames, node->seen.size(), 4096 * part + 1, ask);
}

// The same flips, a few of them, put to Vault::open: every entry must be there, both copies whole.
void Record::whole_openings(std::uint64_t part) {
    for (const auto* name : {store::journal_file, store::store_file}) {
        const auto whole = contents_.at(path(name));
        for (std::uint64_t number = 3; number < used(whole) * 8; number += part) {
            auto left = contents_;
            ByteArray<1> byte{};
            whole.read(number / 8, byte);
            byte[0] = static_cast<std::uint8_t>(byte[0] ^ (1U << (number % 8)));
            left[path(name)].write(number / 8, byte);
            ++sums_.flips;
            ++sums_.opened;
            auto bounds = journey_.bounds(journey_.acts.size());
            // A page of the small state lies in the store alone.
            const bool may_lose_state = name == store::store_file;
            if (may_lose_state) bounds.state["kept"].push_back(std::nullopt);
            const auto found = judge(left, journey_, bounds, scratch_.path(), Depth::carry_on);
            const auto where = place(name, number / 8, static_cast<unsigned>(number % 8));
            if (found.problem)
                sums_.complain(where, *found.problem);
            else if (!found.repaired)
                sums_.complain(where, "opened as if nothing were wrong");
            else {
                ++sums_.noticed;
                ++sums_.repaired;
            }
        }
    }
}

template <class Refuses>
void Record::file(const char* name, Bytes whole, std::uint64_t step, Refuses refuses) {
    CPC_CHECK(!refuses(whole));
    for (std::uint64_t number = 0; number < whole.size() * 8; number += step) {
        const auto at = static_cast<std::size_t>(number / 8);
        whole[at] = static_cast<std::uint8_t>(whole[at] ^ (1U << (number % 8)));
        count(place(name, at, static_cast<unsigned>(number % 8)), refuses(whole));
        whole[at] = static_cast<std::uint8_t>(whole[at] ^ (1U << (number % 8)));
    }
}

void Record::papers(std::uint64_t part) {
    const auto text = view_of(note_);
    file("checkpoint", {text.begin(), text.end()}, 1, [&](const Bytes& bytes) {
        const auto note = record::parse_note(text_of(bytes));
        if (!note || !record::verify_note(*note, origin_, device_)) return true;
        return !record::parse_checkpoint(note->text);
    });
    const auto lines = view_of(receipt_);
    file("receipt", {lines.begin(), lines.end()}, 1,
         [&](const Bytes& bytes) { return !wire::read_receipt(bytes); });
    file("bundle", bundle_, part,
         [&](const Bytes& bytes) { return !wire::inspect_container(bytes); });
    file("bundle, opened", bundle_, part * 31,
         [&](const Bytes& bytes) { return !wire::read_bundle(bytes, ingest_); });
}

int flips(const Options& options) {
    FlipSums sums;
    Record record{sums};
    record.make_bundle();
    const auto part = options.part;
    const std::vector<std::pair<std::string, std::function<void()>>> sweeps = {
        {"keys", [&] { record.keys(1); }},
        {"ledger", [&] { record.ledger(1); }},
        {"papers", [&] { record.papers(1); }},
        {"journal", [&] { record.journal(1); }},
        {"store", [&] { record.store(part); }},
        {"openings", [&] { record.whole_openings(997 * part); }},
        {"hot", [&] { sweep_hot_journal(part, sums); }},
        {"cuts", [&] { record.cuts(); }},
    };
    for (const auto& [name, sweep] : sweeps) {
        if (!options.only.empty() && options.only != name) continue;
        sweep();
        if (options.talk)
            std::printf("%s: %llu flips and %llu lengths so far\n", name.c_str(),
                        static_cast<unsigned long long>(sums.flips),
                        static_cast<unsigned long long>(sums.cuts));
    }
    std::printf(
        "flips: %llu bits flipped one by one; %llu noticed, %llu harmless (every promise kept); "
        "%llu put to an opening with one copy hurt, %llu of them brought back; %llu files cut "
        "short, each length once; wrong: %llu\n",
        static_cast<unsigned long long>(sums.flips), static_cast<unsigned long long>(sums.noticed),
        static_cast<unsigned long long>(sums.harmless),
        static_cast<unsigned long long>(sums.opened),
        static_cast<unsigned long long>(sums.repaired), static_cast<unsigned long long>(sums.cuts),
        static_cast<unsigned long long>(sums.wrong));
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm
