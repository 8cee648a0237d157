// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/key_file.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::size_t slots_at = 16;
constexpr std::size_t escrow_at = slots_at + keyslot_count_max * keyslot_size;
constexpr std::size_t used_to = escrow_at + escrow_area_size;
constexpr std::size_t digest_size = 32;
constexpr std::string_view copy_magic = "CPCKEYS1";
constexpr std::string_view device_magic = "CPCDEV01";
constexpr std::size_t device_file_size = 8 + 32 + digest_size;
constexpr std::array<std::size_t, 2> copy_at = {0, key_copy_size};

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

std::ptrdiff_t slot_at(std::size_t number) {
    return static_cast<std::ptrdiff_t>(slots_at + number * keyslot_size);
}

Bytes serialise(const KeyCopy& copy) {
    Bytes out(key_copy_size);
    std::copy(copy_magic.begin(), copy_magic.end(), out.begin());
    put_u64(std::span{out}.subspan(8), copy.generation);
    for (std::size_t i = 0; i < copy.slots.size(); ++i)
        std::copy(copy.slots[i].begin(), copy.slots[i].end(), out.begin() + slot_at(i));
    std::copy(copy.escrow.begin(), copy.escrow.end(), out.begin() + escrow_at);
    const Hash32 digest = blake2b(ByteView{out}.first(key_copy_size - digest_size));
    std::copy(digest.begin(), digest.end(), out.end() - digest_size);
    return out;
}

std::optional<KeyCopy> parse_copy(ByteView in) {
    if (in.size() != key_copy_size || text_of(in.first(8)) != copy_magic) return std::nullopt;
    const Hash32 digest = blake2b(in.first(key_copy_size - digest_size));
    if (!std::equal(digest.begin(), digest.end(), in.end() - digest_size)) return std::nullopt;
    if (!all_zero(in.subspan(used_to, key_copy_size - digest_size - used_to))) return std::nullopt;
    KeyCopy out;
    out.generation = get_u64(in.subspan(8));
    for (std::size_t i = 0; i < out.slots.size(); ++i) {
        std::copy_n(in.begin() + slot_at(i), keyslot_size, out.slots[i].begin());
        if (!all_zero(ByteView{out.slots[i]}.subspan(keyslot_used))) return std::nullopt;
    }
    std::copy_n(in.begin() + escrow_at, escrow_area_size, out.escrow.begin());
    return out;
}

Failure no_whole_copy(const std::string& directory) {
    return fail(Fault::damaged, "Both copies of the keys are damaged.",
                key_path(directory, keyslots_file),
                "The record is untouched but cannot be opened. Put back the copy of keys.cpk that "
                "was made when the tablet was set up.");
}

Failure no_device_secret(const std::string& path) {
    return fail(Fault::damaged, "The device's own secret is damaged or missing.", path,
                "Without it no passphrase opens this store. Put back the copy made when the "
                "tablet was set up.");
}

}  // namespace

const KeyCopy* KeyCopies::newest() const {
    const auto& [a, b] = copies;
    if (a && b) return a->generation >= b->generation ? &*a : &*b;
    if (a) return &*a;
    return b ? &*b : nullptr;
}

bool KeyCopies::alike() const {
    return copies[0] && copies[1] && *copies[0] == *copies[1] && file_size == 2 * key_copy_size;
}

std::string key_path(const std::string& directory, const char* name) {
    return directory + "/" + name;
}

Result<KeyCopies> read_key_copies(Files& files, const std::string& directory) {
    auto file = CPC_TRY(files.open(key_path(directory, keyslots_file), OpenMode::read_only));
    KeyCopies out;
    out.file_size = CPC_TRY(file->size());
    for (std::size_t i = 0; i < copy_at.size(); ++i) {
        if (out.file_size < copy_at[i] + key_copy_size) continue;
        Bytes raw(key_copy_size);
        if (file->read_at(copy_at[i], raw)) out.copies[i] = parse_copy(raw);
    }
    return out;
}

Result<KeyCopy> newest_key_copy(const KeyCopies& both, const std::string& directory) {
    if (const auto* newest = both.newest()) return *newest;
    return no_whole_copy(directory);
}

Result<void> create_key_copies(Files& files, const std::string& directory, const KeyCopy& first) {
    const Bytes one = serialise(first);
    return write_whole(files, key_path(directory, keyslots_file), joined({one, one}));
}

// The copy that is worse off is written and synced before the good one is touched.
Result<void> write_key_copies(Files& files, const std::string& directory, const KeyCopies& old,
                              const KeyCopy& next) {
    auto file = CPC_TRY(files.open(key_path(directory, keyslots_file), OpenMode::read_write));
    const bool a_first = old.newest() != (old.copies[0] ? &*old.copies[0] : nullptr);
    const Bytes raw = serialise(next);
    for (const std::size_t i : {a_first ? 0U : 1U, a_first ? 1U : 0U}) {
        CPC_TRY(file->write_at(copy_at[i], raw));
        CPC_TRY(file->sync_data());
    }
    if (old.file_size > 2 * key_copy_size) {
        CPC_TRY(file->truncate(2 * key_copy_size));
        CPC_TRY(file->sync_data());
    }
    return {};
}

Result<SecretBytes> read_device_secret(Files& files, const std::string& directory) {
    const auto path = key_path(directory, device_secret_file);
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
    auto written = write_whole(files, key_path(directory, device_secret_file), raw);
    wipe(raw);
    CPC_TRY(std::move(written));
    return secret;
}

Hash32 device_id_of(const SecretBytes& device_secret) {
    return blake2b_keyed(device_secret.view(), {view_of("device/v1")});
}

}  // namespace cpc::crypto
