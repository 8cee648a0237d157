// SPDX-License-Identifier: Apache-2.0
// A SQLCipher file's pages decrypted by hand, free pages and all, so that a test can search them.
#pragma once

#include <openssl/evp.h>

#include <catch2/catch_test_macros.hpp>

#include "core/base/bytes.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::store::test {

inline constexpr std::size_t page_size = 4096;
inline constexpr std::size_t page_tail = 80;  // IV 16 and code 64
inline constexpr std::size_t salt_size = 16;  // begins the file in the place of its name

inline Bytes page_in_clear(ByteView page, const crypto::SecretBytes& key, bool first) {
    const auto begin = first ? salt_size : 0;
    const auto size = page_size - page_tail - begin;
    Bytes out(size);
    auto* cipher = EVP_CIPHER_CTX_new();
    int done = 0;
    REQUIRE(EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key.data(),
                               page.data() + page_size - page_tail) == 1);
    EVP_CIPHER_CTX_set_padding(cipher, 0);
    REQUIRE(EVP_DecryptUpdate(cipher, out.data(), &done, page.data() + begin,
                              static_cast<int>(size)) == 1);
    EVP_CIPHER_CTX_free(cipher);
    REQUIRE(static_cast<std::size_t>(done) == size);
    return out;
}

// The whole database file as it would lie there without encryption.
inline Bytes in_clear(const Bytes& file, const crypto::SecretBytes& key) {
    REQUIRE(file.size() % page_size == 0);
    Bytes out;
    for (std::size_t at = 0; at < file.size(); at += page_size) {
        const auto page = page_in_clear(ByteView{file}.subspan(at, page_size), key, at == 0);
        out.insert(out.end(), page.begin(), page.end());
    }
    return out;
}

}  // namespace cpc::store::test
