// SPDX-License-Identifier: Apache-2.0
#include "sync/service/keys.hpp"

#include <sys/stat.h>

#include "core/base/limits.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

constexpr const char* own_key_file = "central.key";
constexpr const char* sealed_file = "keys.cps";
constexpr std::string_view key_magic = "CPCCKEY1";
constexpr std::string_view sealed_label{"cpc/central-keys/v1\0", 20};
constexpr std::size_t secret_size = 32;
constexpr std::size_t secrets = 5;
constexpr std::size_t key_file_size = 8 + secret_size + 32;

std::string path_in(const std::string& directory, const char* name) {
    return directory + "/" + name;
}

// ingest ‖ receipt seed ‖ root seed ‖ store key ‖ wrap key
crypto::SecretBytes pack(const CentralKeys& keys) {
    crypto::SecretBytes out(secrets * secret_size);
    auto* at = out.data();
    const auto put = [&](const crypto::SecretBytes& part) {
        CPC_CHECK(part.size() == secret_size);
        at = std::copy(part.data(), part.data() + part.size(), at);
    };
    put(keys.ingest.secret());
    put(keys.receipt.seed());
    put(keys.root.seed());
    put(keys.store_key);
    put(keys.wrap_key);
    return out;
}

CentralKeys unpack(const crypto::SecretBytes& all) {
    const auto part = [&](std::size_t i) {
        return crypto::SecretBytes::copy_of(all.view().subspan(i * secret_size, secret_size));
    };
    CentralKeys out;
    out.ingest = crypto::BoxKeyPair::from_secret(part(0));
    out.receipt = crypto::SigningKey::from_seed(part(1));
    out.root = crypto::SigningKey::from_seed(part(2));
    out.store_key = part(3);
    out.wrap_key = part(4);
    return out;
}

// A key that the whole machine may read protects nothing, so it is not used at all.
Result<void> check_private(const std::string& path) {
    struct stat facts {};
    if (lstat(path.c_str(), &facts) != 0) return {};  // not on a real disk: a test's memory
    if ((facts.st_mode & 0077U) == 0) return {};
    return fail(Fault::refused, "The key file may be read by others on this machine.", path,
                "Take the others' rights away (chmod 600) and find out who could have read it.");
}

Result<crypto::SecretBytes> read_key_file(Files& files, const std::string& path) {
    CPC_TRY(check_private(path));
    Bytes file = CPC_TRY(read_whole(files, path, key_file_size));
    const bool whole =
        file.size() == key_file_size && text_of(ByteView{file}.first(8)) == key_magic &&
        crypto::equal_in_constant_time(crypto::blake2b(ByteView{file}.first(8 + secret_size)),
                                       ByteView{file}.subspan(8 + secret_size));
    if (!whole)
        return fail(Fault::damaged, "Central's key file is damaged.", path,
                    "Put it back from its backup. Nothing can be opened without it.");
    auto out = crypto::SecretBytes::copy_of(ByteView{file}.subspan(8, secret_size));
    crypto::wipe(file);
    return out;
}

}  // namespace

bool has_keys(Files& files, const std::string& directory) {
    return files.exists(path_in(directory, sealed_file)) ||
           files.exists(path_in(directory, own_key_file));
}

Result<CentralKeys> create_keys(Files& files, const std::string& directory,
                                const CentralIdentity& identity) {
    if (!wire::good_signer_name(identity.name))
        return fail(Fault::refused, "This name cannot stand on a signature.", identity.name,
                    "Use letters, digits, dots, slashes and hyphens, without spaces.");
    CPC_TRY(files.make_directories(directory));
    if (has_keys(files, directory))
        return fail(Fault::refused, "This directory already holds a central service's keys.",
                    directory, "Nothing was changed. Use it as it is, or choose an empty one.");
    CentralKeys keys;
    keys.ingest = crypto::BoxKeyPair::generate();
    keys.receipt = crypto::SigningKey::generate();
    keys.root = crypto::SigningKey::generate();
    keys.store_key = crypto::SecretBytes::random(secret_size);
    keys.wrap_key = crypto::SecretBytes::random(secret_size);
    keys.pairing = {identity.name,          keys.ingest.public_key(), keys.receipt.public_key(),
                    keys.root.public_key(), identity.tls_pins,        identity.practice};
    const auto file_key = crypto::SecretBytes::random(secret_size);
    Bytes key_bytes = crypto::joined({view_of(key_magic), file_key.view()});
    crypto::append(key_bytes, crypto::blake2b(key_bytes));
    CPC_TRY(write_whole(files, path_in(directory, own_key_file), key_bytes));
    crypto::wipe(key_bytes);
    const auto sealed = crypto::seal(file_key, pack(keys).view(), view_of(sealed_label));
    CPC_TRY(write_whole(files, path_in(directory, sealed_file), sealed));
    CPC_TRY(write_whole(files, path_in(directory, pairing_file),
                        view_of(wire::write_pairing(keys.pairing, keys.root))));
    return keys;
}

Result<CentralKeys> open_keys(Files& files, const std::string& directory,
                              const std::string& key_file) {
    if (!has_keys(files, directory))
        return fail(Fault::not_found, "This directory holds no central service.", directory,
                    "Make one with: cpc-central init --data " + directory);
    const auto file_key = CPC_TRY(
        read_key_file(files, key_file.empty() ? path_in(directory, own_key_file) : key_file));
    const auto sealed = CPC_TRY(read_whole(files, path_in(directory, sealed_file), 4096));
    auto all = crypto::open_secret(file_key, sealed, view_of(sealed_label));
    if (!all || all->size() != secrets * secret_size)
        return fail(Fault::damaged,
                    "Central's keys do not open: the file is damaged, or belongs to "
                    "another key file.",
                    path_in(directory, sealed_file), "Put both files back from the same backup.");
    auto keys = unpack(*all);
    const auto pairing = CPC_TRY(
        read_whole(files, path_in(directory, pairing_file), wire::limits::pairing_bytes_max));
    keys.pairing = CPC_TRY(wire::read_pairing(pairing));
    const bool own = keys.pairing.ingest_key == keys.ingest.public_key() &&
                     keys.pairing.receipt_key == keys.receipt.public_key() &&
                     keys.pairing.root_key == keys.root.public_key();
    if (!own)
        return fail(Fault::conflict, "central.json names other keys than this directory holds.",
                    path_in(directory, pairing_file),
                    "Put it back from the backup of this directory.");
    return keys;
}

}  // namespace cpc::service
