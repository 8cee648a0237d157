// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/keyslot.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/check.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::crypto {
namespace {

constexpr std::size_t copy_size = 8192;
constexpr std::size_t slot_size = 512;
constexpr std::size_t slots_at = 16;
constexpr std::size_t digest_size = 32;
constexpr std::string_view copy_magic = "CPCKEYS1";
constexpr std::string_view device_magic = "CPCDEV01";
constexpr std::size_t device_file_size = 8 + 32 + digest_size;
constexpr std::array<std::size_t, 2> copy_at = {0, copy_size};

// Offsets in a slot; everything before sealed_at is authenticated with it.
constexpr std::size_t ops_at = 4;
constexpr std::size_t memory_at = 8;
constexpr std::size_t salt_at = 12;
constexpr std::size_t owner_at = 28;
constexpr std::size_t sealed_at = 60;  // nonce ‖ ciphertext ‖ tag
constexpr std::size_t sealed_size = 24 + 64 + 16;
constexpr std::size_t kcv_at = sealed_at + sealed_size;
constexpr std::size_t slot_used = kcv_at + 32;
constexpr std::uint8_t kind_empty = 0;
constexpr std::uint8_t kind_chair = 1;

using Slot = ByteArray<slot_size>;

struct Copy {
    std::uint64_t generation = 0;
    std::array<Slot, keyslot_count_max> slots{};
};

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

Bytes serialise(const Copy& copy) {
    Bytes out(copy_size);
    std::copy(copy_magic.begin(), copy_magic.end(), out.begin());
    put_u64(std::span{out}.subspan(8), copy.generation);
    for (std::size_t i = 0; i < copy.slots.size(); ++i)
        std::copy(copy.slots[i].begin(), copy.slots[i].end(),
                  out.begin() + static_cast<std::ptrdiff_t>(slots_at + i * slot_size));
    const Hash32 digest = blake2b(ByteView{out}.first(copy_size - digest_size));
    std::copy(digest.begin(), digest.end(), out.end() - digest_size);
    return out;
}

std::optional<Copy> parse_copy(ByteView in) {
    if (in.size() != copy_size || text_of(in.first(8)) != copy_magic) return std::nullopt;
    const Hash32 digest = blake2b(in.first(copy_size - digest_size));
    if (!std::equal(digest.begin(), digest.end(), in.end() - digest_size)) return std::nullopt;
    Copy out;
    out.generation = get_u64(in.subspan(8));
    for (std::size_t i = 0; i < out.slots.size(); ++i) {
        const auto slot = in.subspan(slots_at + i * slot_size, slot_size);
        std::copy(slot.begin(), slot.end(), out.slots[i].begin());
        if (!all_zero(slot.subspan(slot_used))) return std::nullopt;
    }
    return out;
}

struct BothCopies {
    std::array<std::optional<Copy>, 2> copies;
    std::uint64_t file_size = 0;

