// SPDX-License-Identifier: Apache-2.0
// One value, one encoding. encode() turns a struct into deterministic CBOR and decode() accepts
// exactly what encode() writes: decode(encode(x)) is x, and whatever decode(b) accepts encodes to b
// again. Signatures and hashes rest on that.
//
// A struct takes part by listing its members once:
//
//     struct Introduced {
//         PersonId person;
//         std::optional<std::string> role;
//         static constexpr auto fields() { return std::tuple{&Introduced::person,
//         &Introduced::role}; }
//     };
//
// It becomes a map with keys 1, 2, … in that order. An absent optional leaves its key out. New
// fields go at the end and are optional; a field is never removed and never moved. Strings are
// limited to limits::text_bytes_max; the whole to limits::payload_bytes_max. Enumerations are
// unsigned numbers up to enum_limit<E>; give the real last value beside the enumeration:
//
//     template <> inline constexpr std::uint64_t cpc::codec::enum_limit<Choice> = 3;
//
// Left out on purpose: floats, tags, null, indefinite lengths, text keys. Source: RFC 8949, 4.2.1.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/check.hpp"
#include "core/base/ids.hpp"
#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/codec/wire.hpp"

namespace cpc::codec {

template <class E>
inline constexpr std::uint64_t enum_limit = 255;

template <class T>
concept Described = requires {
    T::fields();
};

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class T>
struct IsByteArray : std::false_type {};
template <std::size_t N>
struct IsByteArray<std::array<std::uint8_t, N>> : std::true_type {};

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};

template <class T>
inline constexpr bool always_false = false;

inline constexpr std::int32_t minutes_a_day = 1440;
[[nodiscard]] inline bool sensible(const LocalTime& time) {
    return time.minute >= 0 && time.minute < minutes_a_day &&
           time.offset_minutes > -minutes_a_day && time.offset_minutes < minutes_a_day;
}

template <class T>
void put(Writer& out, const T& value);

template <class T>
void put_struct(Writer& out, const T& value) {
    const auto present = [&](auto member) -> std::size_t {
        using Field = std::remove_cvref_t<decltype(value.*member)>;
        if constexpr (IsOptional<Field>::value) return (value.*member).has_value() ? 1 : 0;
        return 1;
    };
    const std::size_t count = std::apply(
        [&](auto... member) { return (std::size_t{0} + ... + present(member)); }, T::fields());
    out.enter();
    out.head(Major::map, count);
    std::uint64_t key = 0;
    const auto one = [&](auto member) {
        ++key;
        if (present(member) == 0) return;
        out.head(Major::unsigned_integer, key);
        using Field = std::remove_cvref_t<decltype(value.*member)>;
        if constexpr (IsOptional<Field>::value) {
            put(out, *(value.*member));
        } else {
            put(out, value.*member);
        }
    };
    std::apply([&](auto... member) { (one(member), ...); }, T::fields());
    out.leave();
}

inline void put_local_time(Writer& out, const LocalTime& value) {
    if (!sensible(value)) out.reject();
    out.enter();
    out.head(Major::array, 3);
    out.integer(value.date.days);
    out.integer(value.minute);
    out.integer(value.offset_minutes);
    out.leave();
}

template <class T>
void put(Writer& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out.boolean(value);
    } else if constexpr (std::is_enum_v<T>) {
        const auto number =
            static_cast<std::uint64_t>(static_cast<std::underlying_type_t<T>>(value));
        if (number > enum_limit<T>) out.reject();
        out.head(Major::unsigned_integer, number);
    } else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>) {
        out.head(Major::unsigned_integer, value);
    } else if constexpr (std::is_integral_v<T>) {
        out.integer(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        out.text(value);
    } else if constexpr (std::is_same_v<T, Bytes> || IsByteArray<T>::value) {
        out.bytes(value);
    } else if constexpr (IsId<T>::value) {
        out.bytes(value.bytes);
    } else if constexpr (std::is_same_v<T, Date>) {
        out.integer(value.days);
    } else if constexpr (std::is_same_v<T, Instant>) {
        out.integer(value.ms);
    } else if constexpr (std::is_same_v<T, LocalTime>) {
        put_local_time(out, value);
    } else if constexpr (IsVector<T>::value) {
        out.enter();
        out.head(Major::array, value.size());
        for (const auto& item : value)
            put<typename T::value_type>(out, item);
        out.leave();
    } else if constexpr (Described<T>) {
        put_struct(out, value);
    } else {
        static_assert(always_false<T>, "this type has no encoding");
    }
}

template <class T>
void get(Reader& in, T& value);

