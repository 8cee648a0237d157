// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/keyslot.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::crypto {
namespace {

// Offsets in a slot; everything before sealed_at is authenticated with it.
constexpr std::size_t epoch_at = 2;
constexpr std::size_t ops_at = 4;
constexpr std::size_t memory_at = 8;
constexpr std::size_t salt_at = 12;
constexpr std::size_t owner_at = 28;
constexpr std::size_t sealed_at = 60;  // nonce ‖ ciphertext ‖ tag
constexpr std::size_t sealed_size = 24 + 64 + 16;
constexpr std::size_t kcv_at = sealed_at + sealed_size;
static_assert(kcv_at + 32 == keyslot_used);
constexpr std::uint8_t kind_empty = 0;
constexpr std::uint8_t kind_chair = 1;

using Slot = ByteArray<keyslot_size>;

SlotFacts facts_of(const Slot& slot) {
    const ByteView all{slot};
    SlotFacts out;
    out.slot = slot[1];
    out.epoch = get_u16(all.subspan(epoch_at));
    std::copy_n(slot.begin() + owner_at, out.chair.size(), out.chair.begin());
    out.cost = {get_u32(all.subspan(ops_at)),
                std::uint64_t{get_u32(all.subspan(memory_at))} * 1024};
    return out;
}

// The key-encrypting key: the passphrase made slow, then bound to this device.
Result<SecretBytes> kek_of(const Slot& slot, const SecretBytes& passphrase,
                           const SecretBytes& device_secret) {
    Salt16 salt{};
    std::copy_n(slot.begin() + salt_at, salt.size(), salt.begin());
    const auto cost = facts_of(slot).cost;
    const auto slow = CPC_TRY(argon2id(passphrase, salt, cost.ops, cost.memory_bytes));
    return blake2b_secret(device_secret.view(), {slow.view(), view_of("kek/v1")});
}

Hash32 kcv_of(const SecretBytes& kek) {
    return blake2b_keyed(kek.view(), {view_of("kcv")});
}

Bytes associated_of(ByteView slot, const SecretBytes& device_secret) {
    return joined({slot.first(sealed_at), device_id_of(device_secret)});
}

struct SlotContent {
    std::uint8_t id = 0;
    std::uint16_t epoch = 0;
    const SecretBytes& master;
    const SecretBytes& chair_seed;
};

Result<Slot> make_slot(const SlotContent& content, const SecretBytes& passphrase,
                       const SecretBytes& device_secret, KeyslotCost cost) {
    if (!cost.sensible())
        return fail(Fault::refused, "The cost of a passphrase is outside the limits.");
    if (passphrase.empty()) return fail(Fault::refused, "An empty passphrase protects nothing.");
    Slot slot{};
    const std::span<std::uint8_t> all{slot};
    slot[0] = kind_chair;
    slot[1] = content.id;
    put_u16(all.subspan(epoch_at), content.epoch);
    put_u32(all.subspan(ops_at), cost.ops);
    put_u32(all.subspan(memory_at), static_cast<std::uint32_t>(cost.memory_bytes / 1024));
    random_fill(all.subspan(salt_at, 16));
    const Hash32 owner = SigningKey::from_seed(content.chair_seed).kid();
    std::copy(owner.begin(), owner.end(), slot.begin() + owner_at);
    const auto kek = CPC_TRY(kek_of(slot, passphrase, device_secret));
    SecretBytes both(64);
    std::copy_n(content.master.data(), 32, both.data());
    std::copy_n(content.chair_seed.data(), 32, both.data() + 32);
    const Bytes sealed = seal(kek, both.view(), associated_of(slot, device_secret));
    std::copy(sealed.begin(), sealed.end(), slot.begin() + sealed_at);
    const Hash32 kcv = kcv_of(kek);
    std::copy(kcv.begin(), kcv.end(), slot.begin() + kcv_at);
    return slot;
}

// Nothing if this slot is not the passphrase's.
Result<std::optional<Unlocked>> try_slot(const Slot& slot, const SecretBytes& passphrase,
                                         const SecretBytes& device_secret) {
    const auto kek = CPC_TRY(kek_of(slot, passphrase, device_secret));
    if (!equal_in_constant_time(kcv_of(kek), ByteView{slot}.subspan(kcv_at, 32)))
        return std::nullopt;
    const auto both = open_secret(kek, ByteView{slot}.subspan(sealed_at, sealed_size),
                                  associated_of(slot, device_secret));
    if (!both)
        return fail(Fault::damaged, "The passphrase is right but its keyslot is damaged.",
                    "slot " + std::to_string(slot[1]));
    Unlocked out;
    out.master = SecretBytes::copy_of(both->view().first(32));
    out.chair_seed = SecretBytes::copy_of(both->view().subspan(32));
    const auto facts = facts_of(slot);
    out.slot = facts.slot;
    out.epoch = facts.epoch;
    return out;
}

Result<Unlocked> open_any(const KeyCopy& copy, const SecretBytes& passphrase,
                          const SecretBytes& device_secret, std::optional<std::uint8_t> named) {
    if (named && *named < copy.slots.size() && copy.slots[*named][0] == kind_chair)
        if (auto found = CPC_TRY(try_slot(copy.slots[*named], passphrase, device_secret)))
            return std::move(*found);
    // All of them, even after the right one: how long it takes tells nothing.
    std::optional<Unlocked> found;
    for (const auto& slot : copy.slots) {
        if (slot[0] != kind_chair || (named && slot[1] == *named)) continue;
        auto tried = CPC_TRY(try_slot(slot, passphrase, device_secret));
        if (tried && !found) found = std::move(tried);
    }
    if (found) return std::move(*found);
    return fail(Fault::wrong_secret, "The passphrase does not open this store.", {},
                "Nothing was changed. Check the words and try again.");
}

// What every change begins with: the file as it is, and that `by` belongs to it.
struct Change {
    KeyCopies both;
    KeyCopy next;
    SecretBytes device_secret;
};

Result<Change> begin_change(Files& files, const std::string& directory, const Unlocked& by) {
    init();
    Change out;
    out.both = CPC_TRY(read_key_copies(files, directory));
    out.next = CPC_TRY(newest_key_copy(out.both, directory));
    out.device_secret = CPC_TRY(read_device_secret(files, directory));
    const bool theirs =
        by.slot < out.next.slots.size() && out.next.slots[by.slot][0] == kind_chair &&
        facts_of(out.next.slots[by.slot]).epoch == by.epoch &&
        facts_of(out.next.slots[by.slot]).chair == SigningKey::from_seed(by.chair_seed).kid();
    if (!theirs)
        return fail(Fault::conflict, "The keys of this store were changed by somebody else.", {},
                    "Nothing was changed now. Open the store again.");
    ++out.next.generation;
    return out;
}

Result<void> nobody_elses(const Change& change, const SecretBytes& passphrase,
                          std::optional<std::uint8_t> own) {
    KeyCopy others = change.next;
    if (own) others.slots[*own] = {};
    const auto opened = open_any(others, passphrase, change.device_secret, {});
    if (!opened && opened.error().fault == Fault::wrong_secret) return {};
    if (!opened) return Failure{opened.error()};
    return fail(Fault::refused, "That passphrase cannot be used here.", {},
                "Nothing was changed. Choose other words: each chair has their own.");
}

Result<SlotFacts> finish_change(Files& files, const std::string& directory, const Change& change,
                                const SlotFacts& facts, const Keyslots::Announce& announce) {
    if (announce) CPC_TRY(announce(facts));
    CPC_TRY(write_key_copies(files, directory, change.both, change.next));
    return facts;
}

}  // namespace

