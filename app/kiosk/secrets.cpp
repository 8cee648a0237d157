// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/secrets.hpp"

#include <algorithm>

namespace cpc::kiosk {
namespace {

constexpr std::size_t pin_digits_max = 8;
constexpr std::size_t passphrase_bytes_max = 512;

}  // namespace

TypedPin::TypedPin() : digits_(pin_digits_max) {}

void TypedPin::push(int digit) {
    if (count_ >= pin_digits_max || digit < 0 || digit > 9) return;
    digits_.data()[count_++] = static_cast<std::uint8_t>('0' + digit);
}

void TypedPin::pop() {
    if (count_ > 0) digits_.data()[--count_] = 0;
}

void TypedPin::clear() {
    crypto::wipe(digits_.span());
    count_ = 0;
}

crypto::SecretBytes TypedPin::take() {
    auto taken = crypto::SecretBytes::copy_of(digits_.view().first(count_));
    clear();
    return taken;
}

TypedPassphrase::TypedPassphrase() : bytes_(passphrase_bytes_max) {}

void TypedPassphrase::push(std::string_view character) {
    const auto start = ends_.empty() ? 0 : ends_.back();
    if (start + character.size() > passphrase_bytes_max) return;
    std::copy(character.begin(), character.end(), bytes_.data() + start);
    ends_.push_back(start + character.size());
}

void TypedPassphrase::pop() {
    if (ends_.empty()) return;
    const auto end = ends_.back();
    ends_.pop_back();
    const auto start = ends_.empty() ? 0 : ends_.back();
    crypto::wipe(bytes_.span().subspan(start, end - start));
}

void TypedPassphrase::clear() {
    crypto::wipe(bytes_.span());
    ends_.clear();
}

crypto::SecretBytes TypedPassphrase::take() {
    auto taken =
        crypto::SecretBytes::copy_of(bytes_.view().first(ends_.empty() ? 0 : ends_.back()));
    clear();
    return taken;
}

std::vector<std::string_view> words_of(const crypto::SecretBytes& passphrase) {
    std::vector<std::string_view> words;
    if (passphrase.empty()) return words;
    const std::string_view all{reinterpret_cast<const char*>(passphrase.data()), passphrase.size()};
    for (std::size_t from = 0; from < all.size();) {
        const auto to = std::min(all.find(' ', from), all.size());
        words.push_back(all.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

}  // namespace cpc::kiosk
