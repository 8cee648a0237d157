// SPDX-License-Identifier: Apache-2.0
// Every file cut at every length. As with single bits: noticed, or nothing lost by it. Of the
// journal each length as far as it is used; of the zeros laid down behind that, those around each
// sector's end. Of the store each length is shown to an open connection, and each page's end and a
// part of the rest to the code that opens it.
#include <algorithm>

#include "core/crypto/attempt_ledger.hpp"
#include "core/store/door.hpp"
#include "core/store/verify.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/storm/flips.hpp"

namespace cpc::storm {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t sector = 512;
constexpr std::uint64_t looked_at_every = 509;
constexpr std::uint64_t verified_every = 8191;

}  // namespace

template <class Refuses>
void Record::each_length(const char* name, std::uint64_t from, std::uint64_t to, Refuses refuses) {
    for (auto size = from; size < to; ++size) {
        ++sums_.cuts;
        if (!refuses(size))
            sums_.complain(std::string{name} + " cut to " + std::to_string(size), "not noticed");
    }
}

void Record::cut_keys(Disk& disk) {
    for (const char* name : {crypto::keyslots_file, crypto::device_secret_file}) {
        const auto node = disk.find(path(name));
        const Image whole = node->seen;
        each_length(name, 0, whole.size(), [&](std::uint64_t size) {
            node->seen = whole;
            node->seen.resize(size);
            const auto found = crypto::Keyslots::inspect(disk, scratch_.path());
            return !found || !found->empty();
        });
        node->seen = whole;
    }
}

// Behind what is used the ledger may end where it likes.
void Record::cut_ledger(Disk& disk) {
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    CPC_CHECK(unlocked.has_value());
    constexpr std::uint64_t heads = 256;
    const std::pair<const char*, std::uint64_t> files[] = {{crypto::attempts_file, heads},
                                                           {crypto::witness_file, 2 * sector}};
    for (const auto& [name, until] : files) {
        const auto node = disk.find(path(name));
        const Image whole = node->seen;
        const auto cut = [&](std::uint64_t size) {
            node->seen = whole;
            node->seen.resize(size);
            const auto found = store::inspect_ledger(ports, scratch_.path(), unlocked->master);
            return !found || !found->empty();
        };
        each_length(name, 0, until, cut);
        each_length(name, until, whole.size(), [&](std::uint64_t size) { return !cut(size); });
        node->seen = whole;
    }
}

void Record::cut_journal(Disk& disk) {
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    const auto file = path(store::journal_file);
    const auto node = disk.find(file);
    const Image whole = node->seen;
    const auto look = [&] {
        return store::look_at_journal(ports, file, keys, store::Journal::Access::read);
    };
    const auto entries = look()->held.size();
    const auto cut_inside = [&](std::uint64_t size) {
        node->seen = whole;
        node->seen.resize(size);
        const auto found = look();
        return found && (!found->damage.empty() || found->scan.tail ||
                         found->held.size() < entries || !found->index);
    };
    const auto frames = look()->scan.end;
    each_length(store::journal_file, 0, frames, cut_inside);
    // Nothing is lost; verify says that it was cut.
    const auto cut_behind = [&](std::uint64_t size) {
        node->seen = whole;
        node->seen.resize(size);
        if (size % verified_every != 0) return look()->held.size() == entries;
        const auto report = store::verify_directory(ports, scratch_.path(), passphrase());
        disk.forget_acts();
        return report && !report->whole();
    };
    for (auto at = frames; at < whole.size(); at += sector)
        each_length(store::journal_file, at, std::min(at + 2, whole.size()), cut_behind);
    node->seen = whole;
}

void Record::cut_store(Disk& disk) {
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    const auto file = path(store::store_file);
    const auto node = disk.find(file);
    const Image whole = node->seen;
    const auto cut = [&](std::uint64_t size) {
        node->seen = whole;
        node->seen.resize(size);
        const auto found =
            store::look_at_store(ports, file, keys, store::Database::Mode::read_only);
        disk.forget_acts();
        return !found || !found->damage.empty();
    };
    for (std::uint64_t size = 0; size < whole.size(); size += page)
        each_length(store::store_file, size, size + 1, cut);
    for (std::uint64_t size = 1; size < whole.size(); size += looked_at_every)
        each_length(store::store_file, size, size + 1, cut);
    node->seen = whole;
    Pages pages{ports, file, keys.database};
    each_length(store::store_file, 1, whole.size(), [&](std::uint64_t size) {
        if (size % page == 0) return true;  // asked above
        node->seen = whole;
        node->seen.resize(size);
        return !pages.all_fit();
    });
    node->seen = whole;
}

void Record::cut_papers() {
    const auto note = view_of(note_);
    each_length("checkpoint", 0, note.size(), [&](std::uint64_t size) {
        const auto parsed = record::parse_note(text_of(note.first(size)));
        return !parsed || !record::verify_note(*parsed, origin_, device_);
    });
    const auto receipt = view_of(receipt_);
    each_length("receipt", 0, receipt.size(),
                [&](std::uint64_t size) { return !wire::read_receipt(receipt.first(size)); });
    each_length("bundle", 0, bundle_.size(), [&](std::uint64_t size) {
        return !wire::inspect_container(ByteView{bundle_}.first(size));
    });
}

void Record::cuts() {
    Disk disk{contents_};
    cut_keys(disk);
    cut_ledger(disk);
    cut_journal(disk);
    cut_store(disk);
    cut_papers();
}

}  // namespace cpc::storm