Result<Unlocked> Keyslots::create(Files& files, const std::string& directory,
                                  const SecretBytes& passphrase, KeyslotCost cost) {
    init();
    const auto path = key_path(directory, keyslots_file);
    if (files.exists(path))
        return fail(Fault::refused, "This directory already has keys.", path,
                    "Open the store that is there, or choose an empty directory.");
    const auto device_secret = CPC_TRY(make_device_secret(files, directory));
    Unlocked out;
    out.master = SecretBytes::random(32);
    out.chair_seed = SecretBytes::random(32);
    KeyCopy copy;
    copy.generation = 1;
    copy.slots[0] =
        CPC_TRY(make_slot({0, 0, out.master, out.chair_seed}, passphrase, device_secret, cost));
    CPC_TRY(create_key_copies(files, directory, copy));
    return out;
}

Result<Unlocked> Keyslots::unlock(Files& files, const std::string& directory,
                                  const SecretBytes& passphrase, Repair repair,
                                  std::optional<std::uint8_t> named) {
    init();
    const auto both = CPC_TRY(read_key_copies(files, directory));
    const auto newest = CPC_TRY(newest_key_copy(both, directory));
    const auto device_secret = CPC_TRY(read_device_secret(files, directory));
    auto out = CPC_TRY(open_any(newest, passphrase, device_secret, named));
    if (!both.alike()) {
        out.notes.push_back("One copy of the keys was damaged or behind the other.");
        if (repair == Repair::rewrite_the_bad_copy)
            CPC_TRY(write_key_copies(files, directory, both, newest));
    }
    return out;
}

Result<std::vector<SlotFacts>> Keyslots::list(Files& files, const std::string& directory) {
    init();
    const auto both = CPC_TRY(read_key_copies(files, directory));
    const auto newest = CPC_TRY(newest_key_copy(both, directory));
    std::vector<SlotFacts> out;
    for (const auto& slot : newest.slots)
        if (slot[0] == kind_chair) out.push_back(facts_of(slot));
    return out;
}

Result<SlotFacts> Keyslots::change_passphrase(Files& files, const std::string& directory,
                                              const Unlocked& by, const SecretBytes& new_passphrase,
                                              KeyslotCost cost, const Announce& announce) {
    auto change = CPC_TRY(begin_change(files, directory, by));
    CPC_TRY(nobody_elses(change, new_passphrase, by.slot));
    auto& slot = change.next.slots[by.slot];
    slot = CPC_TRY(make_slot({by.slot, by.epoch, by.master, by.chair_seed}, new_passphrase,
                             change.device_secret, cost));
    return finish_change(files, directory, change, facts_of(slot), announce);
}