    [[nodiscard]] const Copy* newest() const {
        const auto& [a, b] = copies;
        if (a && b) return a->generation >= b->generation ? &*a : &*b;
        if (a) return &*a;
        return b ? &*b : nullptr;
    }
    [[nodiscard]] bool alike() const {
        return copies[0] && copies[1] && copies[0]->generation == copies[1]->generation &&
               copies[0]->slots == copies[1]->slots && file_size == 2 * copy_size;
    }
};

std::string path_of(const std::string& directory, const char* name) {
    return directory + "/" + name;
}

Result<BothCopies> read_copies(Files& files, const std::string& directory) {
    auto file = CPC_TRY(files.open(path_of(directory, keyslots_file), OpenMode::read_only));
    BothCopies out;
    out.file_size = CPC_TRY(file->size());
    for (std::size_t i = 0; i < copy_at.size(); ++i) {
        if (out.file_size < copy_at[i] + copy_size) continue;
        Bytes raw(copy_size);
        if (file->read_at(copy_at[i], raw)) out.copies[i] = parse_copy(raw);
    }
    return out;
}

// The copy that is worse off is written and synced before the good one is touched.
Result<void> write_copies(Files& files, const std::string& directory, const BothCopies& old,
                          const Copy& next) {
    auto file = CPC_TRY(files.open(path_of(directory, keyslots_file), OpenMode::read_write));
    const bool a_first = old.newest() != (old.copies[0] ? &*old.copies[0] : nullptr);
    const Bytes raw = serialise(next);
    for (const std::size_t i : {a_first ? 0U : 1U, a_first ? 1U : 0U}) {
        CPC_TRY(file->write_at(copy_at[i], raw));
        CPC_TRY(file->sync_data());
    }
    if (old.file_size > 2 * copy_size) {
        CPC_TRY(file->truncate(2 * copy_size));
        CPC_TRY(file->sync_data());
    }
    return {};
}

Failure no_device_secret(const std::string& path) {
    return fail(Fault::damaged, "The device's own secret is damaged or missing.", path,
                "Without it no passphrase opens this store. Put back the copy made when the "
                "tablet was set up.");
}

Result<SecretBytes> read_device_secret(Files& files, const std::string& directory) {
    const auto path = path_of(directory, device_secret_file);
    auto read = read_whole(files, path, device_file_size);
    if (!read && (read.error().fault == Fault::refused || read.error().fault == Fault::not_found))
        return no_device_secret(path);
    auto raw = CPC_TRY(std::move(read));
    const ByteView all{raw};
    const bool shape = all.size() == device_file_size && text_of(all.first(8)) == device_magic;
    if (!shape || !std::equal(all.begin() + 40, all.end(), blake2b(all.first(40)).begin()))
        return no_device_secret(path);
    auto secret = SecretBytes::copy_of(all.subspan(8, 32));
    wipe(raw);
    return secret;
}

Result<SecretBytes> make_device_secret(Files& files, const std::string& directory) {
    auto secret = SecretBytes::random(32);
    Bytes raw(device_file_size);
    std::copy(device_magic.begin(), device_magic.end(), raw.begin());
    std::copy_n(secret.data(), secret.size(), raw.begin() + 8);
    const Hash32 digest = blake2b(ByteView{raw}.first(40));
    std::copy(digest.begin(), digest.end(), raw.begin() + 40);
    auto written = write_whole(files, path_of(directory, device_secret_file), raw);
    wipe(raw);
    CPC_TRY(std::move(written));
    return secret;
}

// The key-encrypting key: the passphrase made slow, then bound to this device.
Result<SecretBytes> kek_of(ByteView slot, const SecretBytes& passphrase,
                           const SecretBytes& device_secret) {
    Salt16 salt{};
    std::copy_n(slot.begin() + salt_at, salt.size(), salt.begin());
    const auto slow = CPC_TRY(argon2id(passphrase, salt, get_u32(slot.subspan(ops_at)),
                                       std::uint64_t{get_u32(slot.subspan(memory_at))} * 1024));
    return blake2b_secret(device_secret.view(), {slow.view(), view_of("kek/v1")});
}

Hash32 kcv_of(const SecretBytes& kek) {
    return blake2b_keyed(kek.view(), {view_of("kcv")});
}

Bytes associated_of(ByteView slot, const SecretBytes& device_secret) {
    const Hash32 device = blake2b_keyed(device_secret.view(), {view_of("device/v1")});
    return joined({slot.first(sealed_at), device});
}

Result<Slot> make_slot(std::uint8_t id, const SecretBytes& master, const SecretBytes& chair_seed,
                       const SecretBytes& passphrase, const SecretBytes& device_secret,
                       KeyslotCost cost) {
    if (!cost.sensible())
        return fail(Fault::refused, "The cost of a passphrase is outside the limits.");
    if (passphrase.empty()) return fail(Fault::refused, "An empty passphrase protects nothing.");
    Slot slot{};
    const std::span<std::uint8_t> all{slot};
    slot[0] = kind_chair;
    slot[1] = id;
    put_u32(all.subspan(ops_at), cost.ops);
    put_u32(all.subspan(memory_at), static_cast<std::uint32_t>(cost.memory_bytes / 1024));
    random_fill(all.subspan(salt_at, 16));
    const Hash32 owner = SigningKey::from_seed(chair_seed).kid();
    std::copy(owner.begin(), owner.end(), slot.begin() + owner_at);
    const auto kek = CPC_TRY(kek_of(slot, passphrase, device_secret));
    SecretBytes both(64);
    std::copy_n(master.data(), 32, both.data());
    std::copy_n(chair_seed.data(), 32, both.data() + 32);
    const Bytes sealed = seal(kek, both.view(), associated_of(slot, device_secret));
    std::copy(sealed.begin(), sealed.end(), slot.begin() + sealed_at);
    const Hash32 kcv = kcv_of(kek);
    std::copy(kcv.begin(), kcv.end(), slot.begin() + kcv_at);
    return slot;
}

// Nothing if this slot is not the passphrase's.
Result<std::optional<Unlocked>> try_slot(const Slot& slot, const SecretBytes& passphrase,
                                         const SecretBytes& device_secret) {
    if (slot[0] != kind_chair) return std::nullopt;
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
    out.slot = slot[1];
    return out;
}

Result<Unlocked> open_any(const Copy& copy, const SecretBytes& passphrase,
                          const SecretBytes& device_secret) {
    for (const auto& slot : copy.slots)
        if (auto found = CPC_TRY(try_slot(slot, passphrase, device_secret)))
            return std::move(*found);
    return fail(Fault::wrong_secret, "The passphrase does not open this store.", {},
                "Nothing was changed. Check the words and try again.");
}

Failure no_whole_copy(const std::string& directory) {
    return fail(Fault::damaged, "Both copies of the keys are damaged.",
                path_of(directory, keyslots_file),
                "The record is untouched but cannot be opened. Put back the copy of keys.cpk that "
                "was made when the tablet was set up.");
}

}  // namespace

