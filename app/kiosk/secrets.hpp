// SPDX-License-Identifier: Apache-2.0
// Where passphrases and PINs go while they are typed: locked memory that is wiped, never a string.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "app/ui/vocabulary.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::kiosk {

class TypedPin final : public ui::PinSink {
  public:
    TypedPin();
    void push(int digit) override;
    void pop() override;
    void clear() override;
    [[nodiscard]] std::size_t count() const override { return count_; }
    // What was typed; the pad is empty afterwards.
    [[nodiscard]] crypto::SecretBytes take();

  private:
    crypto::SecretBytes digits_;
    std::size_t count_ = 0;
};

class TypedPassphrase final : public ui::SecretSink {
  public:
    TypedPassphrase();
    void push(std::string_view character) override;
    void pop() override;
    void clear() override;
    [[nodiscard]] std::size_t count() const override { return ends_.size(); }
    [[nodiscard]] crypto::SecretBytes take();

  private:
    crypto::SecretBytes bytes_;
    std::vector<std::size_t> ends_;  // of each character, so that one is taken back whole
};

// The words of a passphrase with single spaces between them; they point into it.
[[nodiscard]] std::vector<std::string_view> words_of(const crypto::SecretBytes& passphrase);

}  // namespace cpc::kiosk