Result<SlotFacts> Keyslots::add_chair(Files& files, const std::string& directory,
                                      const Unlocked& by, const SecretBytes& passphrase,
                                      KeyslotCost cost, const Announce& announce) {
    auto change = CPC_TRY(begin_change(files, directory, by));
    auto& slots = change.next.slots;
    const auto free = std::find_if(slots.begin(), slots.end(),
                                   [](const Slot& slot) { return slot[0] == kind_empty; });
    if (free == slots.end())
        return fail(Fault::refused, "All thirteen keyslots are in use.", {},
                    "Take one away before another chair is added.");
    CPC_TRY(nobody_elses(change, passphrase, {}));
    const auto id = static_cast<std::uint8_t>(free - slots.begin());
    const auto seed = SecretBytes::random(32);
    *free =
        CPC_TRY(make_slot({id, by.epoch, by.master, seed}, passphrase, change.device_secret, cost));
    return finish_change(files, directory, change, facts_of(*free), announce);
}

Result<SlotFacts> Keyslots::remove_chair(Files& files, const std::string& directory,
                                         const Unlocked& by, std::uint8_t slot,
                                         const Announce& announce) {
    auto change = CPC_TRY(begin_change(files, directory, by));
    auto& slots = change.next.slots;
    if (slot >= slots.size() || slots[slot][0] != kind_chair)
        return fail(Fault::not_found, "No chair has that slot.", "slot " + std::to_string(slot),
                    "Nothing was changed. \"cpc keys list\" names the slots in use.");
    const auto used = std::count_if(slots.begin(), slots.end(),
                                    [](const Slot& one) { return one[0] == kind_chair; });
    if (used < 2)
        return fail(Fault::refused, "The last chair cannot be taken away: nobody could open it.",
                    "slot " + std::to_string(slot), "Nothing was changed. Add another first.");
    const auto facts = facts_of(slots[slot]);
    slots[slot] = {};
    return finish_change(files, directory, change, facts, announce);
}

Result<void> Keyslots::replace_all(Files& files, const std::string& directory,
                                   const SecretBytes& master, std::uint16_t epoch,
                                   std::span<const ChairToBe> chairs, KeyslotCost cost,
                                   const std::optional<Escrow>& escrow) {
    init();
    CPC_CHECK(!chairs.empty() && chairs.size() <= keyslot_count_max);
    const auto both = CPC_TRY(read_key_copies(files, directory));
    const auto device_secret = CPC_TRY(read_device_secret(files, directory));
    KeyCopy next;
    next.generation = CPC_TRY(newest_key_copy(both, directory)).generation + 1;
    for (const auto& chair : chairs) {
        CPC_CHECK(chair.slot < next.slots.size() && next.slots[chair.slot][0] == kind_empty);
        next.slots[chair.slot] = CPC_TRY(make_slot({chair.slot, epoch, master, *chair.seed},
                                                   *chair.passphrase, device_secret, cost));
    }
    if (escrow) next.escrow = write_escrow(*escrow);
    return write_key_copies(files, directory, both, next);
}

Result<std::optional<Escrow>> Keyslots::escrow(Files& files, const std::string& directory) {
    init();
    const auto both = CPC_TRY(read_key_copies(files, directory));
    return read_escrow(CPC_TRY(newest_key_copy(both, directory)).escrow);
}

Result<void> Keyslots::put_escrow(Files& files, const std::string& directory,
                                  const Escrow& escrow) {
    init();
    const auto both = CPC_TRY(read_key_copies(files, directory));
    auto next = CPC_TRY(newest_key_copy(both, directory));
    ++next.generation;
    next.escrow = write_escrow(escrow);
    return write_key_copies(files, directory, both, next);
}

Result<DeviceId> Keyslots::device_id(Files& files, const std::string& directory) {
    init();
    return short_device_id(CPC_TRY(read_device_secret(files, directory)));
}

Result<std::vector<KeyFileDamage>> Keyslots::inspect(Files& files, const std::string& directory) {
    init();
    std::vector<KeyFileDamage> out;
    const auto both = CPC_TRY(read_key_copies(files, directory));
    for (std::size_t i = 0; i < both.copies.size(); ++i) {
        const std::string name = i == 0 ? "A" : "B";
        const auto at = i * key_copy_size;
        if (!both.copies[i])
            out.push_back({keyslots_file, at, "copy " + name + " does not match its digest"});
        else if (const auto escrow = read_escrow(both.copies[i]->escrow); !escrow)
            out.push_back({keyslots_file, at, "copy " + name + ": " + escrow.error().what});
    }
    if (both.file_size > 2 * key_copy_size)
        out.push_back({keyslots_file, 2 * key_copy_size, "bytes follow after copy B"});
    const auto& [a, b] = both.copies;
    if (a && b && a->generation == b->generation && !(*a == *b))
        out.push_back({keyslots_file, 0, "the copies differ under one generation"});
    if (auto secret = read_device_secret(files, directory); !secret)
        out.push_back({device_secret_file, 0, secret.error().what});
    return out;
}

}  // namespace cpc::crypto
