// SPDX-License-Identifier: Apache-2.0
#include "core/store/copies.hpp"

#include <algorithm>
#include <future>

#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view kdf_context = "CPCSTOR1";
// As much as the keyslot's Argon2id takes at the cost of real records, just before.
constexpr std::uint64_t kept_pages_bytes_max = 256U << 20U;

// A page whose code does not fit stops the library from reading any other, until it is opened anew.
Result<void> look_beyond(Ports ports, const std::string& path, const StoreKeys& keys,
                         Database::Mode mode, StoreCopy& out) {
    constexpr std::uint64_t misses_max = 64;
    std::uint64_t misses = 1;
    for (std::uint64_t seq = out.digests.size(); misses <= misses_max; ++seq) {
        const auto entry = out.store->read(seq);
        if (entry) {
            out.beyond[seq] = digest_of(*entry);
            if (is_marked(*entry)) out.marked.push_back(seq);
            misses = 0;
            continue;
        }
        if (!speaks_of_damage(entry.error().fault)) return Failure{entry.error()};
        ++misses;
        out.store.reset();  // its lock first
        auto again = EntryStore::open(path, keys.database, mode, ports.database_vfs);
        if (!again) return {};
        out.store = std::move(*again);
    }
    return {};
}

// 0 if it cannot be told: whoever opens it finds out why. Before the database is open, because
// closing this would let go of its lock.
std::uint64_t size_of(Files& files, const std::string& path) {
    if (!files.exists(path)) return 0;
    const auto file = files.open(path, OpenMode::read_only);
    if (!file) return 0;
    return (*file)->size().value_or(0);
}

// The library believes the head of a rollback journal, which no code covers: one wrong bit in the
// number of pages, and playing it back makes the store terabytes long. The store's file never
// shrinks, so a journal that names more pages than are there is not to be played.
Result<bool> hot_journal_is_wrong(Ports ports, const std::string& path) {
    constexpr std::string_view magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
    constexpr std::size_t head_size = 28;
    constexpr std::size_t pages_at = 16;
    constexpr std::uint64_t page_size = 4096;
    const auto hot = path + "-journal";
    if (!ports.files.exists(hot)) return false;
    auto journal = ports.files.open(hot, OpenMode::read_only);
    auto store = ports.files.open(path, OpenMode::read_only);
    if (!journal || !store) return false;  // the library says what is wrong with them
    if (CPC_TRY((*journal)->size()) < head_size) return false;
    Bytes head(head_size);
    CPC_TRY((*journal)->read_at(0, head));
    if (text_of(head).substr(0, magic.size()) != magic) return false;
    const std::uint64_t pages = crypto::get_u32(ByteView{head}.subspan(pages_at));
    return pages * page_size > CPC_TRY((*store)->size()) + page_size;
}

}  // namespace

std::optional<Hash32> StoreCopy::digest_at(std::uint64_t seq) const {
    if (seq < digests.size()) return digests[seq];
    const auto found = beyond.find(seq);
    if (found == beyond.end()) return std::nullopt;
    return found->second;
}

std::uint64_t StoreCopy::reach() const {
    return beyond.empty() ? digests.size() : beyond.rbegin()->first + 1;
}

bool speaks_of_damage(Fault fault) {
    return fault == Fault::damaged || fault == Fault::malformed || fault == Fault::wrong_secret ||
           fault == Fault::not_found || fault == Fault::forged;
}

Bytes conference_wrap_bound(const Hash32& log_id, const ConferenceId& id,
                            const ByteArray<16>& key_id) {
    return crypto::joined({view_of("cpc/ck/v1"), log_id, id.bytes, key_id});
}

StoreKeys StoreKeys::from_master(const crypto::SecretBytes& master) {
    return {crypto::derive_key(master, 1, kdf_context), crypto::derive_key(master, 2, kdf_context),
            crypto::derive_key(master, 3, kdf_context), crypto::derive_key(master, 6, kdf_context)};
}

Hash32 digest_of(const RawEntry& entry) {
    // For comparing two copies in this program and nothing else. The sizes make it one for each.
    crypto::Packer sizes;
    sizes.u64(entry.entry.size()).u64(entry.ciphertext.size()).u64(entry.key_wrap.size());
    sizes.u64(entry.conference_key_wrap.size()).u64(entry.new_keys.size());
    const auto head = sizes.take();
    const auto* keys = entry.new_keys.empty() ? nullptr : entry.new_keys.front().data();
    return crypto::blake2b_keyed({}, {head,
                                      entry.entry,
                                      entry.ciphertext,
                                      entry.key_wrap,
                                      entry.conference_key_wrap,
                                      {keys, entry.new_keys.size() * sizeof(crypto::PublicKey)}});
}