Result<Unlocked> Keyslots::create(Files& files, const std::string& directory,
                                  const SecretBytes& passphrase, KeyslotCost cost) {
    init();
    const auto path = path_of(directory, keyslots_file);
    if (files.exists(path))
        return fail(Fault::refused, "This directory already has keys.", path,
                    "Open the store that is there, or choose an empty directory.");
    const auto device_secret = CPC_TRY(make_device_secret(files, directory));
    Unlocked out;
    out.master = SecretBytes::random(32);
    out.chair_seed = SecretBytes::random(32);
    Copy copy;
    copy.generation = 1;
    copy.slots[0] =
        CPC_TRY(make_slot(0, out.master, out.chair_seed, passphrase, device_secret, cost));
    const Bytes one = serialise(copy);
    CPC_TRY(write_whole(files, path, joined({one, one})));
    return out;
}

Result<Unlocked> Keyslots::unlock(Files& files, const std::string& directory,
                                  const SecretBytes& passphrase, Repair repair) {
    init();
    const auto both = CPC_TRY(read_copies(files, directory));
    const Copy* newest = both.newest();
    if (newest == nullptr) return no_whole_copy(directory);
    const auto device_secret = CPC_TRY(read_device_secret(files, directory));
    auto out = CPC_TRY(open_any(*newest, passphrase, device_secret));
    if (!both.alike()) {
        out.notes.push_back("One copy of the keys was damaged or behind the other.");
        if (repair == Repair::rewrite_the_bad_copy)
            CPC_TRY(write_copies(files, directory, both, *newest));
    }
    return out;
}

Result<void> Keyslots::change_passphrase(Files& files, const std::string& directory,
                                         const SecretBytes& old_passphrase,
                                         const SecretBytes& new_passphrase, KeyslotCost cost) {
    init();
    const auto both = CPC_TRY(read_copies(files, directory));
    const Copy* newest = both.newest();
    if (newest == nullptr) return no_whole_copy(directory);
    const auto device_secret = CPC_TRY(read_device_secret(files, directory));
    const auto open = CPC_TRY(open_any(*newest, old_passphrase, device_secret));
    Copy next = *newest;
    next.generation = newest->generation + 1;
    next.slots[open.slot] = CPC_TRY(
        make_slot(open.slot, open.master, open.chair_seed, new_passphrase, device_secret, cost));
    return write_copies(files, directory, both, next);
}

Result<std::uint8_t> Keyslots::add_chair(Files& files, const std::string& directory,
                                         const SecretBytes& master, const SecretBytes& passphrase,
                                         KeyslotCost cost) {
    init();
    const auto both = CPC_TRY(read_copies(files, directory));
    const Copy* newest = both.newest();
    if (newest == nullptr) return no_whole_copy(directory);
    const auto device_secret = CPC_TRY(read_device_secret(files, directory));
    Copy next = *newest;
    next.generation = newest->generation + 1;
    const auto free = std::find_if(next.slots.begin(), next.slots.end(),
                                   [](const Slot& slot) { return slot[0] == kind_empty; });
    if (free == next.slots.end())
        return fail(Fault::refused, "All thirteen keyslots are in use.", {},
                    "Take one away before another chair is added.");
    const auto id = static_cast<std::uint8_t>(free - next.slots.begin());
    *free =
        CPC_TRY(make_slot(id, master, SecretBytes::random(32), passphrase, device_secret, cost));
    CPC_TRY(write_copies(files, directory, both, next));
    return id;
}

Result<std::vector<KeyFileDamage>> Keyslots::inspect(Files& files, const std::string& directory) {
    init();
    std::vector<KeyFileDamage> out;
    const auto both = CPC_TRY(read_copies(files, directory));
    for (std::size_t i = 0; i < copy_at.size(); ++i)
        if (!both.copies[i])
            out.push_back(
                {keyslots_file, copy_at[i],
                 std::string{"copy "} + (i == 0 ? "A" : "B") + " does not match its digest"});
    if (both.file_size > 2 * copy_size)
        out.push_back({keyslots_file, 2 * copy_size, "bytes follow after copy B"});
    const bool same_generation = both.copies[0] && both.copies[1] &&
                                 both.copies[0]->generation == both.copies[1]->generation;
    if (same_generation && both.copies[0]->slots != both.copies[1]->slots)
        out.push_back({keyslots_file, 0, "the copies differ under one generation"});
    if (auto secret = read_device_secret(files, directory); !secret)
        out.push_back({device_secret_file, 0, secret.error().what});
    return out;
}

}  // namespace cpc::crypto