template <class T>
void get_struct(Reader& in, T& value) {
    std::size_t left = in.enter(Major::map);
    std::uint64_t key = 0;
    const auto one = [&](auto member) {
        ++key;
        using Field = std::remove_cvref_t<decltype(value.*member)>;
        const bool here = left > 0 && in.next_is_key(key);
        if constexpr (IsOptional<Field>::value) {
            if (!here) return;
            (void)in.unsigned_integer(key);
            --left;
            get(in, (value.*member).emplace());
        } else {
            if (!here)
                return in.reject("field " + std::to_string(key) + " is missing or misplaced");
            (void)in.unsigned_integer(key);
            --left;
            get(in, value.*member);
        }
    };
    std::apply([&](auto... member) { (one(member), ...); }, T::fields());
    if (left != 0) in.reject("an unknown field or one out of order");
    in.leave();
}

inline void get_local_time(Reader& in, LocalTime& value) {
    constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    if (in.enter(Major::array) != 3) in.reject("a local time has three numbers");
    value.date.days = static_cast<std::int32_t>(in.integer(least, most));
    value.minute = static_cast<std::int32_t>(in.integer(least, most));
    value.offset_minutes = static_cast<std::int32_t>(in.integer(least, most));
    if (!sensible(value)) in.reject("a local time is out of range");
    in.leave();
}

template <class T>
void get_vector(Reader& in, T& value) {
    const std::size_t count = in.enter(Major::array);
    value.clear();
    for (std::size_t i = 0; i < count && !in.failed(); ++i) {
        typename T::value_type item{};
        get(in, item);
        value.push_back(std::move(item));
    }
    in.leave();
}

template <class T>
void get_byte_array(Reader& in, T& value) {
    const auto raw = in.bytes(value.size(), value.size());
    if (raw.size() == value.size()) std::copy(raw.begin(), raw.end(), value.begin());
}

template <class T>
void get(Reader& in, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        value = in.boolean();
    } else if constexpr (std::is_enum_v<T>) {
        const auto number = in.unsigned_integer(enum_limit<T>);
        value = static_cast<T>(static_cast<std::underlying_type_t<T>>(number));
    } else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>) {
        value = static_cast<T>(in.unsigned_integer(std::numeric_limits<T>::max()));
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(
            in.integer(std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = std::string{in.text(limits::text_bytes_max)};
    } else if constexpr (std::is_same_v<T, Bytes>) {
        const auto raw = in.bytes(0, limits::payload_bytes_max);
        value.assign(raw.begin(), raw.end());
    } else if constexpr (IsByteArray<T>::value) {
        get_byte_array(in, value);
    } else if constexpr (IsId<T>::value) {
        get_byte_array(in, value.bytes);
    } else if constexpr (std::is_same_v<T, Date>) {
        get(in, value.days);
    } else if constexpr (std::is_same_v<T, Instant>) {
        get(in, value.ms);
    } else if constexpr (std::is_same_v<T, LocalTime>) {
        get_local_time(in, value);
    } else if constexpr (IsVector<T>::value) {
        get_vector(in, value);
    } else if constexpr (Described<T>) {
        get_struct(in, value);
    } else {
        static_assert(always_false<T>, "this type has no encoding");
    }
}

}  // namespace detail

// False if some text is not UTF-8 or too long, an enumeration is out of range, the nesting is too
// deep or the whole is too large. Ask this of anything that did not come out of our own commands.
template <class T>
[[nodiscard]] bool encodable(const T& value) {
    Writer out;
    detail::put(out, value);
    return out.valid() && out.take().size() <= limits::payload_bytes_max;
}

// A value that is not encodable() is a defect of the caller.
template <class T>
[[nodiscard]] Bytes encode(const T& value) {
    Writer out;
    detail::put(out, value);
    CPC_CHECK(out.valid());
    auto bytes = out.take();
    CPC_CHECK(bytes.size() <= limits::payload_bytes_max);
    return bytes;
}

template <class T>
[[nodiscard]] Result<T> decode(ByteView bytes) {
    Reader in(bytes);
    if (bytes.size() > limits::payload_bytes_max) in.reject("it is too large");
    T value{};
    if (!in.failed()) detail::get(in, value);
    in.finish();
    if (in.failed()) return in.failure();
    return value;
}

// For payloads of a type this program does not know: is it canonical at all?
[[nodiscard]] inline Result<void> check_canonical(ByteView bytes) {
    Reader in(bytes);
    if (bytes.size() > limits::payload_bytes_max) in.reject("it is too large");
    in.any();
    in.finish();
    if (in.failed()) return in.failure();
    return {};
}

}  // namespace cpc::codec