Result<JournalCopy> look_at_journal(Ports ports, const std::string& path, const StoreKeys& keys,
                                    Journal::Access access) {
    JournalCopy out;
    auto opened = Journal::open(ports.files, ports.entropy, path, keys.journal, access);
    if (!opened) {
        if (!speaks_of_damage(opened.error().fault)) return Failure{std::move(opened.error())};
        out.damage.push_back({std::nullopt, 0, opened.error().what});
        return out;
    }
    out.journal = std::move(*opened);
    out.index.emplace(out.journal->identity().log_id);
    out.scan = CPC_TRY(
        out.journal->scan([&](const FramePlace& place, const RawEntry& entry) -> Result<void> {
            if (out.held.size() <= place.seq) out.held.resize(place.seq + 1);
            out.held[place.seq] = JournalCopy::Held{place, digest_of(entry)};
            if (is_marked(entry)) out.marked.push_back(place.seq);
            if (out.index && !out.index->add(entry, place)) {
                out.index.reset();
                out.misfit = place.seq;
            }
            return {};
        }));
    for (const auto& damage : out.scan.damage)
        out.damage.push_back({damage.seq, damage.offset, damage.what});
    return out;
}

Result<StoreCopy> look_at_store(Ports ports, const std::string& path, const StoreKeys& keys,
                                Database::Mode mode) {
    StoreCopy out;
    if (!ports.files.exists(path)) {
        out.damage.push_back({std::nullopt, std::nullopt, "The store is not there."});
        return out;
    }
    if (CPC_TRY(hot_journal_is_wrong(ports, path))) {
        out.damage.push_back(
            {std::nullopt, std::nullopt,
             "The store was interrupted while writing, and what would undo that is "
             "damaged."});
        return out;
    }
    auto opened = EntryStore::open(path, keys.database, mode, ports.database_vfs);
    if (!opened) {
        if (!speaks_of_damage(opened.error().fault)) return Failure{std::move(opened.error())};
        out.damage.push_back(
            {std::nullopt, 0,
             "The store does not open under its key: its first page or its tables are damaged."});
        return out;
    }
    out.store = std::move(*opened);
    // Both checks and the scan read every page: each is decrypted once where there is room for all.
    CPC_TRY(out.store->keep_pages(kept_pages_bytes_max));
    auto checked = out.store->check();
    if (!checked) {
        if (!speaks_of_damage(checked.error().fault)) return Failure{std::move(checked.error())};
        out.damage.push_back({std::nullopt, std::nullopt, checked.error().what});
    } else {
        for (const auto& damage : *checked)
            out.damage.push_back({std::nullopt, damage.offset, damage.what});
    }
    const auto scanned = out.store->scan([&](const RawEntry& entry) -> Result<void> {
        out.digests.push_back(digest_of(entry));
        if (is_marked(entry)) out.marked.push_back(entry.seq);
        return {};
    });
    if (!scanned) {
        if (!speaks_of_damage(scanned.error().fault)) return Failure{scanned.error()};
        out.damage.push_back({out.digests.size(), std::nullopt, scanned.error().what});
        CPC_TRY(look_beyond(ports, path, keys, mode, out));
    }
    if (out.store) CPC_TRY(out.store->keep_pages(0));
    return out;
}

Result<Erasures> erasures_in(JournalCopy& journal, StoreCopy& store, const StoreKeys& keys) {
    auto marked = journal.marked;
    marked.insert(marked.end(), store.marked.begin(), store.marked.end());
    std::sort(marked.begin(), marked.end());
    marked.erase(std::unique(marked.begin(), marked.end()), marked.end());
    if (marked.empty()) return Erasures{};
    const auto& identity = journal.journal ? journal.journal->identity() : store.store->identity();
    const auto device = crypto::SigningKey::from_seed(identity.device_seed).public_key();
    const auto read = [&](std::uint64_t seq) -> Result<RawEntry> {
        if (seq < journal.held.size() && journal.held[seq])
            return journal.journal->read(journal.held[seq]->place);
        if (store.store) return store.store->read(seq);
        return fail(Fault::damaged, "An entry is whole in neither copy of the record.",
                    "entry " + std::to_string(seq));
    };
    const auto first = CPC_TRY(read(0));
    const auto opening = CPC_TRY(record::parse(first.entry));
    const auto key = CPC_TRY(crypto::open_secret(
        keys.wrapping, first.conference_key_wrap,
        conference_wrap_bound(identity.log_id, ConferenceId{}, opening.header.key_id)));
    return Erasures::read_from(marked, read, {key, device});
}

Result<Copies> look_at_both(Ports ports, const std::string& directory, const StoreKeys& keys,
                            std::uint64_t side_by_side_from) {
    const auto journal_path = directory + "/" + journal_file;
    const auto store_path = directory + "/" + store_file;
    const auto store_bytes = size_of(ports.files, store_path);
    const auto look_at_ours = [&] {
        return look_at_journal(ports, journal_path, keys, Journal::Access::append);
    };
    const auto look_at_theirs = [&] {
        return look_at_store(ports, store_path, keys, Database::Mode::read_write);
    };
    if (store_bytes < side_by_side_from) {
        auto store = CPC_TRY(look_at_theirs());
        return Copies{CPC_TRY(look_at_ours()), std::move(store)};
    }
    auto other = std::async(std::launch::async, look_at_ours);
    auto store = look_at_theirs();
    auto journal = other.get();
    if (!store) return Failure{std::move(store.error())};
    if (!journal) return Failure{std::move(journal.error())};
    return Copies{std::move(*journal), std::move(*store)};
}

}  // namespace cpc::store
