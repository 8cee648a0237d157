// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/secret.hpp"

#include <sodium.h>

#include <cstring>
#include <utility>

#include "core/base/check.hpp"

namespace cpc::crypto {

void init() {
    static const int state = sodium_init();
    CPC_CHECK(state >= 0);
}

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
    init();
    if (size == 0) return;
    data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
    CPC_CHECK(data_ != nullptr);
    std::memset(data_, 0, size);
}

SecretBytes::~SecretBytes() {
    if (data_ != nullptr) sodium_free(data_);  // wipes first
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        if (data_ != nullptr) sodium_free(data_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretBytes SecretBytes::random(std::size_t size) {
    SecretBytes out(size);
    random_fill(out.span());
    return out;
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
    SecretBytes out(bytes.size());
    if (!bytes.empty()) std::memcpy(out.data_, bytes.data(), bytes.size());
    return out;
}

SecretBytes SecretBytes::from(std::string_view text) {
    return copy_of(view_of(text));
}

SecretBytes SecretBytes::clone() const {
    return copy_of(view());
}

bool SecretBytes::same_as(const SecretBytes& other) const {
    return equal_in_constant_time(view(), other.view());
}

bool equal_in_constant_time(ByteView a, ByteView b) {
    if (a.size() != b.size()) return false;
    return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::span<std::uint8_t> bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

void random_fill(std::span<std::uint8_t> out) {
    init();
    if (!out.empty()) randombytes_buf(out.data(), out.size());
}

}  // namespace cpc::crypto
