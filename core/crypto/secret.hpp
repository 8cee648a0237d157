// SPDX-License-Identifier: Apache-2.0
// Secret bytes: keys, seeds, passphrases, PINs. They live in libsodium's guarded memory (locked
// where the system allows it, fenced by unreadable pages), are wiped when they die, move but do not
// copy by accident, and have no formatter, so that logging one does not compile.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/bytes.hpp"

namespace cpc::crypto {

// Sets the library up. Called by everything here that needs it; calling it early in main is good
// manners because it decides on the fastest code for this processor. Cannot fail: without
// randomness the program stops.
void init();

class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);  // all zero
    ~SecretBytes();
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    [[nodiscard]] static SecretBytes random(std::size_t size);
    [[nodiscard]] static SecretBytes copy_of(ByteView bytes);
    // For the command line and tests. The screen's keypad writes into data() instead, because a
    // std::string is neither locked nor wiped.
    [[nodiscard]] static SecretBytes from(std::string_view text);
    [[nodiscard]] SecretBytes clone() const;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::uint8_t* data() { return data_; }
    [[nodiscard]] const std::uint8_t* data() const { return data_; }
    [[nodiscard]] ByteView view() const { return {data_, size_}; }
    [[nodiscard]] std::span<std::uint8_t> span() { return {data_, size_}; }
    // Takes as long whether or not they are alike.
    [[nodiscard]] bool same_as(const SecretBytes& other) const;

  private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b);
void wipe(std::span<std::uint8_t> bytes);
// Nonces, salts, ids where no Entropy port is at hand.
void random_fill(std::span<std::uint8_t> out);

}  // namespace cpc::crypto
