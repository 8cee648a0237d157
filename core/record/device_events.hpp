// SPDX-License-Identifier: Apache-2.0
// What the device itself writes into the record: the events that core/store appends without being
// asked. The conference's own events are in core/conference.
#pragma once

#include <string>
#include <tuple>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::record {

// Entry 0 of every log (0x0001). The log's id is a hash of the first two.
struct LogOpened {
    crypto::PublicKey device_key{};
    ByteArray<16> salt{};
    std::string domain;     // of the organisation; the first part of the checkpoints' origin
    bool practice = false;  // made for training: never to be taken for a real record
    static constexpr auto fields() {
        return std::tuple{&LogOpened::device_key, &LogOpened::salt, &LogOpened::domain,
                          &LogOpened::practice};
    }
};

// One of the two copies was damaged and has been repaired from the other (0x0009).
struct StorageFault {
    std::string what;
    static constexpr auto fields() { return std::tuple{&StorageFault::what}; }
};

[[nodiscard]] Bytes encode_event(const LogOpened& event);
[[nodiscard]] Bytes encode_event(const StorageFault& event);
[[nodiscard]] Result<LogOpened> decode_log_opened(ByteView content);
[[nodiscard]] Result<StorageFault> decode_storage_fault(ByteView content);

// Of any type, known or not: is this the one encoding that the record admits?
[[nodiscard]] Result<void> check_content(ByteView content);

}  // namespace cpc::record
