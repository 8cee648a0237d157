// SPDX-License-Identifier: Apache-2.0
#include "core/codec/wire.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/base/limits.hpp"

namespace cpc::codec {
namespace {

constexpr std::uint8_t simple_false = 0xF4;
constexpr std::uint8_t simple_true = 0xF5;

struct Utf8Lead {
    std::size_t size = 0;  // 0: not a lead byte
    std::uint8_t second_least = 0x80;
    std::uint8_t second_most = 0xBF;
};

// Unicode, table 3-7: the second byte's range is what keeps out overlong forms and surrogates.
Utf8Lead utf8_lead(std::uint8_t byte) {
    if (byte < 0x80) return {1};
    if (byte >= 0xC2 && byte <= 0xDF) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

}  // namespace

bool is_utf8(std::string_view text) {
    const ByteView in = view_of(text);
    for (std::size_t i = 0; i < in.size();) {
        const auto lead = utf8_lead(in[i]);
        if (lead.size == 0 || in.size() - i < lead.size) return false;
        for (std::size_t k = 1; k < lead.size; ++k) {
            const std::uint8_t least = k == 1 ? lead.second_least : 0x80;
            const std::uint8_t most = k == 1 ? lead.second_most : 0xBF;
            if (in[i + k] < least || in[i + k] > most) return false;
        }
        i += lead.size;
    }
    return true;
}

void Writer::head(Major major, std::uint64_t value) {
    const auto top = static_cast<std::uint8_t>(static_cast<unsigned>(major) << 5U);
    int extra = 0;
    if (value < 24) {
        out_.push_back(static_cast<std::uint8_t>(top | value));
        return;
    }
    if (value <= 0xFF) {
        out_.push_back(top | 24U);
        extra = 1;
    } else if (value <= 0xFFFF) {
        out_.push_back(top | 25U);
        extra = 2;
    } else if (value <= 0xFFFFFFFF) {
        out_.push_back(top | 26U);
        extra = 4;
    } else {
        out_.push_back(top | 27U);
        extra = 8;
    }
    for (int i = extra - 1; i >= 0; --i)
        out_.push_back(
            static_cast<std::uint8_t>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU));
}

void Writer::integer(std::int64_t value) {
    if (value >= 0) {
        head(Major::unsigned_integer, static_cast<std::uint64_t>(value));
    } else {
        head(Major::negative_integer, static_cast<std::uint64_t>(-(value + 1)));
    }
}

void Writer::boolean(bool value) {
    out_.push_back(value ? simple_true : simple_false);
}

void Writer::bytes(ByteView value) {
    if (value.size() > limits::payload_bytes_max) reject();
    head(Major::byte_string, value.size());
    out_.insert(out_.end(), value.begin(), value.end());
}

void Writer::text(std::string_view value) {
    if (value.size() > limits::text_bytes_max || !is_utf8(value)) reject();
    head(Major::text_string, value.size());
    const auto raw = view_of(value);
    out_.insert(out_.end(), raw.begin(), raw.end());
}

void Writer::enter() {
    if (++depth_ > limits::cbor_depth_max) reject();
}

void Writer::leave() {
    CPC_CHECK(depth_ > 0);
    --depth_;
}

Reader::Head Reader::peek(std::string& problem) const {
    if (position_ >= input_.size()) {
        problem = "the encoding ends too early";
        return {};
    }
    const std::uint8_t first = input_[position_];
    Head out{static_cast<Major>(first >> 5U), first & 31U, 1};
    if (out.value < 24) return out;
    if (out.value > 27) {
        problem = "an indefinite length or a reserved head";
        return {};
    }
    const std::size_t extra = std::size_t{1} << (out.value - 24U);
    if (input_.size() - position_ - 1 < extra) {
        problem = "the encoding ends too early";
        return {};
    }
    out.value = 0;
    for (std::size_t i = 0; i < extra; ++i)
        out.value = (out.value << 8U) | input_[position_ + 1 + i];
    out.size = 1 + extra;
    const std::uint64_t least = extra == 1 ? 24 : std::uint64_t{1} << (extra * 4);
    if (out.value < least) problem = "a number is not in its shortest form";
    return out;
}

std::uint64_t Reader::head(Major expected) {
    if (failed_) return 0;
    std::string problem;
    const auto found = peek(problem);
    if (problem.empty() && found.major != expected) problem = "a value of another kind is expected";
    if (!problem.empty()) {
        reject(std::move(problem));
        return 0;
    }
    position_ += found.size;
    return found.value;
}

std::int64_t Reader::integer(std::int64_t least, std::int64_t most) {
    if (failed_) return 0;
    std::string problem;
    const auto found = peek(problem);
    const bool number =
        found.major == Major::unsigned_integer || found.major == Major::negative_integer;
    if (problem.empty() && !number) problem = "a whole number is expected";
    if (problem.empty() && found.value > static_cast<std::uint64_t>(INT64_MAX))
        problem = "a number is out of range";
    const auto magnitude = static_cast<std::int64_t>(found.value & INT64_MAX);
    const std::int64_t value = found.major == Major::negative_integer ? -1 - magnitude : magnitude;
    if (problem.empty() && (value < least || value > most)) problem = "a number is out of range";
    if (!problem.empty()) {
        reject(std::move(problem));
        return 0;
    }
    position_ += found.size;
    return value;
}

std::uint64_t Reader::unsigned_integer(std::uint64_t most) {
    const auto start = position_;
    const auto value = head(Major::unsigned_integer);
    // No number of the format is larger than a signed one, whatever its type here could hold.
    if (!failed_ && value > std::min<std::uint64_t>(most, INT64_MAX)) {
        position_ = start;
        reject("a number is out of range");
        return 0;
    }
    return value;
}

bool Reader::boolean() {
    if (failed_) return false;
    if (position_ >= input_.size()) {
        reject("the encoding ends too early");
        return false;
    }
    const std::uint8_t byte = input_[position_];
    if (byte != simple_false && byte != simple_true) {
        reject("yes or no is expected");
        return false;
    }
    ++position_;
    return byte == simple_true;
}

ByteView Reader::take(std::uint64_t size) {
    if (failed_) return {};
    if (size > input_.size() - position_) {
        reject("a length reaches past the end");
        return {};
    }
    const auto out = input_.subspan(position_, static_cast<std::size_t>(size));
    position_ += out.size();
    return out;
}

ByteView Reader::bytes(std::size_t least, std::size_t most) {
    const auto size = head(Major::byte_string);
    if (!failed_ && (size < least || size > most)) reject("a byte string has the wrong length");
    return take(size);
}

std::string_view Reader::text(std::size_t most) {
    const auto size = head(Major::text_string);
    if (!failed_ && size > most) reject("a text is too long");
    const auto out = text_of(take(size));
    if (!failed_ && !is_utf8(out)) reject("a text is not UTF-8");
    return failed_ ? std::string_view{} : out;
}

std::size_t Reader::enter(Major container) {
    const auto count = head(container);
    ++depth_;
    if (failed_) return 0;
    if (depth_ > limits::cbor_depth_max) {
        reject("the nesting is too deep");
        return 0;
    }
    const std::uint64_t least_bytes = container == Major::map ? 2 : 1;
    if (count > (input_.size() - position_) / least_bytes) {
        reject("a count reaches past the end");
        return 0;
    }
    return static_cast<std::size_t>(count);
}

bool Reader::next_is_key(std::uint64_t key) const {
    if (failed_) return false;
    std::string problem;
    const auto found = peek(problem);
    return problem.empty() && found.major == Major::unsigned_integer && found.value == key;
}

void Reader::any_map(std::uint64_t count) {
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < count && !failed_; ++i) {
        const auto key = unsigned_integer(UINT64_MAX);
        if (!failed_ && i > 0 && key <= last) reject("map keys are not in ascending order");
        last = key;
        any();
    }
}

void Reader::any() {
    if (failed_) return;
    std::string problem;
    const auto found = peek(problem);
    if (!problem.empty()) return reject(std::move(problem));
    switch (found.major) {
        case Major::unsigned_integer:
        case Major::negative_integer:
            (void)integer(INT64_MIN, INT64_MAX);
            return;
        case Major::byte_string:
            (void)bytes(0, limits::payload_bytes_max);
            return;
        case Major::text_string:
            (void)text(limits::text_bytes_max);
            return;
        case Major::array: {
            const auto count = enter(Major::array);
            for (std::size_t i = 0; i < count && !failed_; ++i)
                any();
            return leave();
        }
        case Major::map:
            any_map(enter(Major::map));
            return leave();
        case Major::tag:
            return reject("tags are not part of this format");
        case Major::simple:
            (void)boolean();
            return;
    }
}

void Reader::reject(std::string what) {
    if (failed_) return;
    failed_ = true;
    what_ = std::move(what);
    where_ = position_;
}

void Reader::finish() {
    if (!failed_ && position_ != input_.size()) reject("bytes follow after the end");
}

Failure Reader::failure() const {
    return fail(Fault::malformed, "The encoding is not one this program writes: " + what_,
                "byte " + std::to_string(where_));
}

}  // namespace cpc::codec
